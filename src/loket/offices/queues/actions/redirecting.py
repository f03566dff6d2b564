"""Sending somebody on: to another skill or counter here, or to another location."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from loket.domain.queues.life import Act, Outcome
from loket.domain.queues.numbers import Kind
from loket.domain.queues.rules import QueueRules
from loket.domain.refusals import Reason, RuleBroken
from loket.offices.appointments.queries.plans import items_from
from loket.offices.queues.actions.arriving import against, store_arrival
from loket.offices.queues.actions.moving import make_move, ready, write
from loket.offices.queues.models import Ticket
from loket.offices.queues.queries.reception import gives_tickets
from loket.offices.queues.queries.scenes import Scene, scene
from loket.offices.queues.queries.tickets import TicketLine, as_line


def redirect(
    *,
    ticket: uuid.UUID,
    actor: str,
    now: datetime,
    skills: Collection[str] | None = None,
    counter: int | None = None,
    location: str = "",
    note: str = "",
) -> TicketLine:
    """Send somebody to whoever has these skills, to one counter, or to another location.

    Exactly one of the three. The due time stays, so nobody loses a place by being sent on; history
    and note go with the ticket. One counter has the person for itself for a stated time only. At
    another location the person gets a ticket of that place, which is returned.

    Raises ``redirect_needs_one_target``, ``nobody_can_serve``, ``counter_cannot_serve``,
    ``unknown_counter``, ``unknown_location`` and the reasons of the other location.
    """
    if sum((skills is not None, counter is not None, bool(location))) != 1:
        raise RuleBroken("redirect_needs_one_target")
    with transaction.atomic():
        found, rules = ready(ticket, "queues.redirect", actor=actor, now=now)
        if location:
            return _send_on(found, location, actor=actor, now=now, note=note)
        here = scene(found.location.code, now)
        if skills is not None:
            _need(found, frozenset(skills), here)
        else:
            _reserve(found, counter or 0, here, rules=rules, now=now)
        make_move(
            found, Act.REDIRECT, actor=actor, now=now, journaled="queues.redirect", note=note,
            skills=found.skills, only_at_id=found.only_at_id, only_until=found.only_until,
        )  # fmt: skip
        return as_line(ticket, now)


def _need(found: Ticket, skills: frozenset[str], here: Scene) -> None:
    if not any(skills <= one.skills for one in here.counters.values()):
        raise RuleBroken("nobody_can_serve", skills=sorted(skills))
    found.skills = sorted(skills)
    found.only_at_id = found.only_until = None


def _reserve(found: Ticket, counter: int, here: Scene, *, rules: QueueRules, now: datetime) -> None:
    missing = set(found.skills) - here.server(counter).skills
    if missing:
        raise RuleBroken("counter_cannot_serve", counter=counter, missing=sorted(missing))
    found.only_at_id = counter
    found.only_until = now + timedelta(minutes=rules.reserved_minutes)


def _send_on(found: Ticket, location: str, *, actor: str, now: datetime, note: str) -> TicketLine:
    there = scene(location, now)
    reasons = _against_arrival(found, there)
    if reasons:
        raise RuleBroken.because(reasons)
    make_move(
        found, Act.SEND_ON, actor=actor, now=now, journaled="queues.redirect", note=note,
        finished_at=now, outcome=Outcome.SENT_ON,
    )  # fmt: skip
    sent = _copy(found, there)
    store_arrival(sent, actor=actor, now=now, move=Act.SEND_ON)
    write("queues.redirect", sent, actor=actor, now=now)
    return as_line(sent.id, now)


def _against_arrival(found: Ticket, there: Scene) -> list[Reason]:
    about = {"location": there.place.code}
    if there.place.id == found.location_id:
        return [Reason("already_here", about)]
    reasons = against(there, items_from(found.items))
    is_walk_in = found.kind == Kind.WALK_IN
    if is_walk_in and not gives_tickets(there.place.profile(there.day)):
        reasons.append(Reason("no_walk_in_here", about))
    if not there.opens_today:
        reasons.append(Reason("closed_for_today", about))
    return reasons


def _copy(found: Ticket, there: Scene) -> Ticket:
    """The same person's ticket at the other location, in the place that waiting has earned."""
    return Ticket(
        location_id=there.place.id,
        day=there.day,
        kind=found.kind,
        appointment_id=found.appointment_id,
        items=found.items,
        skills=found.skills,
        minutes=found.minutes,
        language=found.language,
        interpreter=found.interpreter,
        step_free=found.step_free,
        arrived_at=found.arrived_at,
        due_at=found.due_at,
        not_before=found.not_before,
        started_at=found.started_at,
        sent_from=found,
    )
