"""What acts on a ticket share: who may, the lock, the stored move, the appointment behind it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from loket.domain.people import may
from loket.domain.queues.life import Act, State, moved
from loket.domain.queues.rules import QueueRules
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries as people
from loket.offices.appointments import actions as appointments
from loket.offices.queues.models import Move, Ticket
from loket.offices.queues.queries.scenes import find_rules, today

#: What somebody who is not an employee may do: the person, at a kiosk or by link.
OWN_ACTS = frozenset({"queues.check_in", "queues.take_ticket", "queues.leave"})
EMPLOYEE = "employee:"
SYSTEM = "system:"


def permit(act: str, *, actor: str, location: str, now: datetime) -> None:
    """``RuleBroken("not_allowed")`` unless this actor may do this at this location today."""
    if actor.startswith(SYSTEM) or (not actor.startswith(EMPLOYEE) and act in OWN_ACTS):
        return
    if not _is_employee_who_may(act, actor=actor, location=location, on=today(now)):
        raise RuleBroken("not_allowed", act=act, location=location)


def _is_employee_who_may(act: str, *, actor: str, location: str, on: date) -> bool:
    try:
        employee = people.find_employee(uuid.UUID(actor.removeprefix(EMPLOYEE)))
    except ValueError:
        return False
    return employee is not None and may.may(
        people.list_assignments(employee, on), act, location, on
    )


def locked(ticket: uuid.UUID) -> Ticket:
    """The ticket, nobody else's until the act ends; ``RuleBroken("unknown_ticket")``."""
    rows = Ticket.objects.select_for_update(of=("self",)).select_related("location")
    found = rows.filter(id=ticket).first()
    if found is None:
        raise RuleBroken("unknown_ticket")
    return found


def ready(ticket: uuid.UUID, act: str, *, actor: str, now: datetime) -> tuple[Ticket, QueueRules]:
    """The first paragraph of most acts: the locked ticket, the permission, the rules of its day."""
    found = locked(ticket)
    permit(act, actor=actor, location=found.location.code, now=now)
    return found, find_rules(found.day)


def make_move(
    ticket: Ticket,
    act: Act,
    *,
    actor: str,
    now: datetime,
    journaled: str,
    note: str = "",
    **changes: Any,
) -> None:
    """Store one move of a locked ticket with its other changes, its history and its journal line.

    Raises ``move_not_allowed``. The history names the counter where it happened, also when the
    move frees it.
    """
    before = State(ticket.state)
    at_counter = ticket.counter_id
    after = moved(before, act)
    if after is State.WAITING:
        changes["counter_id"] = None
    for name, value in {"state": after, **changes}.items():
        setattr(ticket, name, value)
    ticket.save(update_fields=["state", *changes])
    Move.objects.create(
        ticket=ticket,
        at=now,
        actor=actor,
        move=act,
        from_state=before,
        to_state=after,
        counter_id=ticket.counter_id or at_counter,
        note=note[:200],
    )
    write(journaled, ticket, actor=actor, now=now, before=before)


def write(
    act: str, ticket: Ticket, *, actor: str, now: datetime, before: State | None = None
) -> None:
    """The journal line of an act on a ticket: states and references, nothing of the person."""
    facts: Mapping[str, Any] = {
        "state": str(ticket.state),
        "counter": ticket.counter_id,
        "outcome": ticket.outcome,
    }
    journal.write(
        act=act,
        actor=actor,
        subject=f"ticket:{ticket.id}",
        at=now,
        before=None if before is None else {"state": str(before)},
        after={key: value for key, value in facts.items() if value not in (None, "")},
    )


def follow(ticket: Ticket, state: str, *, actor: str, now: datetime) -> None:
    """The appointment behind a ticket goes where the ticket goes; a walk-in has none."""
    if ticket.appointment_id is not None:
        appointments.mark(appointment=ticket.appointment_id, state=state, now=now, actor=actor)
