"""What look-ups may be for."""

from __future__ import annotations

from datetime import date

from loket.domain.registers import purposes as rules
from loket.domain.registers.purposes import Purpose
from loket.foundations.registers import models
from loket.kit import packs


def find_purpose(code: str, *, on: date) -> Purpose | None:
    """The purpose of this code that is in force on that day."""
    records = models.Purpose.objects.filter(code=code).order_by("-valid_from")
    return rules.find_in_force((_read(record) for record in records), on=on)


def list_purposes(*, on: date) -> tuple[Purpose, ...]:
    """Everything that look-ups may be for on that day, by code."""
    records = models.Purpose.objects.order_by("code", "-valid_from")
    return tuple(one for one in map(_read, records) if one.holds(on))


def _read(record: models.Purpose) -> Purpose:
    definition = record.definition | {"valid_to": _day(record.valid_to)}
    return packs.from_json(Purpose, definition)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
