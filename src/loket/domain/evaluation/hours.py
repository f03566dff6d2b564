"""Who comes outside office hours, and where an extra window would help.

"dienstverlening die zo veel mogelijk buiten de reguliere werkuren valt, waarvoor ze dus geen verlof
moeten nemen" (2021_CBS_09882, chapter 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from loket.domain.evaluation import shares
from loket.domain.evaluation.shares import hundredths, wilson
from loket.domain.places.checks import OfficeHours
from loket.domain.places.facts import Interval

#: An extra window is advised in half hours.
HALF_HOUR = 30


@dataclass(frozen=True, slots=True)
class Use:
    """Bookings of a location within and outside office hours, and the counter time for them."""

    location: str
    bookings: int
    bookings_outside: int
    minutes: int
    minutes_outside: int
    #: Counter minutes that were open, in all and outside office hours.
    open_minutes: int
    open_outside: int

    @property
    def share(self) -> int:
        """Hundredths of a percent of the bookings that begin outside office hours."""
        return hundredths([self.bookings_outside, self.bookings - self.bookings_outside])[0]

    @property
    def interval(self) -> shares.Interval:
        """Of that share."""
        return wilson(self.bookings_outside, self.bookings)

    @property
    def filled_inside(self) -> float | None:
        """Part of the open time within office hours that is taken; None where there was none."""
        return _part(self.minutes - self.minutes_outside, self.open_minutes - self.open_outside)

    @property
    def filled_outside(self) -> float | None:
        """Part of the open time outside office hours that is taken; None where there was none."""
        return _part(self.minutes_outside, self.open_outside)


def _part(taken: int, available: int) -> float | None:
    return min(1.0, taken / available) if available > 0 else None


@dataclass(frozen=True, slots=True)
class Advice:
    """Counter minutes a week to open more outside office hours, with the two figures behind it."""

    location: str
    minutes_a_week: int
    filled_inside: float
    filled_outside: float


def advise(use: Use, *, weeks: float, busier_by_points: int) -> Advice | None:
    """More time outside office hours where it fills so many points more than time within them.

    As much as would bring both to the same part; None where one of the two does not exist.
    """
    inside, outside = use.filled_inside, use.filled_outside
    if inside is None or outside is None or inside == 0 or weeks <= 0:
        return None
    if (outside - inside) * 100 < busier_by_points:
        return None
    more = use.minutes_outside / inside - use.open_outside
    return Advice(use.location, ceil(more / weeks / HALF_HOUR) * HALF_HOUR, inside, outside)


def minutes_outside(interval: Interval, weekday: int, hours: OfficeHours) -> int:
    """The part of an interval of a day that lies outside office hours, in minutes."""
    if weekday not in hours.weekdays:
        return interval.minutes
    within = min(interval.closes, hours.closes) - max(interval.opens, hours.opens)
    return interval.minutes - max(0, within)


def add(one: Use, other: Use) -> Use:
    """The use of one location over two periods together."""
    return Use(
        location=one.location,
        bookings=one.bookings + other.bookings,
        bookings_outside=one.bookings_outside + other.bookings_outside,
        minutes=one.minutes + other.minutes,
        minutes_outside=one.minutes_outside + other.minutes_outside,
        open_minutes=one.open_minutes + other.open_minutes,
        open_outside=one.open_outside + other.open_outside,
    )
