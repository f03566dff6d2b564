"""Whose turn it is: one queue for appointments and walk-ins, ordered by due times.

A due time never changes while somebody waits, so nobody who arrives later than
``QueueRules.passing_bound`` after a person can go before that person: that is why nobody starves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from loket.domain.queues.rules import QueueRules


@dataclass(frozen=True, slots=True)
class Turn:
    """When a ticket is due, and the moment before which it is not called while others wait."""

    due_at: datetime
    not_before: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the order needs to know of a waiting ticket. ``id`` only breaks ties."""

    id: str
    due_at: datetime
    not_before: datetime
    arrived_at: datetime
    needs: frozenset[str]
    #: The one counter that this person was sent to, and until when only that one may call.
    only_at: str | None = None
    only_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """A counter that asks for the next person: which one, and what it can do."""

    counter: str
    skills: frozenset[str]


def turn(*, starts_at: datetime | None, arrived_at: datetime, rules: QueueRules) -> Turn:
    """When a person is due who arrived then; ``starts_at`` is None for a walk-in."""
    if starts_at is None:
        due = arrived_at + timedelta(minutes=rules.walk_in_minutes)
        return Turn(due_at=due, not_before=arrived_at)
    if arrived_at <= starts_at + timedelta(minutes=rules.grace_minutes):
        return Turn(due_at=starts_at, not_before=starts_at)
    due = arrived_at + timedelta(minutes=rules.late_minutes)
    return Turn(due_at=due, not_before=arrived_at)


def can_serve(server: Server, ticket: Waiting, *, now: datetime) -> bool:
    """Whether this counter may call this ticket at this moment."""
    if not ticket.needs <= server.skills:
        return False
    if ticket.only_at is None or ticket.only_at == server.counter:
        return True
    return ticket.only_until is not None and ticket.only_until <= now


def position(ticket: Waiting, *, now: datetime) -> tuple[bool, datetime, datetime, str]:
    """The sort key: those whose moment has come first, then by due time; never two alike."""
    return (now < ticket.not_before, ticket.due_at, ticket.arrived_at, ticket.id)


def in_order(tickets: Iterable[Waiting], *, now: datetime) -> list[Waiting]:
    """Everybody who waits, the next one first."""
    return sorted(tickets, key=lambda ticket: position(ticket, now=now))


def candidates(tickets: Iterable[Waiting], server: Server, *, now: datetime) -> list[Waiting]:
    """Whom this counter may call, the one it should call first."""
    return in_order((one for one in tickets if can_serve(server, one, now=now)), now=now)


def next_for(tickets: Collection[Waiting], server: Server, *, now: datetime) -> Waiting | None:
    """Whom this counter calls now; None only when nobody waits whom it can serve."""
    return next(iter(candidates(tickets, server, now=now)), None)


def has_waited_long(ticket: Waiting, *, rules: QueueRules, now: datetime) -> bool:
    """Whether this person waits longer than the city wants, counted from the own moment."""
    since = max(ticket.arrived_at, ticket.not_before)
    return now - since > timedelta(minutes=rules.long_wait_minutes)
