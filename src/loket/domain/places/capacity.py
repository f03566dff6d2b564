"""Capacity of a week: counters times windows, before and after a change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from loket.domain.places.facts import Interval, Place, Window
from loket.domain.places.opening import Holidays, counter_pieces


@dataclass(frozen=True, slots=True)
class Capacity:
    """What real counters offer in one week, in minutes on the clock of the wall."""

    minutes: int
    #: The part of it kept for walk-ins, mobility needs or statutory terms.
    reserved: int
    #: Per day of the week, Monday first.
    days: tuple[int, ...]
    stretches: tuple[Interval, ...]

    def visits(self, minutes: int) -> int:
        """How many visits of this length fit; none runs past the end of a stretch."""
        return sum(stretch.minutes // minutes for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class Change:
    """What a change of windows or counters does to the capacity of a week."""

    before: Capacity
    after: Capacity

    @property
    def gained(self) -> int:
        """Counter minutes a week; below zero when it offers less."""
        return self.after.minutes - self.before.minutes

    @property
    def share(self) -> float | None:
        """Gain as a share of what was there; None where there was nothing."""
        return self.gained / self.before.minutes if self.before.minutes else None


def capacity(place: Place, *, monday: date, holidays: Holidays, zone: ZoneInfo) -> Capacity:
    """Of the week that starts on this Monday. Virtual counters serve nobody and do not count."""
    real = replace(place, counters=tuple(c for c in place.counters if not c.virtual))
    days, found, reserved = [], [], 0
    for offset in range(7):
        day = monday + timedelta(days=offset)
        lanes = counter_pieces(real, day=day, holidays=holidays, zone=zone).values()
        today = [piece for pieces in lanes for piece in pieces]
        days.append(sum(interval.minutes for interval, _ in today))
        reserved += sum(interval.minutes for interval, window in today if window.reserved_for)
        found += [interval for interval, _ in today]
    return Capacity(sum(days), reserved, tuple(days), tuple(found))


def with_windows(place: Place, windows: Iterable[Window]) -> Place:
    """The place as it would be with these windows, to see what a plan gives."""
    return replace(place, windows=tuple(windows))


def ordinary_capacity(place: Place, *, monday: date, zone: ZoneInfo) -> Capacity:
    """Of a week without holidays, closures and single dates: what a plan is judged by."""
    weekly = tuple(window for window in place.windows if window.on is None)
    usual = replace(place, windows=weekly, closures=())
    return capacity(usual, monday=monday, holidays={}, zone=zone)


def compare(before: Place, after: Place, *, mondays: Sequence[date], zone: ZoneInfo) -> Change:
    """Two ordinary weeks side by side: ``mondays`` holds the week before and the week after."""
    first, second = mondays
    return Change(
        ordinary_capacity(before, monday=first, zone=zone),
        ordinary_capacity(after, monday=second, zone=zone),
    )
