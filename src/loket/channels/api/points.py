"""Contact points for machines: where a kiosk stands, and which of them go."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from loket.channels.api import shapes
from loket.channels.api.answering import publish
from loket.channels.api.reading import AskedDay
from loket.channels.api.speech import speaking
from loket.channels.ui import closings, names
from loket.channels.ui.closings import Closing
from loket.channels.ui.context import today_of
from loket.domain.places.facts import ContactPoint
from loket.foundations.places import queries as places
from loket.kit import clock

router = Router(tags=["locations"])


@router.get("/contact-points", response=shapes.ContactPointsOut, summary="Where a kiosk stands")
def list_contact_points(request: HttpRequest, on: AskedDay = None) -> HttpResponse:
    """The kiosks of a day; one that goes says when, and where people can go then."""
    with speaking(request):
        day = on or today_of(clock.now())
        said = closings.list_closings(day)
        found = places.list_contact_points(day)
        return publish({"contact_points": [as_answer(one, said.get(one.code)) for one in found]})


def as_answer(one: ContactPoint, closing: Closing | None) -> dict[str, Any]:
    """A contact point; its last day is told when everybody may know."""
    return {
        "code": one.code,
        "name": names.of_city().text(one.name),
        "host": one.host,
        "street": one.street,
        "postal_code": one.postal_code,
        "location": one.location,
        "lat": one.lat,
        "lon": one.lon,
        "opened_on": one.opened_on.isoformat(),
        "removed_on": closing.line.removed_on.isoformat() if closing else None,
        "redirect": closing.line.redirect if closing else None,
        "notice": closing.said if closing else "",
    }
