"""An appointment that somebody calls about: what to tell, and to move or cancel it."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loket.channels.desk import cards, wishes
from loket.channels.desk.booking import find, permit
from loket.channels.desk.pages import done, show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import dates, names
from loket.channels.ui.access import EmployeeRequest
from loket.domain.refusals import RuleBroken
from loket.foundations.places import queries as places
from loket.offices.appointments import actions
from loket.offices.appointments.queries import Record


@standing("reception", "clerk", "expert", "manager")
def appointment(request: EmployeeRequest, here: Standing, code: str) -> HttpResponse:
    """One appointment: what to tell the caller, and what can be done with it."""
    found = find(code, here.now)
    asked = wishes.Asked(
        found.items, _switches(found), found.spoken, found.interpreter, move=found.code
    )
    return show(
        request,
        here,
        "appointment",
        one=found,
        is_new="new" in request.GET,
        what=cards.what(found.items),
        place=_place(found),
        bring=cards.bring(found.items),
        tags=cards.needs(found),
        spelled=" ".join(found.code),
        move_url=f"{reverse('desk:moments')}?{asked.query()}",
        can_check_in=found.state == "booked" and found.location == here.code,
        can_change=found.state in ("booked", "displaced"),
    )


def _switches(found: Record) -> frozenset[str]:
    said_of = {"step_free": found.step_free, "mobility": found.mobility}
    return frozenset(name for name, is_so in said_of.items() if is_so)


def _place(found: Record) -> tuple[str, str]:
    site = places.find_location(found.location, dates.local_day(found.starts_at))
    address = (
        f"{site.profile.street}, {site.profile.postal_code} {site.profile.locality}" if site else ""
    )
    return names.of_city().location(found.location), address


@require_POST
@standing("reception", "clerk", "expert", "manager")
def move(request: EmployeeRequest, here: Standing, code: str) -> HttpResponse:
    """To the moment that is held; the old one is lost only now."""
    found = find(code, here.now)

    def act() -> actions.Booked:
        permit(here, "appointments.move")
        return actions.move(
            appointment=found.id, hold=_uuid(request), now=here.now, actor=here.actor
        )

    url = reverse("desk:appointment", args=[found.code])
    return done(request, act, to=url, said_of=lambda _booked: _("De afspraak is verplaatst."))


@require_POST
@standing("reception", "clerk", "expert", "manager")
def cancel(request: EmployeeRequest, here: Standing, code: str) -> HttpResponse:
    """The moment goes to whoever waits for an earlier one."""
    found = find(code, here.now)

    def act() -> None:
        permit(here, "appointments.cancel")
        actions.cancel(appointment=found.id, now=here.now, actor=here.actor)

    url = reverse("desk:appointment", args=[found.code])
    return done(request, act, to=url, said_of=lambda _none: _("De afspraak is geannuleerd."))


def _uuid(request: EmployeeRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("hold", ""))
    except ValueError:
        raise RuleBroken("unknown_hold") from None
