"""Tickets as the counter, the kiosk and their holder see them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from loket.domain.queues import numbers
from loket.domain.queues.life import State, acts_on
from loket.domain.queues.order import Waiting, has_waited_long, in_order
from loket.domain.queues.rules import QueueRules
from loket.offices.appointments.queries import Item
from loket.offices.appointments.queries.plans import items_from
from loket.offices.queues.models import Move, Ticket, TicketQuerySet
from loket.offices.queues.queries.scenes import find_rules, today


@dataclass(frozen=True, slots=True)
class TicketLine:
    """One ticket. ``name`` is empty for a walk-in; it is for the clerk, never for the board."""

    id: uuid.UUID
    location: str
    number: str
    kind: str
    state: str
    items: tuple[Item, ...]
    skills: tuple[str, ...]
    minutes: int
    name: str
    language: str
    interpreter: str
    step_free: bool
    mobility: bool
    appointment: uuid.UUID | None
    starts_at: datetime | None
    arrived_at: datetime
    due_at: datetime
    called_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    counter: int | None
    counter_name: str
    #: The counter that this person was sent to, while only that one may call.
    only_at: str
    recalls: int
    outcome: str
    waits_long: bool
    #: What can be done with it now, such as ``("recall", "start")``.
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One thing that was done with a ticket."""

    at: datetime
    actor: str
    move: str
    to_state: str
    counter_name: str
    note: str


def as_waiting(ticket: Ticket) -> Waiting:
    """A record as the rule of the order wants it."""
    return Waiting(
        id=str(ticket.id),
        due_at=ticket.due_at,
        not_before=ticket.not_before,
        arrived_at=ticket.arrived_at,
        needs=frozenset(ticket.skills),
        only_at=None if ticket.only_at_id is None else str(ticket.only_at_id),
        only_until=ticket.only_until,
    )


def list_waiting(location: str, now: datetime) -> list[TicketLine]:
    """Everybody who waits here, the next one first."""
    day = today(now)
    rows = {str(row.id): row for row in _whole().waiting().today(location, day)}
    ordered = in_order((as_waiting(row) for row in rows.values()), now=now)
    return _lines((rows[one.id] for one in ordered), rules=find_rules(day), now=now)


def list_at_counters(location: str, now: datetime) -> list[TicketLine]:
    """Who is called, served or parked here, in the order of their calls."""
    day = today(now)
    states = (State.CALLED, State.SERVING, State.PARKED)
    rows = _whole().today(location, day).filter(state__in=states).order_by("called_at", "id")
    return _lines(rows, rules=find_rules(day), now=now)


def list_ended(location: str, now: datetime) -> list[TicketLine]:
    """Today's tickets that ended here, the last one first."""
    day = today(now)
    ended = _whole().today(location, day).filter(finished_at__isnull=False)
    return _lines(ended.order_by("-finished_at", "id"), rules=find_rules(day), now=now)


def find_ticket(ticket: uuid.UUID, now: datetime) -> TicketLine | None:
    """One ticket, whatever became of it."""
    row = _whole().filter(id=ticket).first()
    return _line(row, rules=find_rules(row.day), now=now) if row else None


def as_line(ticket: uuid.UUID, now: datetime) -> TicketLine:
    """One ticket that is known to exist."""
    row = _whole().get(id=ticket)
    return _line(row, rules=find_rules(row.day), now=now)


def find_by_number(location: str, typed: str, now: datetime) -> TicketLine | None:
    """The ticket of today with this number, however it was typed.

    ``RuleBroken("no_such_ticket_number")`` for what cannot be one.
    """
    day = today(now)
    row = _whole().today(location, day).filter(number=numbers.tidy(typed)).first()
    return _line(row, rules=find_rules(day), now=now) if row else None


def find_at_counter(counter: int, now: datetime) -> TicketLine | None:
    """Who is called to this counter or served there."""
    states = (State.CALLED, State.SERVING)
    row = _whole().filter(counter_id=counter, state__in=states).first()
    return _line(row, rules=find_rules(row.day), now=now) if row else None


def list_moves(ticket: uuid.UUID) -> list[MoveLine]:
    """The history of a ticket, and of the one it was sent on from."""
    ids = [ticket]
    while origin := Ticket.objects.filter(id=ids[-1]).values_list("sent_from", flat=True).first():
        ids.append(origin)
    moves = Move.objects.filter(ticket__in=ids).select_related("counter")
    return [
        MoveLine(
            at=move.at,
            actor=move.actor,
            move=move.move,
            to_state=move.to_state,
            counter_name=move.counter.name if move.counter else "",
            note=move.note,
        )
        for move in moves
    ]


def _whole() -> TicketQuerySet:
    return Ticket.objects.select_related("location", "appointment", "counter", "only_at")


def _lines(rows: Iterable[Ticket], *, rules: QueueRules, now: datetime) -> list[TicketLine]:
    return [_line(row, rules=rules, now=now) for row in rows]


def _line(row: Ticket, *, rules: QueueRules, now: datetime) -> TicketLine:
    state = State(row.state)
    reserved = row.only_at is not None and row.only_until is not None and now < row.only_until
    waits = state is State.WAITING and has_waited_long(as_waiting(row), rules=rules, now=now)
    return TicketLine(
        id=row.id,
        location=row.location.code,
        number=row.number,
        kind=row.kind,
        state=row.state,
        items=items_from(row.items),
        skills=tuple(row.skills),
        minutes=row.minutes,
        name=row.appointment.name if row.appointment else "",
        language=row.language,
        interpreter=row.interpreter,
        step_free=row.step_free,
        mobility=row.appointment.mobility if row.appointment else False,
        appointment=row.appointment_id,
        starts_at=row.appointment.starts_at if row.appointment else None,
        arrived_at=row.arrived_at,
        due_at=row.due_at,
        called_at=row.called_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        counter=row.counter_id,
        counter_name=row.counter.name if row.counter else "",
        only_at=row.only_at.name if reserved and row.only_at else "",
        recalls=row.recalls,
        outcome=row.outcome,
        waits_long=waits,
        acts=tuple(str(act) for act in acts_on(state)),
    )
