"""Somebody comes in: found by code, name or number, checked in, or given a ticket."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loket.channels.desk import cards
from loket.channels.desk.pages import done, show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import names
from loket.channels.ui.access import EmployeeRequest
from loket.domain.catalogue.finding import words_of
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.queries import Item
from loket.offices.queues import actions
from loket.offices.queues import queries as queues
from loket.offices.queues.queries import TicketLine

#: Fewer letters find half the list.
LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """One appointment that may be meant."""

    id: uuid.UUID
    code: str
    name: str
    what: str
    starts_at: datetime
    state: str
    location: str
    #: Whether it can be checked in here and now.
    can_check_in: bool


@standing("reception", "clerk", "expert", "manager")
def find(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """Everything that fits what was typed: a ticket number, a code, a name of today."""
    typed = request.GET.get("q", "").strip()[:80]
    return show(
        request,
        here,
        "find",
        typed=typed,
        ticket=_ticket(here, typed),
        found=[*_by_code(here, typed), *_by_name(here, typed)],
    )


@require_POST
@standing("reception", "clerk", "expert", "manager")
def check_in(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """Somebody with an appointment stands here."""

    def act() -> TicketLine:
        try:
            appointment = uuid.UUID(request.POST.get("appointment", ""))
        except ValueError:
            raise RuleBroken("unknown_appointment") from None
        return actions.check_in(
            appointment=appointment, location=here.code, actor=here.actor, now=here.now
        )

    return done(
        request,
        act,
        to="desk:today",
        said_of=lambda found: _("Aangemeld met nummer %(number)s.") % {"number": found.number},
    )


@require_POST
@standing("reception", "clerk", "expert", "manager")
def take_ticket(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """Somebody without an appointment gets a number, or hears where to go instead."""
    product = request.POST.get("product", "")
    quantity = request.POST.get("quantity", "1")

    def act() -> TicketLine:
        return actions.take_ticket(
            location=here.code,
            items=(Item(product, int(quantity) if quantity.isdecimal() else 0),) if product else (),
            interpreter=request.POST.get("interpreter", "")[:8],
            step_free=bool(request.POST.get("step_free")),
            actor=here.actor,
            now=here.now,
        )

    return done(
        request,
        act,
        to="desk:reception",
        said_of=lambda given: (
            _("Nummer %(number)s, %(what)s.")
            % {"number": given.number, "what": cards.what(given.items)}
        ),
    )


def offered_here(here: Standing) -> list[tuple[str, str]]:
    """The products of today, by name."""
    products = catalogue.list_products(here.today)
    return sorted(((one.code, names.text(one.name)) for one in products), key=lambda one: one[1])


def _ticket(here: Standing, typed: str) -> TicketLine | None:
    try:
        return queues.find_by_number(here.code, typed, here.now) if typed else None
    except RuleBroken:
        return None


def _by_code(here: Standing, typed: str) -> list[Found]:
    record = appointments.find_for_caller(typed, now=here.now)
    if record is None:
        return []
    return [
        Found(
            id=record.id,
            code=record.code,
            name=record.name,
            what=cards.what(record.items),
            starts_at=record.starts_at,
            state=record.state,
            location=record.location,
            can_check_in=record.state == "booked" and record.location == here.code,
        )
    ]


def _by_name(here: Standing, typed: str) -> list[Found]:
    """Names of today, at this location only."""
    wanted = words_of(typed)
    if len("".join(wanted)) < LEAST_LETTERS:
        return []
    return [
        Found(
            id=one.id,
            code=one.code,
            name=one.name,
            what=cards.what(one.items),
            starts_at=one.starts_at,
            state=one.state,
            location=here.code,
            can_check_in=one.state == "booked",
        )
        for one in appointments.list_day(here.code, here.today)
        if _is_named(one.name, wanted)
    ]


def _is_named(name: str, wanted: list[str]) -> bool:
    """Whether each word that was typed begins a word of the name."""
    words = words_of(name)
    return all(any(word.startswith(each) for word in words) for each in wanted)
