"""Not here, but there: why there is no number here, who gives one today, and the first moments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse

from loket.channels.kiosk import basket
from loket.channels.kiosk.moments import Offered, first_of
from loket.channels.kiosk.visiting import Visit, show
from loket.channels.ui import names
from loket.channels.ui.language import PageRequest
from loket.channels.ui.sentences import sentence
from loket.domain.refusals import RuleBroken
from loket.foundations.places import queries as places
from loket.offices.appointments.queries import Item
from loket.offices.queues import queries as queues

#: Beside the refusal, not instead of the search.
FIRST_MOMENTS = 3


@dataclass(frozen=True, slots=True)
class There:
    """The nearest location that gives a number today."""

    name: str
    street: str
    metres: float | None
    until: datetime | None


def there_without_appointment(visit: Visit, items: Sequence[Item]) -> There | None:
    """Where one can go today without an appointment."""
    found = next(iter(queues.list_elsewhere(visit.stand.location, items, visit.now)), None)
    site = places.find_location(found.location, visit.today) if found else None
    if found is None or site is None:
        return None
    return There(
        names.of_city().text(site.profile.name),
        site.profile.street,
        found.distance_m,
        places.open_now(site.code, visit.now).until,
    )


def refused(
    request: PageRequest, visit: Visit, broken: RuleBroken, items: Sequence[Item]
) -> HttpResponse:
    """Why not here, where today, and the first moments that one can have instead."""
    lines = [sentence(one) for one in broken.reasons if one.code != "ticket_elsewhere"]
    chosen = basket.Basket(tuple(items))
    return show(
        request,
        visit,
        "refused",
        back=visit.url("ticket"),
        lines=list(dict.fromkeys(lines)),
        there=there_without_appointment(visit, items),
        offered=_offered(visit, chosen),
        action=chosen.url(visit.url("book_moments")),
        book_url=chosen.url(visit.url("book_moments")) if items else visit.url("book"),
        status=409,
    )


def _offered(visit: Visit, chosen: basket.Basket) -> Offered | None:
    if not chosen.items:
        return None
    try:
        return first_of(chosen, visit.stand, now=visit.now, room=FIRST_MOMENTS)
    except RuleBroken:
        return None
