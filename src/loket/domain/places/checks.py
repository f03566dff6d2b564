"""What was promised about opening, and what counts as outside office hours: pure questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from loket.domain.places.facts import Promise, Window
from loket.domain.places.opening import Intervals, ordinary_week
from loket.domain.refusals import Reason

SATURDAY = 5
OrdinaryWeek = Mapping[int, Intervals]


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When most people work, for the time that this rule holds; minutes after midnight."""

    valid_from: date
    valid_to: date | None
    opens: int
    closes: int
    weekdays: frozenset[int]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Switch:
    """Something the city organises or not, with the decision that says so."""

    valid_from: date
    valid_to: date | None
    on: bool
    decision: str


def is_outside_office_hours(starts_at: datetime, *, hours: OfficeHours, zone: ZoneInfo) -> bool:
    """Whether nobody with office hours needs leave for a visit that starts then."""
    local = starts_at.astimezone(zone)
    if local.weekday() not in hours.weekdays:
        return True
    return not hours.opens <= local.hour * 60 + local.minute < hours.closes


def opening_days(week: OrdinaryWeek) -> frozenset[int]:
    """The weekdays on which it opens at all."""
    return frozenset(day for day, intervals in week.items() if intervals)


def evenings(week: OrdinaryWeek, *, hours: OfficeHours) -> frozenset[int]:
    """The working days on which it is open after office hours."""
    return frozenset(
        day
        for day, intervals in week.items()
        if day in hours.weekdays and any(one.closes > hours.closes for one in intervals)
    )


def broken_promises(week: OrdinaryWeek, promise: Promise, *, hours: OfficeHours) -> list[Reason]:
    """What this ordinary week does not keep of what was decided; empty when it keeps all."""
    days, late = len(opening_days(week)), len(evenings(week, hours=hours))
    broken = []
    if days < promise.opening_days:
        broken.append(
            Reason("too_few_opening_days", {"promised": promise.opening_days, "found": days})
        )
    if late < promise.evenings:
        broken.append(Reason("too_few_evenings", {"promised": promise.evenings, "found": late}))
    if promise.saturday and not week.get(SATURDAY):
        broken.append(Reason("no_weekly_saturday"))
    return broken


def broken_from(
    windows: Sequence[Window], promise: Promise, *, on: date, hours: OfficeHours
) -> list[Reason]:
    """The same, for the windows in force on a day."""
    return broken_promises(ordinary_week(windows, on=on), promise, hours=hours)
