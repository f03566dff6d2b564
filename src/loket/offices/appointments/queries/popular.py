"""What people book most, for the first page."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

MOST_BOOKED = """
SELECT item ->> 'product' FROM appointments_appointment AS a, jsonb_array_elements(a.items) AS item
WHERE a.booked_at > %s GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT %s
"""
#: So far back, and remembered so long: what is popular does not change by the minute.
SINCE = timedelta(days=60)
REMEMBERED = timedelta(minutes=10)

_known: dict[int, tuple[datetime, tuple[str, ...]]] = {}


def list_most_booked(now: datetime, limit: int = 6) -> tuple[str, ...]:
    """Codes of the products booked most in the last weeks, the first one most; may be none."""
    at, codes = _known.get(limit, (None, ()))
    if at is not None and codes and at <= now < at + REMEMBERED:
        return codes
    with connection.cursor() as cursor:
        cursor.execute(MOST_BOOKED, [now - SINCE, limit])
        codes = tuple(code for (code,) in cursor.fetchall())
    _known[limit] = (now, codes)
    return codes
