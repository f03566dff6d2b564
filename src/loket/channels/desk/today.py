"""Today: who is here, who is at my counter, who comes next. Everything of a visit on one screen."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.utils import timezone

from loket.channels.desk import cards
from loket.channels.desk.pages import show
from loket.channels.desk.redirecting import targets
from loket.channels.desk.station import Standing, standing
from loket.channels.ui.access import EmployeeRequest
from loket.domain.queues.life import CHOSEN_OUTCOMES
from loket.offices.appointments import queries as appointments
from loket.offices.queues import queries as queues
from loket.offices.queues.queries import TicketLine

#: How long after its moment an appointment is still expected rather than missed.
STILL_EXPECTED: Final = timedelta(minutes=30)
MOST_EXPECTED: Final = 12
#: Keys of the outcomes after the first, which has K.
OUTCOME_KEYS: Final = "234567"


@dataclass(frozen=True, slots=True)
class Busy:
    """The day so far in a few numbers."""

    done: int
    to_go: int
    average: int
    longest: int


@standing("employee")
def today(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """The three columns."""
    at_counter = _at_my_counter(here)
    context = _line(here) | _middle(here, at_counter) | {"questions": _questions(here)}
    return show(request, here, "today", **context)


@standing("employee")
def line(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """The two outer columns alone, which the page asks for every few seconds."""
    return show(request, here, "parts/outer", **_line(here), questions=_questions(here))


@standing("employee")
def ticket(request: EmployeeRequest, here: Standing, ticket: uuid.UUID) -> HttpResponse:
    """One ticket of an own location, with its history and what can be done with it."""
    found = queues.find_ticket(ticket, here.now)
    if found is None or not here.works_at(found.location):
        raise Http404
    return show(request, here, "ticket", **_about(here, found), acts=_acts(here, found))


def _line(here: Standing) -> dict[str, Any]:
    waiting = queues.list_waiting(here.code, here.now)
    skills = here.counter.skills if here.counter else None
    ended = queues.list_ended(here.code, here.now)
    coming = _coming(here)
    return {
        "waiting": [cards.card(one, skills=skills, now=here.now) for one in waiting],
        "busy": _busy(waiting, done=len(ended), to_go=len(waiting) + len(coming), now=here.now),
        "coming": [cards.expected(one) for one in coming[:MOST_EXPECTED]],
        "later": max(0, len(coming) - MOST_EXPECTED),
    }


def _coming(here: Standing) -> list[appointments.Line]:
    since = here.now - STILL_EXPECTED
    booked = appointments.list_day(here.code, here.today)
    return [one for one in booked if one.state == "booked" and one.starts_at >= since]


def _busy(waiting: list[TicketLine], *, done: int, to_go: int, now: datetime) -> Busy:
    minutes = [cards.waited(one, now) for one in waiting]
    average = round(sum(minutes) / len(minutes)) if minutes else 0
    return Busy(done, to_go, average, max(minutes, default=0))


def _at_my_counter(here: Standing) -> TicketLine | None:
    return queues.find_at_counter(here.counter.id, here.now) if here.counter else None


def _middle(here: Standing, found: TicketLine | None) -> dict[str, Any]:
    around = queues.list_at_counters(here.code, here.now)
    counter = here.counter.id if here.counter else None
    context: dict[str, Any] = {
        "parked": [
            cards.card(one, skills=None, now=here.now) for one in around if one.state == "parked"
        ],
        "elsewhere": [
            one for one in around if one.state in ("called", "serving") and one.counter != counter
        ],
        "may_call": here.may("queues.call_next"),
        "may_welcome": here.may("queues.log_question"),
    }
    if found is not None:
        context |= _about(here, found) | {"acts": _acts(here, found)}
    return context


def _about(here: Standing, found: TicketLine) -> dict[str, Any]:
    moves = queues.list_moves(found.id)
    notes = [move.note for move in moves if move.note]
    return {
        "ticket": found,
        "what": cards.what(found.items),
        "facts": cards.facts(found, notes, site=here.site, on=here.today),
        "tags": cards.needs(found),
        "history": cards.history(moves),
        "busy_minutes": (here.now - (found.started_at or found.called_at or here.now))
        // cards.MINUTE,
        "targets": targets(here, found),
        "outcomes": [
            (outcome.value, cards.OUTCOMES[outcome.value], key)
            for outcome, key in zip(CHOSEN_OUTCOMES[1:], OUTCOME_KEYS, strict=False)
        ],
    }


def _acts(here: Standing, found: TicketLine) -> frozenset[str]:
    """What can be done with the ticket, by its state and the employee's rights."""
    return frozenset(
        act for act in found.acts if act not in ("call", "send_on") and here.may(f"queues.{act}")
    )


def _questions(here: Standing) -> dict[str, int]:
    """How many questions the reception had today, and how many were not about the counters."""
    start = timezone.make_aware(datetime.combine(here.today, datetime.min.time()))
    counted = queues.count_questions(start, here.now, here.code)
    return {
        "all": sum(one.count for one in counted),
        "others": sum(one.count for one in counted if one.level != "city"),
    }
