"""Which locations there are on a day, when they are open, and what that is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from loket.domain.places import capacity, feed, opening, spoken
from loket.domain.places.facts import Closure, Holiday, Site, in_force
from loket.domain.places.wallclock import local_day
from loket.foundations.places import models
from loket.foundations.places.queries.snapshot import Places, holiday_of, snapshot

#: How far ahead a closed location looks for its next opening.
LOOK_AHEAD = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class OpenNow:
    """Whether a location is open at this instant; exactly one of the two is known, or neither."""

    until: datetime | None
    opens_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it is."""
        return self.until is not None


def list_locations(on: date) -> tuple[Site, ...]:
    """The locations that exist on this day, in the order of the city."""
    return sites(snapshot(), on)


def sites(known: Places, on: date) -> tuple[Site, ...]:
    """The same, of a snapshot that is at hand."""
    return tuple(
        Site(place, profile) for place in known.places for profile in in_force(place.profiles, on)
    )


def find_location(code: str, on: date) -> Site | None:
    """The location with this code as it is on this day; None when there is none."""
    place = snapshot().by_code.get(code)
    profile = place.profile(on) if place else None
    return Site(place, profile) if place and profile else None


def hours_of(location: str, since: date, until: date) -> tuple[opening.DayHours, ...]:
    """All hours of a location, day by day, both ends included. ``KeyError`` for an unknown code."""
    return snapshot().hours(location, since, until)


def week_of(location: str, monday: date) -> tuple[opening.DayHours, ...]:
    """The seven days from this one: what a week picture is drawn from."""
    return hours_of(location, monday, monday + timedelta(days=6))


def opening_ticks(location: str, day: date) -> dict[int, list[opening.Stretch]]:
    """Per lane ``[(start tick, end tick, reserved for, release days)]``, in five-minute ticks."""
    return snapshot().opening_ticks(location, day)


def open_now(location: str, now: datetime) -> OpenNow:
    """Open until when, or closed until when."""
    known = snapshot()
    today = local_day(now, known.zone)
    days = known.hours(location, today - timedelta(days=1), today + LOOK_AHEAD)
    until = opening.open_until(days, now=now, zone=known.zone)
    if until is not None:
        return OpenNow(until=until, opens_at=None)
    return OpenNow(until=None, opens_at=opening.next_opening(days, now=now, zone=known.zone))


def list_exceptions(location: str, since: date, until: date) -> tuple[opening.DayHours, ...]:
    """The days on which a location is not open as in its ordinary week."""
    return tuple(day for day in hours_of(location, since, until) if day.is_exception)


def feed_of(location: str, since: date, until: date) -> Mapping[str, list[feed.Specification]]:
    """Regular and special hours for machines, under the names of schema.org."""
    known = snapshot()
    place = known.by_code[location]
    return {
        "openingHoursSpecification": feed.regular_hours(place.windows, since=since),
        "specialOpeningHoursSpecification": feed.special_hours(known.hours(location, since, until)),
    }


def phone_script(location: str, since: date, until: date) -> tuple[str, ...]:
    """What the contact centre says about the hours, sentence by sentence, in Dutch."""
    known = snapshot()
    place = known.by_code[location]
    days = known.hours(location, since, until)
    names = {day.day: _why(day) for day in days}
    counters, reception = (
        opening.ordinary_week(place.windows, on=since, purpose=purpose)
        for purpose in ("counter", "reception")
    )
    return (
        spoken.week(opening.ordinary_week(place.windows, on=since)),
        *spoken.reception_only(reception, counters),
        *spoken.exceptions(days, names=names),
    )


def _why(day: opening.DayHours) -> str:
    texts: list[Mapping[str, Any]] = [closure.reason for closure in day.closures]
    texts += [day.holiday.name] if day.holiday else []
    found = next((one["nl"] for one in texts if one.get("nl")), "")
    return found if isinstance(found, str) else str(found.get("text", ""))


def capacity_of(location: str, monday: date) -> capacity.Capacity:
    """Counter minutes of a week, holidays and closures taken out."""
    known = snapshot()
    return capacity.capacity(
        known.by_code[location], monday=monday, holidays=known.holidays, zone=known.zone
    )


def compare_weeks(location: str, before: date, after: date) -> capacity.Change:
    """Two ordinary weeks of a location side by side, each from its Monday."""
    known = snapshot()
    place = known.by_code[location]
    return capacity.compare(place, place, mondays=(before, after), zone=known.zone)


def list_closures(location: str, since: datetime) -> tuple[Closure, ...]:
    """Announced closures that are not over at this instant, first one first."""
    place = snapshot().by_code[location]
    return tuple(closure for closure in place.closures if closure.ends_at > since)


def list_holidays(since: date, until: date) -> tuple[Holiday, ...]:
    """Holidays by law and closing days of the city between two days, both included."""
    rows = models.Holiday.objects.filter(day__range=(since, until))
    return tuple(holiday_of(row) for row in rows)


def list_statutory_days(since: date, until: date) -> frozenset[date]:
    """The days that a statutory term knows as holidays: never a closing day of the city."""
    return frozenset(day.day for day in list_holidays(since, until) if day.kind == "statutory")
