"""A location on the day of now: its rules, the counters that are open, the zone of its clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from loket.domain.places.facts import Counter, Place, in_force
from loket.domain.places.wallclock import local_day, minute_of
from loket.domain.queues.order import Server
from loket.domain.queues.rules import QueueRules, rules_on
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places
from loket.offices.queues.models import Revision

TICK_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Scene:
    """What the queue needs to know of a location at an instant."""

    place: Place
    day: date
    rules: QueueRules
    #: The real counters of the day, by id.
    counters: Mapping[int, Counter]
    #: Ids of those that are open at this instant by their hours.
    open_now: frozenset[int]
    #: Whether some counter still opens, or stays open, later today.
    opens_today: bool

    def server(self, counter: int) -> Server:
        """A counter as the order knows it; ``RuleBroken("unknown_counter")`` if not of here."""
        if counter not in self.counters:
            raise RuleBroken("unknown_counter", counter=counter, location=self.place.code)
        return Server(str(counter), self.counters[counter].skills)


def today(now: datetime) -> date:
    """The city's date."""
    return local_day(now, places.find_zone())


def find_rules(day: date) -> QueueRules:
    """The numbers of the queue in force on a day; the pack's grace before any revision."""
    told = catalogue.find_catalogue()
    if told is None:
        return rules_on(day, _read_rules(), first=QueueRules())
    grace = int(told.city.booking.late_grace / timedelta(minutes=1))
    return rules_on(day, _rules_of(told), first=QueueRules(grace_minutes=grace))


@lru_cache(maxsize=2)
def _rules_of(told: catalogue.Catalogue) -> tuple[QueueRules, ...]:  # noqa: ARG001
    """Every act asks for them, and only the load of a pack changes them: read once per load."""
    return _read_rules()


def _read_rules() -> tuple[QueueRules, ...]:
    return tuple(_rules(row) for row in Revision.objects.all())


def _rules(row: Revision) -> QueueRules:
    return QueueRules(valid_from=row.valid_from, source=row.source, **row.numbers)


def scene(location: str, now: datetime) -> Scene:
    """The location at this instant; ``RuleBroken("unknown_location")`` when there is none."""
    known = places.snapshot()
    place = known.by_code.get(location)
    if place is None:
        raise RuleBroken("unknown_location", location=location[:80])
    day = local_day(now, known.zone)
    tick = _tick(known, now)
    hours = _hours(known, place, day)
    return Scene(
        place=place,
        day=day,
        rules=find_rules(day),
        counters={one.id: one for one in _real_counters(place, day)},
        open_now=frozenset(counter for counter, start, end in hours if start <= tick < end),
        opens_today=any(tick < end for _, _, end in hours),
    )


def list_opening_today(now: datetime) -> frozenset[str]:
    """The locations where some counter is open, or still opens, on the day of now."""
    known = places.snapshot()
    day, tick = local_day(now, known.zone), _tick(known, now)
    return frozenset(
        place.code
        for place in known.places
        if any(tick < end for _, _, end in _hours(known, place, day))
    )


def _tick(known: places.Places, now: datetime) -> int:
    day = local_day(now, known.zone)
    return minute_of(now, day=day, zone=known.zone) // TICK_MINUTES


def _real_counters(place: Place, day: date) -> list[Counter]:
    return [one for one in in_force(place.counters, day) if not one.virtual]


def _hours(known: places.Places, place: Place, day: date) -> list[tuple[int, int, int]]:
    """Counter id, first tick and the tick after the last, for every open stretch of the day."""
    ids = {one.lane: one.id for one in _real_counters(place, day)}
    return [
        (ids[lane], start, end)
        for lane, stretches in known.opening_ticks(place.code, day).items()
        for start, end, *_ in stretches
        if lane in ids
    ]
