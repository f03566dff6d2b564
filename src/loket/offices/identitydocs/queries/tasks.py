"""What an employee has to do about codes: no interface is known, so people send and receive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db.models import Q

from loket.domain.identitydocs import terms as rules
from loket.domain.identitydocs.life import State
from loket.domain.identitydocs.terms import Terms
from loket.domain.places.wallclock import local_day
from loket.foundations.places import queries as places
from loket.offices.identitydocs.models import CodeRequest
from loket.offices.identitydocs.queries.requests import CodeLine, as_line
from loket.offices.identitydocs.queries.terms import find_terms, holidays

Kind = Literal["send", "unblock", "receive", "tell", "hand_over", "condemn", "destroy"]

#: What a state asks; codes past their day ask for the first signature instead.
ASKS: dict[State, Kind] = {
    State.REQUESTED: "send",
    State.BLOCKED: "unblock",
    State.SENT: "receive",
    State.ELSEWHERE: "receive",
    State.ARRIVED: "tell",
    State.NOTIFIED: "hand_over",
    State.CONDEMNED: "destroy",
}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do about one request, by when, and whether that day is over."""

    kind: Kind
    line: CodeLine
    due_on: date | None
    is_late: bool


def list_tasks(location: str, now: datetime) -> list[Task]:
    """What waits for an employee of this location: the late ones first, then by day."""
    today = local_day(now, places.find_zone())
    terms = find_terms(today)
    found = [_task(as_line(row), terms, today) for row in _waiting(location)]
    return sorted(found, key=lambda one: (not one.is_late, one.due_on or date.max, one.line.code))


def count_tasks(location: str, now: datetime) -> int:
    """How many of them are late: the number on the way to the page."""
    return sum(task.is_late for task in list_tasks(location, now))


def _waiting(location: str) -> list[CodeRequest]:
    """Requests that lie nowhere yet are everybody's; those in a safe are of its location."""
    rows = CodeRequest.objects.told().live()
    return list(rows.filter(Q(location=None) | Q(location__code=location)))


def _task(line: CodeLine, terms: Terms, today: date) -> Task:
    kind = ASKS[line.state]
    due = _due(line, terms, today)
    late = due is not None and due < today
    if late and kind in ("tell", "hand_over"):
        kind = "condemn"
    return Task(kind, line, due, late)


def _due(line: CodeLine, terms: Terms, today: date) -> date | None:
    zone = places.find_zone()
    match line.state:
        case State.REQUESTED:
            asked = local_day(line.requested_at, zone)
            days = terms.sent_within_working_days
            return rules.working_days_later(asked, days, holidays(asked, terms))
        case State.SENT if line.sent_at:
            sent = local_day(line.sent_at, zone)
            return rules.expected_between(sent, terms, holidays(sent, terms))[1]
        case State.ARRIVED | State.NOTIFIED:
            return line.collect_until
        case State.CONDEMNED:
            return today
        case _:
            return None
