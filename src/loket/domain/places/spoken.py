"""Opening hours as a voice at the contact centre says them, in Dutch, from the same intervals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from loket.domain.places.opening import DayHours, Intervals, without

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def _listed(parts: Sequence[str]) -> str:
    return " en ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def _clock(minute: int) -> str:
    hour, rest = divmod(minute, 60)
    return f"{hour}.{rest:02}" if rest else str(hour)


def times(intervals: Intervals) -> str:
    """Such as *van 9 tot 12 uur en van 13 tot 16 uur*; *gesloten* for none."""
    said = [f"van {_clock(one.opens)} tot {_clock(one.closes)} uur" for one in intervals]
    return _listed(said) if said else "gesloten"


def on_day(day: date) -> str:
    """Such as *donderdag 11 november 2021*."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def week(hours: Mapping[int, Intervals]) -> str:
    """The ordinary week in one sentence; days with equal hours are said together."""
    said = _days_together(hours)
    return f"Open {said}." if said else "Er zijn geen vaste openingsuren."


def reception_only(
    reception: Mapping[int, Intervals], counters: Mapping[int, Intervals]
) -> tuple[str, ...]:
    """One sentence on the hours at which nobody serves at a counter; none without such hours."""
    less = {weekday: without(each, counters[weekday]) for weekday, each in reception.items()}
    said = _days_together(less) if any(counters.values()) else ""
    return (
        (f"Alleen het onthaal is open {said}: dan is er niemand aan de loketten.",) if said else ()
    )


def _days_together(hours: Mapping[int, Intervals]) -> str:
    together: dict[Intervals, list[str]] = {}
    for weekday in sorted(hours):
        if hours[weekday]:
            together.setdefault(hours[weekday], []).append(DAYS[weekday])
    said = [f"op {_listed(days)} {times(intervals)}" for intervals, days in together.items()]
    return "; ".join(said)


def exceptions(days: Iterable[DayHours], *, names: Mapping[date, str] | None = None) -> list[str]:
    """One sentence for each day that differs; ``names`` says why, where it is known."""
    return [
        _exception(hours, (names or {}).get(hours.day, "")) for hours in days if hours.is_exception
    ]


def _exception(hours: DayHours, name: str) -> str:
    why = f" ({name})" if name else ""
    if not hours.open:
        return f"Gesloten op {on_day(hours.day)}{why}."
    return f"Op {on_day(hours.day)}{why} open {times(hours.open)}."
