"""The invented city in the demo: where its people live follows from the city pack."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from loket.demo.models import Chapter
from loket.demo.synthetic import writing
from loket.demo.synthetic.writing import Plan
from loket.domain.places.wallclock import local_day
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places

CHAPTER: Final = "citizens"
RESIDENTS: Final = 20_000
#: For a city pack that does not say which municipality it is; no register knows this code.
NOWHERE: Final = "00000"


def plan(now: datetime, *, residents: int = RESIDENTS) -> Plan:
    """The city to invent: in the districts of the pack, as of today."""
    today = local_day(now, places.find_zone())
    areas = sorted({_area(site.profile.postal_code, now) for site in places.list_locations(today)})
    trial = next(
        (_area(one.postal_code, now) for one in places.list_contact_points(today) if one.trial),
        None,
    )
    city = catalogue.find_city()
    return Plan(
        city=areas[0][1],
        municipality=(city.municipality if city else "") or NOWHERE,
        areas=tuple(areas),
        trial=trial or areas[0],
        today=today,
        residents=residents,
    )


def invent(
    now: datetime,
    *,
    residents: int = RESIDENTS,
    workers: int = 1,
    told: Callable[[int], None] = lambda _: None,
) -> float:
    """Write the city anew and remember that it is whole; the seconds it took."""
    Chapter.objects.filter(key=CHAPTER).delete()
    seconds = writing.write(plan(now, residents=residents), told=told, workers=workers)
    Chapter.objects.create(key=CHAPTER, told_at=now)
    return seconds


def is_whole() -> bool:
    """Whether the city was written to its end; one that was cut off is written anew."""
    return Chapter.objects.filter(key=CHAPTER, told_at__isnull=False).exists()


def _area(postal_code: str, now: datetime) -> tuple[str, str]:
    """The postal code with the name of its usual district."""
    found = places.find_districts_of(postal_code, local_day(now, places.find_zone()))
    return postal_code, found[0].name if found else postal_code
