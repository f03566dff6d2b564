"""Coming in: check-in for an appointment, a ticket for who has none."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction

from loket.domain.appointments.grid import TICK_MINUTES
from loket.domain.queues.life import State
from loket.domain.queues.numbers import Kind, number
from loket.domain.queues.order import turn
from loket.domain.refusals import Reason, RuleBroken
from loket.offices.appointments import actions as appointments
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries import Item
from loket.offices.queues.actions.moving import permit, write
from loket.offices.queues.models import Move, Ticket
from loket.offices.queues.queries.reception import (
    against_walk_in,
    gives_tickets,
    list_elsewhere,
    list_offers,
)
from loket.offices.queues.queries.scenes import Scene, find_rules, scene, today
from loket.offices.queues.queries.tickets import TicketLine, as_line

NEXT_RANK = """
INSERT INTO queues_series (location_id, day, kind, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (location_id, day, kind) DO UPDATE SET last = queues_series.last + 1
RETURNING last
"""


def check_in(
    *, appointment: uuid.UUID, now: datetime, actor: str, location: str = ""
) -> TicketLine:
    """Somebody with an appointment is here; a second check-in gives the same ticket.

    ``location`` is where the person stands, if that is known. Raises ``unknown_appointment``,
    ``appointment_elsewhere``, ``appointment_another_day`` and ``move_not_allowed``.
    """
    with transaction.atomic():
        found = Appointment.objects.select_related("location").filter(id=appointment).first()
        if found is None:
            raise RuleBroken("unknown_appointment")
        _refuse_misplaced(found, location, now)
        permit("queues.check_in", actor=actor, location=found.location.code, now=now)
        ticket = Ticket.objects.live().filter(appointment=found).first()
        if ticket is None:
            appointments.mark(appointment=found.id, state="checked_in", now=now, actor=actor)
            ticket = _store(_of_appointment(found, now), actor=actor, act="queues.check_in")
        return as_line(ticket.id, now)


def _refuse_misplaced(found: Appointment, location: str, now: datetime) -> None:
    if location and found.location.code != location:
        raise RuleBroken(
            "appointment_elsewhere", location=found.location.code, starts_at=found.starts_at
        )
    if found.day != today(now):
        raise RuleBroken("appointment_another_day", day=found.day)


def _of_appointment(found: Appointment, now: datetime) -> Ticket:
    due = turn(starts_at=found.starts_at, arrived_at=now, rules=find_rules(found.day))
    return Ticket(
        location=found.location,
        day=found.day,
        kind=Kind.APPOINTMENT,
        appointment=found,
        items=found.items,
        skills=found.needs,
        minutes=found.ticks * TICK_MINUTES,
        language=found.spoken,
        interpreter=found.interpreter,
        step_free=found.step_free,
        arrived_at=now,
        due_at=due.due_at,
        not_before=due.not_before,
    )


def take_ticket(
    *,
    location: str,
    items: Sequence[Item] = (),
    now: datetime,
    actor: str,
    language: str = "",
    interpreter: str = "",
    step_free: bool = False,
) -> TicketLine:
    """A ticket for somebody without an appointment; with no items, for a general question.

    Refused with ``appointments_only``, ``no_walk_in_here``, ``closed_for_today`` or with every
    reason why this cannot be had here. Where one can go instead stands in the facts ``elsewhere``
    and ``distance_m`` of the first reason, and in a last reason ``ticket_elsewhere``.
    Also ``unknown_location``, ``unknown_product``, ``quantity_out_of_bounds`` and the like.
    """
    with transaction.atomic():
        here = scene(location, now)
        permit("queues.take_ticket", actor=actor, location=location, now=now)
        reasons = _against_ticket(here, items)
        if reasons:
            raise RuleBroken.because(_with_elsewhere(reasons, here, items, now))
        ticket = walk_in(here, items, now)
        ticket.language, ticket.interpreter = language, interpreter
        ticket.step_free = step_free
        return as_line(_store(ticket, actor=actor, act="queues.take_ticket").id, now)


def _against_ticket(here: Scene, items: Sequence[Item]) -> list[Reason]:
    profile = here.place.profile(here.day)
    about = {"location": here.place.code}
    if profile is not None and profile.reception == "appointments_only":
        return [Reason("appointments_only", about)]
    if not gives_tickets(profile):
        return [Reason("no_walk_in_here", about)]
    reasons = against(here, items)
    if not here.opens_today:
        reasons.append(Reason("closed_for_today", about))
    return reasons


def against(here: Scene, items: Sequence[Item]) -> list[Reason]:
    """Why these products cannot be had here today; nothing when they can, or for no products."""
    offers = [one for one in list_offers(items, here.day) if one.location == here.place.code]
    return [reason for offer in offers for reason in against_walk_in(offer)]


def _with_elsewhere(
    reasons: Sequence[Reason], here: Scene, items: Sequence[Item], now: datetime
) -> list[Reason]:
    """The same reasons, and where one can go instead: not here, but there.

    The first reason carries it in its facts too, for who reads only that one.
    """
    there = next(iter(list_elsewhere(here.place.code, items, now)), None)
    if there is None:
        return list(reasons)
    first = reasons[0]
    where = {"elsewhere": there.location, "distance_m": there.distance_m}
    instead = Reason(
        "ticket_elsewhere", {"location": there.location, "distance_m": there.distance_m}
    )
    return [Reason(first.code, {**first.facts, **where}), *reasons[1:], instead]


def walk_in(here: Scene, items: Sequence[Item], now: datetime) -> Ticket:
    """A walk-in's ticket at this location, not stored yet."""
    offer = next((o for o in list_offers(items, here.day) if o.location == here.place.code), None)
    due = turn(starts_at=None, arrived_at=now, rules=here.rules)
    return Ticket(
        location_id=here.place.id,
        day=here.day,
        kind=Kind.WALK_IN,
        items=[item.as_json() for item in items],
        skills=list(offer.needs) if offer else [],
        minutes=offer.ticks * TICK_MINUTES if offer else here.rules.usual_minutes,
        arrived_at=now,
        due_at=due.due_at,
        not_before=due.not_before,
    )


def _store(ticket: Ticket, *, actor: str, act: str) -> Ticket:
    """Give the ticket its number and keep it, with the first line of its history."""
    store_arrival(ticket, actor=actor, now=ticket.arrived_at, move="arrive")
    write(act, ticket, actor=actor, now=ticket.arrived_at)
    return ticket


def store_arrival(ticket: Ticket, *, actor: str, now: datetime, move: str) -> None:
    """Number and keep a new ticket that waits from ``now``."""
    rank = _next_rank(ticket.location_id, ticket.day, ticket.kind)
    ticket.number = number(Kind(ticket.kind), rank)
    ticket.state = State.WAITING
    ticket.save(force_insert=True)
    Move.objects.create(ticket=ticket, at=now, actor=actor, move=move, to_state=State.WAITING)


def _next_rank(location: int, day: date, kind: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(NEXT_RANK, (location, day, kind))
        return int(cursor.fetchone()[0])
