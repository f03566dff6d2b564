"""Counts of appointments for the evaluation: never a person, never a single visit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from loket.domain.appointments.grid import TICK_MINUTES

#: The visit took place.
CAME = ("in_service", "done")
#: Somebody wanted this moment and had it: what is asked for, whether or not the person then came.
WANTED = ("booked", "checked_in", "in_service", "done", "no_show")

RESIDENCE = """
SELECT a.district, count(*) FROM appointments_appointment AS a
JOIN places_location AS l ON l.id = a.location_id
WHERE l.code = %s AND a.day BETWEEN %s AND %s AND a.state = ANY(%s)
GROUP BY a.district
"""
STARTS = """
SELECT l.code, min(a.day), a.start, count(*), sum(a.ticks)
FROM appointments_appointment AS a JOIN places_location AS l ON l.id = a.location_id
WHERE a.day BETWEEN %s AND %s AND a.state = ANY(%s)
GROUP BY l.code, extract(isodow FROM a.day), a.start
"""
AHEAD = """
SELECT a.day - (a.booked_at AT TIME ZONE %s)::date FROM appointments_appointment AS a
JOIN places_location AS l ON l.id = a.location_id
WHERE l.code = %s AND a.day BETWEEN %s AND %s AND a.state = ANY(%s) AND a.booked_at IS NOT NULL
"""
#: Of visits for one of these products: from the booking to the moment itself.
HOURS_AHEAD = """
SELECT extract(epoch FROM
    (a.day + a.start * interval '5 minutes') AT TIME ZONE %s - a.booked_at)::float8 / 3600
FROM appointments_appointment AS a
WHERE a.day BETWEEN %s AND %s AND a.state = ANY(%s) AND a.booked_at IS NOT NULL
  AND EXISTS (SELECT 1 FROM jsonb_array_elements(a.items) AS i WHERE i->>'product' = ANY(%s))
"""
OUTCOMES = """
SELECT a.state, count(*) FROM appointments_appointment AS a
JOIN places_location AS l ON l.id = a.location_id
WHERE l.code = %s AND a.day BETWEEN %s AND %s AND a.booked_at IS NOT NULL
GROUP BY a.state
"""
HOLDS = """
SELECT count(*), count(booked_at) FROM appointments_appointment
WHERE created_at > %s AND created_at <= %s
  AND (booked_at IS NOT NULL AND channel <> 'desk'
    OR state = 'expired' AND client <> '' AND NOT offered AND replaces_id IS NULL)
"""


@dataclass(frozen=True, slots=True)
class Starts:
    """Bookings that begin at the same minute of the same weekday at one location."""

    location: str
    #: One of the days, to tell the weekday by.
    day: date
    #: After local midnight.
    minute: int
    bookings: int
    #: Counter time of all of them together.
    minutes: int


def count_residence(location: str, since: date, until: date) -> dict[str, int]:
    """Visits that took place by the district told at booking; both days included.

    The empty district is of people who did not say.
    """
    return dict(_rows(RESIDENCE, [location, since, until, list(CAME)]))


def count_starts(since: date, until: date) -> list[Starts]:
    """Bookings by location, weekday and minute of the day; both days included."""
    return [
        Starts(location, day, start * TICK_MINUTES, count, ticks * TICK_MINUTES)
        for location, day, start, count, ticks in _rows(STARTS, [since, until, list(WANTED)])
    ]


def list_days_ahead(location: str, since: date, until: date, *, zone: str) -> list[int]:
    """How many days before the visit each was booked, in the days of the city's zone."""
    found = _rows(AHEAD, [zone, location, since, until, list(WANTED)])
    return [days for (days,) in found]


def list_hours_ahead(
    products: Collection[str], since: date, until: date, *, zone: str
) -> list[float]:
    """Hours from booking to moment, of visits in the whole city for one of these products."""
    values = [zone, since, until, list(WANTED), sorted(products)]
    return [hours for (hours,) in _rows(HOURS_AHEAD, values)]


def count_outcomes(location: str, since: date, until: date) -> dict[str, int]:
    """Confirmed appointments by the state they are in; both days included."""
    return dict(_rows(OUTCOMES, [location, since, until]))


def count_holds(since: datetime, until: datetime) -> tuple[int, int]:
    """Moments that people held by themselves and that are decided, and those that they booked.

    Not those of a clerk, of an offer or to move an appointment: these are other tasks.
    """
    ((held, booked),) = _rows(HOLDS, [since, until])
    return held, booked


def _rows(statement: str, values: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[Any] = cursor.fetchall()
    return found
