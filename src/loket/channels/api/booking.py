"""Hold, confirm, read, move, cancel, and the earlier-moment list."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from loket.channels.api import shapes
from loket.channels.api.answering import answer, as_bytes, once
from loket.channels.api.calendars import calendar_of
from loket.channels.api.reading import (
    BookIn,
    EarlierIn,
    HoldIn,
    Key,
    MoveIn,
    SecretInHeader,
    SecretInQuery,
)
from loket.channels.api.speech import speaking
from loket.channels.ui.access import client_of
from loket.domain.refusals import RuleBroken
from loket.foundations.places import queries as places
from loket.kit import clock
from loket.offices.appointments import actions
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.actions import Booked
from loket.offices.appointments.queries import Item, Needs, Record

router = Router(tags=["booking"])
ACTOR = CHANNEL = "api"
REFUSED = {409: shapes.Problem, 404: shapes.Problem}


@router.post(
    "/holds",
    response={201: shapes.HoldOut, 429: shapes.Problem, **REFUSED},
    summary="Keep a moment",
)
def hold(request: HttpRequest, body: HoldIn, key: Key = None) -> HttpResponse:
    """Ten minutes to confirm. With `replaces`, a moment to move an own appointment to.

    First come, first served: of two who ask for the last place, the one whose request reaches the
    database first has it; the other is told at once, with 409. Nobody waits in a line for it.
    """
    now = clock.now()
    own = find_own(body.replaces, body.secret, now=now) if body.replaces else None

    def act() -> tuple[int, bytes]:
        held = actions.hold(
            token=body.slot,
            items=[Item(one.product, one.quantity) for one in body.items],
            client=client_of(request),
            now=now,
            actor=ACTOR,
            language=body.language or "",
            mobility=body.mobility,
            step_free=body.step_free,
            interpreter=body.interpreter,
            replaces=own.id if own else None,
        )
        zone = held.starts_at.tzinfo
        return 201, as_bytes(
            {
                "hold": str(held.id),
                "expires_at": held.expires_at.astimezone(zone).isoformat(),
                "starts_at": held.starts_at.isoformat(),
                "ends_at": held.ends_at.isoformat(),
                "location": held.location,
            }
        )

    return once(request, key, act, now=now)


@router.post(
    "/appointments",
    response={201: shapes.BookedOut, **REFUSED},
    summary="Confirm a hold",
)
def book(request: HttpRequest, body: BookIn, key: Key = None) -> HttpResponse:
    """The hold becomes an appointment. An e-mail address or a telephone number is needed."""
    now = clock.now()
    needs = body.needs

    def act() -> tuple[int, bytes]:
        booked = actions.book(
            hold=body.hold,
            name=body.name,
            email=body.email or "",
            phone=body.phone or "",
            language=body.language or "",
            district=body.district or "",
            now=now,
            actor=ACTOR,
            channel=CHANNEL,
            needs=None if needs is None else Needs(**needs.model_dump()),
        )
        return 201, as_bytes(as_booked(booked, booked.starts_at.tzinfo))

    return once(request, key, act, now=now)


@router.get(
    "/appointments/{code}",
    response={200: shapes.AppointmentOut, 404: shapes.Problem},
    summary="Read an appointment",
)
def show(
    request: HttpRequest,  # noqa: ARG001 - ninja names it
    code: str,
    s: SecretInQuery = "",
    secret: SecretInHeader = "",
) -> HttpResponse:
    """For whoever has the secret; for anybody else there is no such appointment."""
    return answer(as_bytes(as_record(find_own(code, s or secret, now=clock.now()))))


@router.patch(
    "/appointments/{code}",
    response={200: shapes.BookedOut, **REFUSED},
    summary="Move an appointment",
)
def move(
    request: HttpRequest,
    code: str,
    body: MoveIn,
    s: SecretInQuery = "",
    secret: SecretInHeader = "",
    key: Key = None,
) -> HttpResponse:
    """To a hold that was made with `replaces`; the old moment is lost only now. The code stays."""
    now = clock.now()
    own = find_own(code, s or secret, now=now)

    def act() -> tuple[int, bytes]:
        moved = actions.move(appointment=own.id, hold=body.hold, now=now, actor=ACTOR)
        return 200, as_bytes(as_booked(moved, moved.starts_at.tzinfo))

    return once(request, key, act, now=now)


@router.delete(
    "/appointments/{code}",
    response={204: None, **REFUSED},
    summary="Cancel an appointment",
)
def cancel(
    request: HttpRequest,
    code: str,
    s: SecretInQuery = "",
    secret: SecretInHeader = "",
    key: Key = None,
) -> HttpResponse:
    """The moment goes to the earlier-moment list first."""
    now = clock.now()
    own = find_own(code, s or secret, now=now)

    def act() -> tuple[int, bytes]:
        actions.cancel(appointment=own.id, now=now, actor=ACTOR)
        return 204, b""

    return once(request, key, act, now=now)


@router.get("/appointments/{code}/calendar.ics", include_in_schema=False)
def calendar(
    request: HttpRequest, code: str, s: SecretInQuery = "", secret: SecretInHeader = ""
) -> HttpResponse:
    """The appointment for a calendar (RFC 5545)."""
    now = clock.now()
    own = find_own(code, s or secret, now=now)
    with speaking(request) as city:
        content = calendar_of(own, city, now=now)
    response = answer(content, media_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{own.code}.ics"'
    return response


@router.post(
    "/earlier",
    response={200: shapes.EarlierOut, **REFUSED},
    summary="Join the earlier-moment list",
)
def join_earlier(
    request: HttpRequest,
    body: EarlierIn,
    s: SecretInQuery = "",
    secret: SecretInHeader = "",
    key: Key = None,
) -> HttpResponse:
    """Freed moments are offered one at a time, in order of joining, each for a time to answer.

    An offer stands in `GET /appointments/{code}` as `offer`; `PATCH` with its hold accepts it.
    """
    now = clock.now()
    own = find_own(body.appointment, body.secret or s or secret, now=now)

    def act() -> tuple[int, bytes]:
        actions.join_earlier(
            appointment=own.id, until=body.until, anywhere=body.anywhere, now=now, actor=ACTOR
        )
        return 200, as_bytes(
            {
                "code": own.code,
                "earlier": own.wish or "waiting",
                "until": body.until and body.until.isoformat(),
                "anywhere": body.anywhere,
            }
        )

    return once(request, key, act, now=now)


def find_own(reference: str, secret: str, *, now: datetime) -> Record:
    """The appointment of whoever knows its secret; `reference` is its code or its `manage_url`.

    Raises ``RuleBroken("unknown_appointment")`` also when only the secret is wrong.
    """
    link = urlsplit(reference) if "/" in reference else None
    if link is not None:
        reference = link.path.rstrip("/").rpartition("/")[2]
        secret = secret or parse_qs(link.query).get("s", [""])[0]
    found = appointments.find_appointment(reference, secret, now=now)
    if found is None:
        raise RuleBroken("unknown_appointment")
    return found


def as_booked(booked: Booked | Record, zone: tzinfo | None) -> dict[str, Any]:
    """An appointment as its holder gets it, with its times on the clocks of the zone."""
    manage = f"/appointments/{booked.code}"
    return {
        "code": booked.code,
        "starts_at": _local(booked.starts_at, zone),
        "ends_at": _local(booked.ends_at, zone),
        "location": booked.location,
        "manage_url": f"{settings.BASE_URL}{manage}?s={booked.secret}",
        "calendar_url": f"{settings.BASE_URL}/api/v1{manage}/calendar.ics?s={booked.secret}",
    }


def as_record(own: Record) -> dict[str, Any]:
    """What may be read with the secret: no name and no contact."""
    zone, offer = places.snapshot().zone, own.offer
    return as_booked(own, zone) | {
        "state": own.state,
        "items": [{"product": one.product, "quantity": one.quantity} for one in own.items],
        "needs": {
            "language": own.spoken,
            "interpreter": own.interpreter,
            "step_free": own.step_free,
            "mobility": own.mobility,
        },
        "earlier": own.wish,
        "offer": offer
        and {
            "hold": str(offer.hold),
            "starts_at": _local(offer.starts_at, zone),
            "ends_at": _local(offer.ends_at, zone),
            "location": offer.location,
            "expires_at": _local(offer.expires_at, zone),
        },
    }


def _local(at: datetime, zone: tzinfo | None) -> str:
    return at.astimezone(zone).isoformat()
