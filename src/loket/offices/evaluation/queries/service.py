"""How the service itself does: looks at the front door, and holds that became appointments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from loket.domain.evaluation.service import Measured, ServiceLevel, Standing, standings
from loket.kit import packs
from loket.offices.appointments.queries import figures
from loket.offices.evaluation import models
from loket.offices.evaluation.queries.hours import today

#: Figures look back so far.
PERIOD = timedelta(days=28)
#: An older look says nothing about now.
FRESH = timedelta(minutes=5)

LOOKS = """
SELECT count(*), count(milliseconds), percentile_disc(0.9) WITHIN GROUP (ORDER BY milliseconds)
FROM evaluation_look WHERE at > %s AND at <= %s
"""
OUTAGES = """
SELECT (at AT TIME ZONE %s)::date AS day, count(*) FROM evaluation_look
WHERE at > %s AND at <= %s AND milliseconds IS NULL GROUP BY day ORDER BY day DESC
"""


@dataclass(frozen=True, slots=True)
class Service:
    """The service over a period, beside what is promised."""

    #: Whether the door opened at the last look; None when nobody looked of late.
    is_open: bool | None
    standings: tuple[Standing, ...]
    level: ServiceLevel | None
    #: Days on which the door did not open in some minutes, the latest first.
    outages: tuple[tuple[date, int], ...]


def service(now: datetime, *, zone: str) -> Service:
    """How the service did in the last four weeks; days are those of the city's zone."""
    since = now - PERIOD
    level = _level(today(now))
    held, booked = figures.count_holds(since, now)
    with connection.cursor() as cursor:
        cursor.execute(LOOKS, [since, now])
        looked, opened, nine_in_ten = cursor.fetchone()
        cursor.execute(OUTAGES, [zone, since, now])
        outages = tuple(cursor.fetchall())
    measured = Measured(looked, opened, nine_in_ten, held, booked)
    return Service(_is_open(now), tuple(standings(measured, level)), level, outages)


def _is_open(now: datetime) -> bool | None:
    last = models.Look.objects.filter(at__gt=now - FRESH, at__lte=now).order_by("-at").first()
    return None if last is None else last.milliseconds is not None


def _level(day: date) -> ServiceLevel | None:
    found = models.ServiceLevel.objects.filter(valid_from__lte=day).order_by("-valid_from").first()
    return packs.from_json(ServiceLevel, found.definition) if found else None
