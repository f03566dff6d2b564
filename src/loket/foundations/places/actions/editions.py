"""The number under which everybody remembers what places and catalogue say, and the calendar."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from loket.domain.places.calendar import statutory_days
from loket.foundations.places.models import Calendar, Holiday

#: Holidays by law are worked out this far back and ahead of the day of loading.
YEARS_BACK, YEARS_AHEAD = 10, 10


def begin_edition() -> int:
    """Take a new number, in the transaction of the act that changes places or catalogue.

    Two such acts wait for one another here, so that numbers become visible in their order.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an edition begins in the transaction of the change it stands for")
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM places_edition WHERE id = 1 FOR UPDATE")
        cursor.execute(
            "UPDATE places_edition SET number = nextval('places_edition_numbers')"
            " WHERE id = 1 RETURNING number"
        )
        return int(cursor.fetchone()[0])


def keep_calendar(*, zone: str, country: str, subdivision: str, at: datetime) -> None:
    """Set the zone of the city's clocks and work out its holidays by law. Part of a pack's load.

    Raises ``ValueError`` for a country whose holidays nobody knows.
    """
    days = statutory_days(
        country, subdivision, first=at.year - YEARS_BACK, last=at.year + YEARS_AHEAD
    )
    with transaction.atomic():
        values: dict[str, Any] = {"zone": zone, "country": country, "subdivision": subdivision}
        Calendar.objects.update_or_create(id=1, defaults=values)
        Holiday.objects.filter(kind="statutory").delete()
        Holiday.objects.filter(day__in=[one.day for one in days]).delete()
        Holiday.objects.bulk_create(
            [Holiday(day=one.day, name=one.name, kind=one.kind, closes=one.closes) for one in days]
        )
