"""What no longer needs a counter: let go, cancelled, not come, done."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from loket.domain.appointments.life import LIVE, MOVES, after
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.messages import actions as messages
from loket.offices.appointments.actions import telling
from loket.offices.appointments.actions.days import end, freed_by, lock_appointment, lock_days
from loket.offices.appointments.actions.earlier import offer_freed
from loket.offices.appointments.actions.permitting import permit
from loket.offices.appointments.actions.placing import OpenDay
from loket.offices.appointments.models import Appointment


def release(*, hold: uuid.UUID, now: datetime, actor: str) -> None:
    """Let a hold go before its time; nothing happens when it is already gone."""
    permit("hold", actor=actor, now=now)
    with transaction.atomic():
        try:
            found, day = lock_appointment(hold, now=now)
        except RuleBroken:
            return
        if found.state != "held" or found.offered:
            return
        end(found, day, move="release", now=now)
        journal.write(act="release", actor=actor, subject=f"appointment:{hold}", at=now)
        offer_freed(freed_by(found), now=now)


def lapse(*, hold: uuid.UUID, now: datetime) -> bool:
    """End a hold that nobody confirmed in time; its moment goes to the earlier-moment list first.

    False when there is no such hold any more.
    """
    with transaction.atomic():
        try:
            found, day = lock_appointment(hold, now=now)
        except RuleBroken:
            return False
        if found.state != "held" or found.offered or found.expires_at is None:
            return False
        if found.expires_at > now:
            return False
        end(found, day, move="expire", now=now)
        journal.write(act="lapse", actor="system:holds", subject=f"appointment:{hold}", at=now)
        offer_freed(freed_by(found), now=now)
    return True


def cancel(*, appointment: uuid.UUID, now: datetime, actor: str) -> None:
    """Cancel; the freed moment goes to the earlier-moment list first.

    Holds that would have replaced the appointment end with it.
    Raises ``RuleBroken``: ``unknown_appointment``, ``move_not_allowed``, ``not_allowed``.
    """
    permit("cancel", actor=actor, now=now)
    with transaction.atomic():
        replacements = Appointment.objects.filter(replaces=appointment, state="held")
        ids = [appointment, *replacements.values_list("id", flat=True)]
        days = {(day.row.location, day.row.day): day for day in lock_days(ids, now=now)}
        found = _locked(ids)
        if appointment not in found:
            raise RuleBroken("unknown_appointment")
        before = found[appointment].state
        for each in found.values():
            if each.id == appointment or each.state == "held":
                move = "cancel" if each.id == appointment else "expire"
                end(each, _its(days, each), move=move, now=now)
        journal.write(
            act="cancel", actor=actor, subject=f"appointment:{appointment}", at=now,
            before={"state": before}, after={"state": "cancelled"},
        )  # fmt: skip
        messages.cancel_due(appointment=str(appointment), now=now)
        telling.tell(found[appointment], "cancelled", at=now)
        for each in found.values():
            offer_freed(freed_by(each), now=now)


def _locked(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Appointment]:
    """The appointments, locked; the first one asked for comes first."""
    found = {each.id: each for each in Appointment.objects.select_for_update().filter(id__in=ids)}
    return {key: found[key] for key in ids if key in found}


def _its(days: Mapping[tuple[int, date], OpenDay], found: Appointment) -> OpenDay:
    day = days.get((found.location_id, found.day))
    if day is None:
        raise RuleBroken("moved_meanwhile")
    return day


#: The state a visit reaches, as a move of the appointment's life.
MOVE_TO = {
    "checked_in": "check_in",
    "booked": "undo_check_in",
    "in_service": "start",
    "done": "finish",
    "no_show": "miss",
}


def mark(*, appointment: uuid.UUID, state: str, now: datetime, actor: str) -> None:
    """Follow the visit: ``checked_in``, ``in_service``, ``done``, ``no_show``; ``booked`` undoes.

    Raises ``RuleBroken``: ``unknown_appointment``, ``move_not_allowed``.
    """
    with transaction.atomic():
        found, day = lock_appointment(appointment, now=now)
        before, move = found.state, MOVE_TO[state]
        if after(before, move) in LIVE:
            found.state = MOVES[before][move]
            if before not in LIVE:
                found.during = "empty"  # came after all: the queue serves, no counter is kept
            found.save(update_fields=["state", "during"])
        else:
            end(found, day, move=move, now=now)
        journal.write(
            act="mark", actor=actor, subject=f"appointment:{appointment}", at=now,
            before={"state": before}, after={"state": found.state},
        )  # fmt: skip
