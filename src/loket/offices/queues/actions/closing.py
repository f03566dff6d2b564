"""The end of the day: what is left over is ended, and words between clerks are erased."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction

from loket.domain.queues.life import LIVE, Act, Outcome, State
from loket.domain.refusals import RuleBroken
from loket.offices.appointments import actions as appointments
from loket.offices.appointments.models import Appointment
from loket.offices.queues.actions.moving import follow, locked, make_move
from loket.offices.queues.models import Move, Ticket
from loket.offices.queues.queries.scenes import today

ACTOR = "system:close_days"


def close_days(*, now: datetime) -> int:
    """End what earlier days left behind; says how many tickets. Safe to run twice.

    Who waited has left, who was called and never started did not come, who was at the counter is
    done without a recorded outcome. Appointments that nobody came for are missed.
    """
    day = today(now)
    left_over = Ticket.objects.live().filter(day__lt=day).order_by("day", "id")
    closed = sum(_close(ticket, now=now) for ticket in left_over.values_list("id", flat=True))
    _miss_appointments(day, now=now)
    Move.objects.filter(ticket__day__lt=day).exclude(note="").update(note="")
    return closed


def _close(ticket: uuid.UUID, *, now: datetime) -> bool:
    with transaction.atomic():
        found = locked(ticket)
        before = State(found.state)
        if before not in LIVE:
            return False
        was_served = found.started_at is not None
        make_move(
            found, Act.CLOSE, actor=ACTOR, now=now, journaled="queues.close_days", finished_at=now,
            outcome=Outcome.NOT_RECORDED if was_served else "",
        )  # fmt: skip
        follow(found, "done" if was_served else "no_show", actor=ACTOR, now=now)
    return True


def _miss_appointments(day: date, *, now: datetime) -> None:
    """Booked for an earlier day and never checked in."""
    missed = Appointment.objects.filter(state="booked", day__lt=day).order_by("day", "id")
    for appointment in missed.values_list("id", flat=True):
        try:
            appointments.mark(appointment=appointment, state="no_show", now=now, actor=ACTOR)
        except RuleBroken:  # checked in or moved by somebody else between reading and locking
            continue
