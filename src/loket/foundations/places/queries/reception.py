"""Who welcomes people where, and when nobody does."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from loket.domain.places.facts import Interval
from loket.domain.places.reception import Gap, uncovered
from loket.foundations.places import models
from loket.foundations.places.queries.snapshot import minutes, snapshot


@dataclass(frozen=True, slots=True)
class Shift:
    """A planned shift at a reception; nobody yet while ``employee`` is None."""

    id: int
    location: str
    day: date
    interval: Interval
    employee: uuid.UUID | None


def list_shifts(location: str, since: date, until: date) -> tuple[Shift, ...]:
    """The shifts planned at one location, both days included."""
    return tuple(one for one in _shifts(since, until) if one.location == location)


def list_unstaffed_reception(since: date, until: date, *, location: str = "") -> tuple[Gap, ...]:
    """When a reception is open and nobody is planned there: the reason for an alert.

    A location that receives people by appointment only needs nobody at its reception.
    """
    known = snapshot()
    planned: defaultdict[tuple[str, date], list[Interval]] = defaultdict(list)
    for shift in _shifts(since, until):
        if shift.employee is not None:
            planned[shift.location, shift.day].append(shift.interval)
    found = []
    for place in known.places:
        if location and place.code != location:
            continue
        for hours in known.hours(place.code, since, until):
            profile = place.profile(hours.day)
            if profile is not None and profile.reception == "open":
                gaps = uncovered(hours.reception, planned[place.code, hours.day])
                found += [Gap(place.code, hours.day, gap) for gap in gaps]
    return tuple(found)


def _shifts(since: date, until: date) -> list[Shift]:
    rows = models.ReceptionShift.objects.select_related("location").filter(
        day__range=(since, until)
    )
    return [
        Shift(
            id=row.id,
            location=row.location.code,
            day=row.day,
            interval=Interval(minutes(row.opens), minutes(row.closes)),
            employee=row.employee_id,
        )
        for row in rows
    ]
