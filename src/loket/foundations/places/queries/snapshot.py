"""All places at once, read in a few statements and remembered under the edition's number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Final, TypeVar, cast
from zoneinfo import ZoneInfo

from django.db import connection

from loket.domain.places import facts, opening
from loket.domain.places.calendar import by_day
from loket.foundations.places import models

UTC = ZoneInfo("UTC")
M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Places:
    """Every location with all its dated facts, as one edition says; read only."""

    edition: int
    #: UTC until a city is loaded.
    zone: ZoneInfo
    holidays: Mapping[date, facts.Holiday]
    places: tuple[facts.Place, ...]
    by_code: Mapping[str, facts.Place] = field(repr=False, compare=False)

    def opening_ticks(self, location: str, day: date) -> dict[int, list[opening.Stretch]]:
        """Per lane the bookable stretches of a local day, in five-minute ticks."""
        place = self.by_code[location]
        return opening.opening_ticks(place, day=day, holidays=self.holidays, zone=self.zone)

    def hours(self, location: str, since: date, until: date) -> tuple[opening.DayHours, ...]:
        """All hours of a location from one day to another, both included."""
        return opening.hours_of_days(
            self.by_code[location],
            since=since,
            until=until,
            holidays=self.holidays,
            zone=self.zone,
        )


_remembered: list[Places] = []


def snapshot() -> Places:
    """All places. One statement when nothing has changed since this process last asked.

    The number is read before the rows: rows that are newer than their number are read again, and
    never the other way round.
    """
    edition = find_edition()
    if _remembered and _remembered[0].edition == edition:
        return _remembered[0]
    known = read(edition)
    _remembered[:] = [known]
    return known


def find_edition() -> int:
    """The number of what places and catalogue say now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM places_edition WHERE id = 1")
        number: int = cursor.fetchone()[0]
    return number


#: A step of a statement: the zone of the city's clocks; null until a city is loaded.
ZONE: Final = "(SELECT zone FROM places_calendar LIMIT 1)"


def find_zone() -> ZoneInfo:
    """The zone of the city's clocks; UTC until a city is loaded."""
    name = models.Calendar.objects.values_list("zone", flat=True).first()
    return ZoneInfo(name) if name else UTC


def read(edition: int) -> Places:
    """All places as the tables say now: seven statements, however many locations there are."""
    lanes = dict(models.Counter.objects.values_list("id", "lane"))
    profiles = _grouped(models.Profile.objects.order_by("valid_from"))
    counters = _grouped(models.Counter.objects.order_by("lane"))
    windows = _grouped(models.Window.objects.order_by("weekday", "on", "opens"))
    closures = _grouped(models.Closure.objects.order_by("starts_at"))
    places = tuple(
        facts.Place(
            id=one.id,
            code=one.code,
            sort=one.sort,
            profiles=tuple(profile_of(row) for row in profiles[one.id]),
            counters=tuple(counter_of(row) for row in counters[one.id]),
            windows=tuple(window_of(row, lanes) for row in windows[one.id]),
            closures=tuple(closure_of(row, lanes) for row in closures[one.id]),
        )
        for one in models.Location.objects.order_by("sort", "code")
    )
    return Places(
        edition=edition,
        zone=find_zone(),
        holidays=by_day(holiday_of(row) for row in models.Holiday.objects.all()),
        places=places,
        by_code={place.code: place for place in places},
    )


def _grouped(rows: Iterable[M]) -> defaultdict[int, list[M]]:
    found: defaultdict[int, list[M]] = defaultdict(list)
    for row in rows:
        found[cast("Any", row).location_id].append(row)
    return found


def minutes(at: time) -> int:
    """A time of the day as minutes after midnight."""
    return at.hour * 60 + at.minute


def profile_of(row: models.Profile) -> facts.Profile:
    """A record as a frozen fact; likewise below."""
    return facts.Profile(
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        tier=row.tier,
        name=row.name,
        summary=row.summary,
        host=row.host,
        street=row.street,
        postal_code=row.postal_code,
        locality=row.locality,
        district=row.district_code,
        lat=row.lat,
        lon=row.lon,
        point_source=row.point_source,
        phone=row.phone,
        phone_script=row.phone_script,
        reception=cast("facts.Reception", row.reception),
        walk_in=row.walk_in,
        step_free=row.step_free,
        languages=tuple(row.languages),
        capabilities=frozenset(row.capabilities),
        deviations=tuple(facts.Deviation(**one) for one in row.deviations),
        hours_fictional=row.hours_fictional,
        minutes={product: (first, further) for product, (first, further) in row.minutes.items()},
        promise=facts.Promise(**row.promise),
        decision=row.decision,
    )


def counter_of(row: models.Counter) -> facts.Counter:
    return facts.Counter(
        id=row.id,
        lane=row.lane,
        name=row.name,
        skills=frozenset(row.skills),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        virtual=row.virtual,
    )


def window_of(row: models.Window, lanes: Mapping[int, int]) -> facts.Window:
    return facts.Window(
        purpose=cast("facts.Purpose", row.purpose),
        opens=minutes(row.opens),
        closes=minutes(row.closes),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        weekday=row.weekday,
        on=row.on,
        lane=None if row.counter_id is None else lanes[row.counter_id],
        reserved_for=cast("facts.ReservedFor", row.reserved_for),
        release_days=row.release_days,
        fictional=row.fictional,
        source=row.source,
    )


def closure_of(row: models.Closure, lanes: Mapping[int, int]) -> facts.Closure:
    return facts.Closure(
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        reason=row.reason,
        lane=None if row.counter_id is None else lanes[row.counter_id],
        announced_at=row.announced_at,
        id=row.id,
    )


def holiday_of(row: models.Holiday) -> facts.Holiday:
    return facts.Holiday(row.day, row.name, cast("facts.HolidayKind", row.kind), closes=row.closes)
