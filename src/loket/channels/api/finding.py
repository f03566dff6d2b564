"""The first free moments. The hottest question of all: its answer is written by hand."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from loket.channels.api import shapes
from loket.channels.api.answering import answer, as_bytes
from loket.channels.api.problems import as_json
from loket.channels.api.reading import MOST_ITEMS, AskedItem, Day, Language, Line, Point
from loket.channels.api.speech import speaking
from loket.kit import clock
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.queries import Slot, Unavailable, Wish

router = Router(tags=["booking"])
#: Fewer than the fields that Django reads of one address.
MOST_LOCATIONS = 150


class Asked(Schema):
    """A wish, as it stands in an address."""

    item: Annotated[
        list[AskedItem],
        Field(
            min_length=1, max_length=MOST_ITEMS, description="PRODUCT or PRODUCT:QUANTITY; repeat."
        ),
    ]
    since: Annotated[Day | None, Field(alias="from", description="First day; today.")] = None
    until: Annotated[Day | None, Field(description="Last day; as far as can be booked.")] = None
    location: Annotated[
        list[Line], Field(max_length=MOST_LOCATIONS, description="Only these; repeat. Everywhere.")
    ] = []
    evening: Annotated[bool, Field(description="From 17:00; with saturday: either.")] = False
    saturday: bool = False
    step_free: bool = False
    language: Annotated[Language | None, Field(description="Spoken at the counter.")] = None
    mobility: bool = False
    near: Annotated[Point | None, Field(description="Latitude and longitude.")] = None
    within: Annotated[
        int | None, Field(ge=100, le=100_000, description="With near: at most so many metres.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=200)] = 20


@router.get(
    "/availability",
    response={200: shapes.AvailabilityOut, 404: shapes.Problem},
    summary="The first free moments that suit",
)
def find_moments(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """Moments by time, then distance, for everything in one visit at one counter.

    A moment is offered exactly when `POST /holds` for it succeeds if nobody else acts meanwhile.
    """
    wish = Wish(
        items=tuple(asked.item),
        since=asked.since,
        until=asked.until,
        locations=tuple(dict.fromkeys(asked.location)),
        evening=asked.evening,
        saturday=asked.saturday,
        step_free=asked.step_free,
        language=asked.language or "",
        mobility=asked.mobility,
        near=asked.near,
        within_m=asked.within,
        limit=asked.limit,
    )
    found = appointments.search(wish=wish, now=clock.now())
    slots = [as_answer(slot) for slot in found.slots]
    elsewhere = _reasons(request, found.unavailable) if found.unavailable else []
    return answer(as_bytes({"slots": slots, "unavailable": elsewhere}))


def as_answer(slot: Slot) -> dict[str, Any]:
    """A moment, on the clock of the city."""
    return {
        "slot": slot.token,
        "starts_at": slot.starts_at.isoformat(),
        "ends_at": slot.ends_at.isoformat(),
        "location": slot.location,
        "distance_m": slot.distance_m,
    }


def _reasons(request: HttpRequest, unavailable: tuple[Unavailable, ...]) -> list[dict[str, Any]]:
    with speaking(request):
        return [
            {"location": one.location, "reasons": [as_json(reason) for reason in one.reasons]}
            for one in unavailable
        ]
