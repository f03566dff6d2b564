"""At the counter: call the next person, recall, start, park, resume, finish, not come, gone."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction

from loket.domain.queues.life import AT_COUNTER, CHOSEN_OUTCOMES, Act, Outcome
from loket.domain.queues.order import candidates
from loket.domain.refusals import RuleBroken
from loket.foundations.places.models import Counter
from loket.offices.queues.actions.moving import follow, make_move, permit, ready
from loket.offices.queues.models import Ticket
from loket.offices.queues.queries.scenes import scene
from loket.offices.queues.queries.tickets import TicketLine, as_line, as_waiting

#: The rule gives the order; the database takes the first that no other clerk is taking.
TAKE_FIRST = """
SELECT id FROM queues_ticket
WHERE id = ANY(%(ids)s::uuid[]) AND state = 'waiting'
ORDER BY array_position(%(ids)s::uuid[], id)
LIMIT 1 FOR UPDATE SKIP LOCKED
"""


def call_next(*, counter: int, actor: str, now: datetime) -> TicketLine | None:
    """Call the next person whom this counter can serve; None when nobody waits for it.

    Two counters that call at once never get the same ticket. Raises ``unknown_counter``,
    ``not_allowed`` and ``counter_busy``.
    """
    with transaction.atomic():
        desk = _lock(counter)
        permit("queues.call_next", actor=actor, location=desk.location.code, now=now)
        here = scene(desk.location.code, now)
        _see_that_it_is_free(desk, here.day)
        rows = Ticket.objects.waiting().today(here.place.code, here.day)
        ordered = candidates((as_waiting(row) for row in rows), here.server(counter), now=now)
        ticket = _take_first([one.id for one in ordered])
        if ticket is None:
            return None
        make_move(
            ticket, Act.CALL, actor=actor, now=now, journaled="queues.call_next",
            counter_id=counter, called_at=now, announced_at=now, recalls=0,
            only_at=None, only_until=None,
        )  # fmt: skip
        return as_line(ticket.id, now)


def _lock(counter: int) -> Counter:
    """The counter, locked, so that two clicks of one clerk come one after the other."""
    rows = Counter.objects.select_for_update(of=("self",), no_key=True).select_related("location")
    desk: Counter | None = rows.filter(id=counter, virtual=False).first()
    if desk is None:
        raise RuleBroken("unknown_counter", counter=counter)
    return desk


def _see_that_it_is_free(desk: Counter, day: date) -> None:
    """Somebody of another day, whose end nobody wrote down, keeps no counter from working."""
    busy = Ticket.objects.filter(counter=desk, day=day, state__in=sorted(AT_COUNTER)).first()
    if busy is not None:
        raise RuleBroken("counter_busy", number=busy.number)


def _take_first(ids: Sequence[str]) -> Ticket | None:
    with connection.cursor() as cursor:
        cursor.execute(TAKE_FIRST, {"ids": list(ids)})
        taken = cursor.fetchone()
    return Ticket.objects.get(id=taken[0]) if taken else None


def recall(*, ticket: uuid.UUID, actor: str, now: datetime) -> TicketLine:
    """Call the same person again; the board announces it anew."""
    with transaction.atomic():
        found, _ = ready(ticket, "queues.recall", actor=actor, now=now)
        make_move(
            found, Act.RECALL, actor=actor, now=now, journaled="queues.recall",
            announced_at=now, recalls=found.recalls + 1,
        )  # fmt: skip
        return as_line(ticket, now)


def no_show(*, ticket: uuid.UUID, actor: str, now: datetime) -> TicketLine:
    """Somebody who was called did not come; ``recall_first`` until called again often enough."""
    with transaction.atomic():
        found, rules = ready(ticket, "queues.no_show", actor=actor, now=now)
        if found.recalls < rules.recalls_before_no_show:
            raise RuleBroken("recall_first", recalls=rules.recalls_before_no_show)
        make_move(
            found, Act.NO_SHOW, actor=actor, now=now, journaled="queues.no_show", finished_at=now
        )
        follow(found, "done" if found.started_at else "no_show", actor=actor, now=now)
        return as_line(ticket, now)


def start(*, ticket: uuid.UUID, actor: str, now: datetime) -> TicketLine:
    """The person is at the counter."""
    with transaction.atomic():
        found, _ = ready(ticket, "queues.start", actor=actor, now=now)
        is_first = found.started_at is None
        make_move(
            found, Act.START, actor=actor, now=now, journaled="queues.start",
            started_at=found.started_at or now,
        )  # fmt: skip
        if is_first:
            follow(found, "in_service", actor=actor, now=now)
        return as_line(ticket, now)


def finish(*, ticket: uuid.UUID, outcome: str, actor: str, now: datetime) -> TicketLine:
    """The visit is over; ``unknown_outcome`` for what is not one of ``CHOSEN_OUTCOMES``."""
    with transaction.atomic():
        found, _ = ready(ticket, "queues.finish", actor=actor, now=now)
        if outcome not in CHOSEN_OUTCOMES:
            raise RuleBroken("unknown_outcome", outcome=outcome[:40])
        make_move(
            found, Act.FINISH, actor=actor, now=now, journaled="queues.finish",
            finished_at=now, outcome=Outcome(outcome),
        )  # fmt: skip
        follow(found, "done", actor=actor, now=now)
        return as_line(ticket, now)


def park(*, ticket: uuid.UUID, actor: str, now: datetime, note: str = "") -> TicketLine:
    """The person fetches something; the counter is free for the next one meanwhile."""
    with transaction.atomic():
        found, _ = ready(ticket, "queues.park", actor=actor, now=now)
        make_move(found, Act.PARK, actor=actor, now=now, journaled="queues.park", note=note)
        return as_line(ticket, now)


def resume(*, ticket: uuid.UUID, counter: int, actor: str, now: datetime) -> TicketLine:
    """Somebody who was parked is back, at this counter; ``counter_busy``, ``counter_elsewhere``."""
    with transaction.atomic():
        found, _ = ready(ticket, "queues.resume", actor=actor, now=now)
        desk = _lock(counter)
        _see_that_it_is_free(desk, found.day)
        if desk.location_id != found.location_id:
            raise RuleBroken("counter_elsewhere", counter=counter)
        make_move(
            found, Act.RESUME, actor=actor, now=now, journaled="queues.resume", counter_id=counter
        )
        return as_line(ticket, now)


def leave(*, ticket: uuid.UUID, actor: str, now: datetime) -> TicketLine:
    """The person gives up the place; an appointment not begun may be checked in again today."""
    with transaction.atomic():
        found, _ = ready(ticket, "queues.leave", actor=actor, now=now)
        make_move(found, Act.LEAVE, actor=actor, now=now, journaled="queues.leave", finished_at=now)
        follow(found, "done" if found.started_at else "booked", actor=actor, now=now)
        return as_line(ticket, now)
