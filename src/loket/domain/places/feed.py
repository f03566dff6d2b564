"""Opening hours for machines: OpeningHoursSpecification of schema.org, from the same intervals.

See https://schema.org/OpeningHoursSpecification: ``validFrom`` and ``validThrough`` are both days
on which it holds; a closed day opens and closes at 00:00.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from loket.domain.places.facts import MINUTES_PER_DAY, Interval, Purpose, Window
from loket.domain.places.opening import DayHours, Intervals, ordinary_week

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY = timedelta(days=1)
Specification = dict[str, Any]


def clock(minute: int) -> str:
    """Minutes after midnight as ``09:00``; the end of the day as ``23:59``."""
    hour, rest = divmod(min(minute, MINUTES_PER_DAY - 1), 60)
    return f"{hour:02}:{rest:02}"


def regular_hours(
    windows: Sequence[Window], *, since: date, purpose: Purpose = "location"
) -> list[Specification]:
    """The ordinary weeks from a day on: those in force, and those already decided to follow."""
    found = []
    for starts, ends in _periods(windows, since):
        week = ordinary_week(windows, on=starts, purpose=purpose)
        for interval, days in _days_by_interval(week.items()).items():
            found.append(_weekly(interval, days, starts, ends))
    return found


def _periods(windows: Iterable[Window], since: date) -> list[tuple[date, date | None]]:
    edges = {since}
    for window in windows:
        if window.weekday is not None:
            edges |= {day for day in (window.valid_from, window.valid_to) if day and day > since}
    starts: list[date | None] = [*sorted(edges), None]
    return [(one, other) for one, other in pairwise(starts) if one]


def _days_by_interval(week: Iterable[tuple[int, Intervals]]) -> dict[Interval, list[int]]:
    found: dict[Interval, list[int]] = {}
    for weekday, intervals in sorted(week):
        for interval in intervals:
            found.setdefault(interval, []).append(weekday)
    return dict(sorted(found.items()))


def _weekly(interval: Interval, days: list[int], starts: date, ends: date | None) -> Specification:
    specification: Specification = {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [f"https://schema.org/{DAYS[day]}" for day in days],
        "opens": clock(interval.opens),
        "closes": clock(interval.closes),
        "validFrom": starts.isoformat(),
    }
    if ends is not None:
        specification["validThrough"] = (ends - DAY).isoformat()
    return specification


def special_hours(days: Iterable[DayHours]) -> list[Specification]:
    """The days that differ from their ordinary week: closed, shorter, longer or extra."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "opens": opens,
            "closes": closes,
            "validFrom": hours.day.isoformat(),
            "validThrough": hours.day.isoformat(),
        }
        for hours in days
        if hours.is_exception
        for opens, closes in (
            [(clock(one.opens), clock(one.closes)) for one in hours.open] or [("00:00", "00:00")]
        )
    ]
