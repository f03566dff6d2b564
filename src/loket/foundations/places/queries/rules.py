"""Dated settings of the city about its places, typed."""

from __future__ import annotations

from datetime import date, time

from loket.domain.places.checks import OfficeHours, Switch
from loket.foundations.places import models
from loket.foundations.places.queries.snapshot import minutes

OFFICE_HOURS = "office_hours"
DISTRICT_RECEPTION = "district_reception"


def find_office_hours(on: date) -> OfficeHours | None:
    """What counts as office hours on this day; None where the city does not say."""
    row = _find(OFFICE_HOURS, on)
    return office_hours_of(row) if row else None


def list_office_hours() -> tuple[OfficeHours, ...]:
    """All rules about office hours, one after the other."""
    rows = models.Parameter.objects.filter(key=OFFICE_HOURS)
    return tuple(office_hours_of(row) for row in rows)


def find_district_reception(on: date) -> Switch | None:
    """Whether district houses have a reception of their own, and which decision says so."""
    row = _find(DISTRICT_RECEPTION, on)
    if row is None:
        return None
    return Switch(row.valid_from, row.valid_to, on=row.value["on"], decision=row.source)


def _find(key: str, on: date) -> models.Parameter | None:
    found: models.Parameter | None = models.Parameter.objects.in_force(on).filter(key=key).first()
    return found


def office_hours_of(row: models.Parameter) -> OfficeHours:
    """A stored setting as the rule reads it."""
    return OfficeHours(
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        opens=minutes(time.fromisoformat(row.value["opens"])),
        closes=minutes(time.fromisoformat(row.value["closes"])),
        weekdays=frozenset(row.value["weekdays"]),
        source=row.source,
    )
