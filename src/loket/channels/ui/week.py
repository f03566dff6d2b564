"""A week of opening hours as a picture: from intervals to the geometry of bars, and to words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.utils.translation import gettext as _

from loket.channels.ui import dates
from loket.domain.places.facts import Interval

#: From this minute on it is evening, and drawn darker.
EVENING: Final = 17 * 60
#: The picture shows at least these hours, so that weeks of different places compare.
LEAST: Final = (8 * 60, 20 * 60)
WIDTH: Final = 1000
HEIGHT: Final = 36

Shade = Literal["", "late", "less"]
#: From a minute of the day to a place on the axis.
Scale = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Hours:
    """What is known of one day: when it is open, and why that differs from usual."""

    day: date
    open: Sequence[Interval]
    #: The open time during which fewer things can be done (reception without counters).
    less: Sequence[Interval] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of open time in the units of the picture."""

    x: int
    width: int
    shade: Shade


@dataclass(frozen=True, slots=True)
class Row:
    """One day: its bars and the same hours in words."""

    day: date
    weekday: str
    short: str
    #: "25 nov"; empty in a picture of an ordinary week.
    date: str
    bars: tuple[Bar, ...]
    hours: tuple[str, ...]
    note: str
    is_today: bool
    now_x: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """An hour on the axis."""

    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Week:
    """All that the template draws."""

    rows: tuple[Row, ...]
    marks: tuple[Mark, ...]
    has_evening: bool
    has_less: bool
    width: int = WIDTH
    height: int = HEIGHT


def draw(days: Sequence[Hours], *, today: date | None = None, minute: int | None = None) -> Week:
    """The picture of these days, with a line at `minute` (after local midnight) of today.

    Without `today` it is an ordinary week: weekdays without dates.
    """
    first, last = _axis(days)

    def x(at: int) -> int:
        return round((at - first) * WIDTH / (last - first))

    now_is_seen = minute is not None and first <= minute <= last
    rows = tuple(
        Row(
            day=one.day,
            weekday=dates.weekday(one.day),
            short=dates.weekday(one.day, short=True),
            date=dates.date_of(one.day) if today else "",
            bars=tuple(_bars(one, x)),
            hours=tuple(in_words(interval) for interval in one.open),
            note=one.note,
            is_today=one.day == today,
            now_x=x(minute or 0) if now_is_seen and one.day == today else None,
        )
        for one in days
    )
    shades = {bar.shade for row in rows for bar in row.bars}
    return Week(rows, tuple(_marks(first, last, x)), "late" in shades, "less" in shades)


def in_words(interval: Interval) -> str:
    """ "9 tot 12.30 uur"."""
    return dates.hours(dates.time_of(interval.opens), dates.time_of(interval.closes))


def say(days: Sequence[Hours]) -> str:
    """The week in one sentence, for a phone script or a screen reader."""
    said = [
        f"{dates.weekday(one.day)} {dates.listing([in_words(each) for each in one.open])}"
        for one in days
        if one.open
    ]
    return "; ".join(said) if said else _("gesloten")


def _axis(days: Sequence[Hours]) -> tuple[int, int]:
    """First and last minute shown, on even hours."""
    opens = [each.opens for one in days for each in one.open]
    closes = [each.closes for one in days for each in one.open]
    first, last = min([LEAST[0], *opens]), max([LEAST[1], *closes])
    return first // 120 * 120, -(-last // 120) * 120


def _marks(first: int, last: int, x: Scale) -> list[Mark]:
    return [Mark(x(at), str(at // 60)) for at in range(first, last + 1, 120)]


def _bars(one: Hours, x: Scale) -> list[Bar]:
    """The open time cut at the evening, and beneath what is only partly served."""
    bars: list[Bar] = []
    for each in one.open:
        shade: Shade = "less" if any(_within(each, less) for less in one.less) else ""
        for opens, closes, own in (
            (each.opens, min(each.closes, EVENING), shade),
            (max(each.opens, EVENING), each.closes, shade or "late"),
        ):
            if opens < closes:
                bars.append(Bar(x(opens), x(closes) - x(opens), own))
    return bars


def _within(inner: Interval, outer: Interval) -> bool:
    return outer.opens <= inner.opens and inner.closes <= outer.closes
