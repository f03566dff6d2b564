"""Between the clock on the wall of a zone and instants, through both clock changes of the year.

An instant is an aware datetime. A wall time that a spring change skips means the instant of the
change; of a wall time that an autumn change repeats, an opening means the first and a closing the
last. So a window over a change is an hour shorter or longer in reality, and never negative.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from loket.domain.places.facts import MINUTES_PER_DAY, TICK_MINUTES, Interval

MINUTE = timedelta(minutes=1)


@lru_cache(maxsize=4096)
def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which this local day begins, in UTC."""
    return instant(day, 0, zone)


def instant(day: date, minute: int, zone: ZoneInfo, *, last: bool = False) -> datetime:
    """The instant, in UTC, at ``minute`` after midnight on the wall; ``last`` of two."""
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    early = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    late = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if late < early:
        return _change_between(late, early, zone)
    return late if last else early


def _change_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant, to the minute, at which the zone's offset changes between the two."""
    old = before.astimezone(zone).utcoffset()
    while after - before > MINUTE:
        middle = before + (after - before) // 2
        middle -= timedelta(seconds=middle.second, microseconds=middle.microsecond)
        middle = max(middle, before + MINUTE)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after


def span(day: date, interval: Interval, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When an interval of this local day begins and ends, in UTC."""
    return (
        instant(day, interval.opens, zone),
        instant(day, interval.closes, zone, last=True),
    )


def minute_of(at: datetime, *, day: date, zone: ZoneInfo) -> int:
    """Where an instant stands on the wall of this local day: 0 before it, 1440 after it.

    Seconds are cut off; an instant in the repeated hour has the same minute both times.
    """
    local = at.astimezone(zone)
    if local.date() != day:
        return 0 if local.date() < day else MINUTES_PER_DAY
    return local.hour * 60 + local.minute


@lru_cache(maxsize=4096)
def unsteady(day: date, zone: ZoneInfo) -> tuple[Interval, ...]:
    """The time of this local day that a clock change skips or repeats, to five minutes.

    A wall time in it is no instant, or two: nothing may be booked by it.
    """
    if _offset(day, 0, zone, 0) == _offset(day, MINUTES_PER_DAY - 1, zone, 1):
        return ()
    doubtful = [
        minute
        for minute in range(0, MINUTES_PER_DAY, TICK_MINUTES)
        if _offset(day, minute, zone, 0) != _offset(day, minute, zone, 1)
    ]
    if not doubtful:
        return ()
    return (Interval(doubtful[0], doubtful[-1] + TICK_MINUTES),)


def _offset(day: date, minute: int, zone: ZoneInfo, fold: int) -> timedelta | None:
    wall = datetime.combine(day, time(*divmod(minute, 60), fold=fold), tzinfo=zone)
    return wall.utcoffset()


def real_minutes(day: date, interval: Interval, zone: ZoneInfo) -> int:
    """How long an interval lasts in reality, clock changes counted."""
    starts, ends = span(day, interval, zone)
    return int((ends - starts).total_seconds()) // 60


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """Which day an instant falls on, on the wall of the zone."""
    return at.astimezone(zone).date()
