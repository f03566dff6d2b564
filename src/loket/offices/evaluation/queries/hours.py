"""Who comes outside office hours, and where an extra window would help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from loket.domain.evaluation import firstfree
from loket.domain.evaluation.hours import Advice, Use, add, advise, minutes_outside
from loket.domain.places.checks import OfficeHours, is_outside_office_hours
from loket.domain.places.facts import TICK_MINUTES, Interval, in_force
from loket.domain.places.wallclock import local_day
from loket.foundations.places import queries as places
from loket.offices.appointments.queries import figures
from loket.offices.evaluation.models import AlertRule


@dataclass(frozen=True, slots=True)
class Outside:
    """The use of one location, and the advice that follows from it, if any."""

    use: Use
    advice: Advice | None


def today(now: datetime) -> date:
    """The city's date."""
    return local_day(now, places.find_zone())


def outside_hours(since: date, until: date) -> list[Outside]:
    """By location with bookings, the largest share outside office hours first; days included.

    Days on which no rule says what office hours are do not count.
    """
    uses: dict[str, Use] = {}
    for first, last, hours in _periods(since, until):
        for part in _uses(first, last, hours):
            uses[part.location] = add(uses[part.location], part) if part.location in uses else part
    weeks = ((until - since).days + 1) / 7
    found = [
        Outside(use, advise(use, weeks=weeks, busier_by_points=_points(until)))
        for use in uses.values()
        if use.bookings
    ]
    return sorted(found, key=lambda one: (-one.use.share, one.use.location))


def _periods(since: date, until: date) -> Iterator[tuple[date, date, OfficeHours]]:
    for hours in places.list_office_hours():
        first = max(since, hours.valid_from)
        last = min(until, hours.valid_to - timedelta(days=1) if hours.valid_to else until)
        if first <= last:
            yield first, last, hours


def _uses(since: date, until: date, hours: OfficeHours) -> Iterator[Use]:
    known = places.snapshot()
    starts = figures.count_starts(since, until)
    for place in known.places:
        here = [one for one in starts if one.location == place.code]
        late = [one for one in here if _is_outside(one, hours, known)]
        stretches = list(_stretches(known, place.code, since, until))
        yield Use(
            location=place.code,
            bookings=sum(one.bookings for one in here),
            bookings_outside=sum(one.bookings for one in late),
            minutes=sum(one.minutes for one in here),
            minutes_outside=sum(one.minutes for one in late),
            open_minutes=sum(interval.minutes for _, interval in stretches),
            open_outside=sum(
                minutes_outside(interval, day.weekday(), hours) for day, interval in stretches
            ),
        )


def _is_outside(starts: figures.Starts, hours: OfficeHours, known: places.Places) -> bool:
    at = time(starts.minute // 60, starts.minute % 60)
    starts_at = datetime.combine(starts.day, at, tzinfo=known.zone)
    return is_outside_office_hours(starts_at, hours=hours, zone=known.zone)


def _stretches(
    known: places.Places, location: str, since: date, until: date
) -> Iterator[tuple[date, Interval]]:
    """What real counters are open; those that exist on paper serve nobody."""
    place = known.by_code[location]
    for offset in range((until - since).days + 1):
        day = since + timedelta(days=offset)
        real = {one.lane for one in in_force(place.counters, day) if not one.virtual}
        for lane, stretches in known.opening_ticks(location, day).items():
            if lane in real:
                for start, end, *_ in stretches:
                    yield day, Interval(start * TICK_MINUTES, end * TICK_MINUTES)


def _points(on: date) -> int:
    rule = AlertRule.objects.filter(valid_from__lte=on).order_by("-valid_from").first()
    return rule.busier_by_points if rule else firstfree.HOUSE_RULE.busier_by_points
