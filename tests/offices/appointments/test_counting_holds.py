"""The page that says how the service does counts some weeks, and does not read all years for it."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from loket.offices.appointments.queries import figures

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_holds_of_a_time_are_found_by_their_age() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {figures.HOLDS}", [NOW, NOW])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "holds_by_age" in plan
