"""Appointments with their locked days: the first paragraph of most acts."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from loket.domain.appointments.life import after
from loket.domain.refusals import RuleBroken
from loket.foundations.places import queries as places
from loket.offices.appointments.actions.placing import OpenDay, lock_day, wake, write_day
from loket.offices.appointments.models import Appointment, Claim
from loket.offices.appointments.queries.days import as_of, read_live
from loket.offices.appointments.queries.plans import plan_of


@dataclass(frozen=True, slots=True)
class Freed:
    """A part of a day that came free, in ticks."""

    location: int
    day: date
    start: int
    ticks: int


def freed_by(found: Appointment) -> Freed:
    """The part of a day that an appointment leaves behind."""
    return Freed(found.location_id, found.day, found.start, found.ticks)


def lock_days(appointments: Collection[uuid.UUID], *, now: datetime) -> list[OpenDay]:
    """The days of these appointments, locked in the one order that everybody keeps."""
    where = (
        Appointment.objects.filter(id__in=appointments).values_list("location_id", "day").distinct()
    )
    edition = places.find_edition()
    return [
        lock_day(location, day, plan_of(edition, location, day), now=now)
        for location, day in sorted(where)
    ]


def lock_appointment(appointment: uuid.UUID, *, now: datetime) -> tuple[Appointment, OpenDay]:
    """An appointment with its day, both locked: the day first.

    Raises ``RuleBroken``: ``unknown_appointment``; ``moved_meanwhile`` when somebody moved it to
    another day in between.
    """
    days = lock_days([appointment], now=now)
    if not days:
        raise RuleBroken("unknown_appointment")
    found = Appointment.objects.select_for_update().get(id=appointment)
    if (found.location_id, found.day) != (days[0].row.location, days[0].row.day):
        raise RuleBroken("moved_meanwhile")
    return found, days[0]


def end(found: Appointment, day: OpenDay, *, move: str, now: datetime) -> OpenDay:
    """Move a locked appointment to an end, and give its time back to its locked day.

    Raises ``RuleBroken("move_not_allowed")`` when its life does not allow the move.
    """
    found.state, found.inside = after(found.state, move), None
    found.save(update_fields=["state", "inside"])
    Claim.objects.filter(appointment=found).delete()
    wake([found.id], day.row.day)
    day = lock_again(day, now=now)
    write_day(day)
    return day


def lock_again(day: OpenDay, *, now: datetime) -> OpenDay:
    """The locked day as it now stands, its claims read again."""
    lives = read_live([day.row.location], day.row.day, now=now)[day.row.location]
    return replace(day, row=as_of(day.row, lives), lives=tuple(lives))
