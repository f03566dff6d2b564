"""Plan who welcomes people at a location."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from loket.domain.places.wallclock import local_day
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.people.queries import check_right, find_employee
from loket.foundations.places.actions.closing import locked
from loket.foundations.places.models import ReceptionShift
from loket.foundations.places.queries.snapshot import find_zone


def roster_shift(
    *,
    location: str,
    day: date,
    opens: time,
    closes: time,
    now: datetime,
    actor: str,
    employee: UUID | None = None,
) -> int:
    """Plan a shift at a reception, with or without a name yet; gives its number.

    Raises ``unknown_location``, ``employee_unknown``, ``shift_ends_before_it_begins``,
    ``employee_is_elsewhere`` and ``not_allowed``.
    """
    _permit(location, actor=actor, now=now)
    if closes <= opens:
        raise RuleBroken("shift_ends_before_it_begins", opens=opens, closes=closes)
    with transaction.atomic():
        place = locked(location)
        if employee is not None:
            _check_free(employee, day, opens, closes)
        shift = ReceptionShift.objects.create(
            location=place, day=day, opens=opens, closes=closes, employee_id=employee
        )
        _tell("places.roster_shift", shift, location, actor=actor, now=now)
    return shift.id


def staff_shift(*, shift: int, employee: UUID | None, now: datetime, actor: str) -> None:
    """Give a planned shift to somebody, or to nobody when somebody falls out.

    Raises ``unknown_shift``, ``employee_unknown``, ``employee_is_elsewhere`` and ``not_allowed``.
    """
    with transaction.atomic():
        known = ReceptionShift.objects.select_for_update(of=("self",)).select_related("location")
        record = known.filter(pk=shift).first()
        if record is None:
            raise RuleBroken("unknown_shift", shift=shift)
        _permit(record.location.code, actor=actor, now=now)
        if employee is not None:
            _check_free(employee, record.day, record.opens, record.closes, but=shift)
        record.employee_id = employee
        record.save(update_fields=["employee"])
        _tell("places.staff_shift", record, record.location.code, actor=actor, now=now)


def _permit(location: str, *, actor: str, now: datetime) -> None:
    """``not_allowed`` for who does not plan the reception there today."""
    on = local_day(now, find_zone())
    check_right(actor=actor, act="places.plan_reception", on=on, location=location)


def _check_free(employee: UUID, day: date, opens: time, closes: time, *, but: int = 0) -> None:
    if find_employee(employee) is None:
        raise RuleBroken("employee_unknown", employee=employee)
    others = ReceptionShift.objects.filter(
        employee_id=employee, day=day, opens__lt=closes, closes__gt=opens
    ).exclude(pk=but)
    elsewhere = others.select_related("location").first()
    if elsewhere is not None:
        raise RuleBroken("employee_is_elsewhere", location=elsewhere.location.code, day=day)


def _tell(act: str, shift: ReceptionShift, location: str, *, actor: str, now: datetime) -> None:
    journal.write(
        act=act,
        actor=actor,
        subject=f"location:{location}",
        at=now,
        after={
            "shift": shift.id,
            "day": shift.day,
            "opens": shift.opens,
            "closes": shift.closes,
            "employee": shift.employee_id,
        },
    )
