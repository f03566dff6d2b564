"""From windows, holidays and closures to the open time of one local day. One source for all hours.

Order of force: a closure wins from everything; a holiday on which the city is closed wins from
weekly windows; a window for one date is a decision about that very date, so it holds on a holiday
too and replaces weekly windows where they overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter
from zoneinfo import ZoneInfo

from loket.domain.places.facts import (
    TICK_MINUTES,
    Closure,
    Holiday,
    Interval,
    Place,
    Purpose,
    ReservedFor,
    Window,
    in_force,
    is_in_force,
)
from loket.domain.places.wallclock import midnight, minute_of, span, unsteady

ALMOST_A_MINUTE = timedelta(seconds=59)
Intervals = tuple[Interval, ...]
Holidays = Mapping[date, Holiday]
#: A stretch of open time and the window it comes from.
Piece = tuple[Interval, Window]
#: start tick, end tick, reserved for, released this many days before.
Stretch = tuple[int, int, ReservedFor, int]


@dataclass(frozen=True, slots=True)
class DayHours:
    """Everything a page, a kiosk, a feed or a voice says about one day of one location."""

    day: date
    open: Intervals
    counters: Intervals
    reception: Intervals
    kiosk: Intervals
    holiday: Holiday | None
    closures: tuple[Closure, ...]
    #: What an ordinary week says about this weekday; differs from ``open`` on an exception.
    ordinary: Intervals

    @property
    def is_exception(self) -> bool:
        """Whether this day is not as its weekday usually is."""
        return self.open != self.ordinary


def merged(intervals: Iterable[Interval]) -> Intervals:
    """The same time as intervals that neither overlap nor touch, in order."""
    joined: list[Interval] = []
    for interval in sorted(intervals):
        if joined and interval.opens <= joined[-1].closes:
            last = joined.pop()
            joined.append(Interval(last.opens, max(last.closes, interval.closes)))
        else:
            joined.append(interval)
    return tuple(joined)


def without(intervals: Iterable[Interval], taken: Iterable[Interval]) -> Intervals:
    """The intervals less the time taken."""
    left = list(intervals)
    for gap in taken:
        left = [
            Interval(opens, closes)
            for piece in left
            for opens, closes in (
                (piece.opens, min(piece.closes, gap.opens)),
                (max(piece.opens, gap.closes), piece.closes),
            )
            if opens < closes
        ]
    return tuple(left)


def closed_time(closures: Iterable[Closure], *, day: date, zone: ZoneInfo) -> Intervals:
    """The part of this local day that the closures take, widened to whole ticks."""
    starts, ends = midnight(day, zone), midnight(day + timedelta(days=1), zone)
    return merged(
        _on_the_wall(closure, day, zone)
        for closure in closures
        if closure.starts_at < ends and closure.ends_at > starts
    )


def _on_the_wall(closure: Closure, day: date, zone: ZoneInfo) -> Interval:
    starts = minute_of(closure.starts_at, day=day, zone=zone)
    ends = minute_of(closure.ends_at + ALMOST_A_MINUTE, day=day, zone=zone)
    if ends <= starts:
        # It ends in the second of two equal hours of an autumn change: close that hour whole.
        starts, ends = ends // 60 * 60, starts // 60 * 60 + 60
    return Interval(starts // TICK_MINUTES * TICK_MINUTES, -(-ends // TICK_MINUTES) * TICK_MINUTES)


def windows_of_purpose(windows: Iterable[Window], purpose: Purpose, *, day: date) -> list[Window]:
    """The windows in force on the day that say when a purpose of a location is served.

    A location that states no weekly hours of its own is open when a counter or its reception is.
    """
    now = [window for window in windows if is_in_force(window, day)]
    stated = [window for window in now if window.purpose == purpose]
    if purpose == "location" and all(window.weekday is None for window in stated):
        return stated + [window for window in now if window.purpose in ("counter", "reception")]
    return stated


def pieces(windows: Iterable[Window], *, day: date, holidays: Holidays) -> list[Piece]:
    """The stretches of the day, each with its window; those of one counter do not overlap."""
    today = [window for window in windows if window.falls_on(day)]
    dated = [(window.interval, window) for window in today if window.on is not None]
    if is_closed_for_holiday(holidays, day):
        return dated
    decided = [interval for interval, _ in dated]
    weekly = [window for window in today if window.on is None]
    return dated + [
        (piece, window) for window in weekly for piece in without([window.interval], decided)
    ]


def is_closed_for_holiday(holidays: Holidays, day: date) -> bool:
    """Whether the city is closed for a holiday."""
    holiday = holidays.get(day)
    return holiday is not None and holiday.closes


def open_intervals(
    place: Place, *, day: date, purpose: Purpose, holidays: Holidays, zone: ZoneInfo
) -> Intervals:
    """When a purpose of the location is served on this day."""
    if purpose == "counter":
        lanes = counter_pieces(place, day=day, holidays=holidays, zone=zone).values()
        return merged(interval for stretches in lanes for interval, _ in stretches)
    windows = windows_of_purpose(place.windows, purpose, day=day)
    open_today = merged(interval for interval, _ in pieces(windows, day=day, holidays=holidays))
    return without(open_today, closed_time(whole_closures(place), day=day, zone=zone))


def whole_closures(place: Place) -> list[Closure]:
    """The closures of the whole location."""
    return [closure for closure in place.closures if closure.lane is None]


def counter_pieces(
    place: Place, *, day: date, holidays: Holidays, zone: ZoneInfo
) -> dict[int, list[Piece]]:
    """Per lane of a counter that exists on this day: its open stretches, closures taken out.

    A counter with windows of its own keeps only those. The others follow the counter windows of
    the location, and where it has none, the windows of the location itself.
    """
    own, shared = _windows_of_counters(place.windows, day)
    for_all = pieces(shared, day=day, holidays=holidays)
    found = {}
    for counter in in_force(place.counters, day):
        mine = own.get(counter.lane)
        here = for_all if mine is None else pieces(mine, day=day, holidays=holidays)
        closures = [one for one in place.closures if one.lane in (None, counter.lane)]
        if closures:
            here = _less(here, closed_time(closures, day=day, zone=zone))
        found[counter.lane] = sorted(here, key=itemgetter(0))
    return found


def _windows_of_counters(
    windows: Iterable[Window], day: date
) -> tuple[dict[int, list[Window]], list[Window]]:
    """Windows of single counters by lane, and those that all other counters share."""
    own: dict[int, list[Window]] = {}
    shared: list[Window] = []
    whole: list[Window] = []
    for window in windows:
        if not is_in_force(window, day):
            continue
        if window.purpose == "counter":
            (shared if window.lane is None else own.setdefault(window.lane, [])).append(window)
        elif window.purpose == "location":
            whole.append(window)
    return own, shared or whole


def _less(found: Iterable[Piece], taken: Intervals) -> list[Piece]:
    return [(left, window) for piece, window in found for left in without([piece], taken)]


def opening_ticks(
    place: Place, *, day: date, holidays: Holidays, zone: ZoneInfo
) -> dict[int, list[Stretch]]:
    """Per lane the bookable stretches of the day in five-minute ticks, with their reservation.

    No stretch goes through a clock change: a wall time there would name no moment, or two.
    """
    lanes = counter_pieces(place, day=day, holidays=holidays, zone=zone)
    doubtful = unsteady(day, zone)
    return {
        lane: [
            (
                -(-interval.opens // TICK_MINUTES),
                interval.closes // TICK_MINUTES,
                window.reserved_for,
                window.release_days,
            )
            for interval, window in (_less(stretches, doubtful) if doubtful else stretches)
        ]
        for lane, stretches in lanes.items()
    }


def hours_of_day(place: Place, *, day: date, holidays: Holidays, zone: ZoneInfo) -> DayHours:
    """All that is to be said about one day."""

    def served(purpose: Purpose) -> Intervals:
        return open_intervals(place, day=day, purpose=purpose, holidays=holidays, zone=zone)

    starts, ends = midnight(day, zone), midnight(day + timedelta(days=1), zone)
    return DayHours(
        day=day,
        open=served("location"),
        counters=served("counter"),
        reception=served("reception"),
        kiosk=served("kiosk"),
        holiday=holidays.get(day),
        closures=tuple(c for c in place.closures if c.starts_at < ends and c.ends_at > starts),
        ordinary=ordinary_week(place.windows, on=day)[day.weekday()],
    )


def ordinary_week(
    windows: Sequence[Window], *, on: date, purpose: Purpose = "location"
) -> dict[int, Intervals]:
    """Per weekday what the weekly windows in force on a day say: the week without exceptions."""
    found = windows_of_purpose(windows, purpose, day=on)
    weekly = [window for window in found if window.weekday is not None]
    return {
        weekday: merged(window.interval for window in weekly if window.weekday == weekday)
        for weekday in range(7)
    }


def hours_of_days(
    place: Place, *, since: date, until: date, holidays: Holidays, zone: ZoneInfo
) -> tuple[DayHours, ...]:
    """Every day from ``since`` up to and including ``until``."""
    days = (since + timedelta(days=offset) for offset in range((until - since).days + 1))
    return tuple(hours_of_day(place, day=day, holidays=holidays, zone=zone) for day in days)


def open_until(hours: Iterable[DayHours], *, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When the location that is open now closes; None when it is closed now."""
    for opens_at, closes_at in _instants(hours, zone):
        if opens_at <= now < closes_at:
            return closes_at
    return None


def is_open(hours: Iterable[DayHours], *, now: datetime, zone: ZoneInfo) -> bool:
    """Whether the location is open now; ``hours`` holds at least the local day of ``now``."""
    return open_until(hours, now=now, zone=zone) is not None


def next_opening(hours: Iterable[DayHours], *, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The first opening after now within the given days; None when there is none."""
    return next((opens_at for opens_at, _ in _instants(hours, zone) if opens_at > now), None)


def _instants(hours: Iterable[DayHours], zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    return [span(day.day, interval, zone) for day in hours for interval in day.open]
