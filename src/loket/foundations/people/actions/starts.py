"""Beginning to sign in, as often as one client may; and forgetting sessions that are over."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.contrib.sessions.models import Session
from django.db import connection, transaction

from loket.domain.people import starts as rules
from loket.domain.refusals import RuleBroken
from loket.foundations.people.models import Start

#: Who is over the limit is not counted on: the row stays one that an integer holds.
COUNT: Final = """
INSERT INTO people_start (client, hour, times) VALUES (%s, %s, 1)
ON CONFLICT (client, hour) DO UPDATE SET times = least(people_start.times + 1, %s) RETURNING times
"""


def count_start(*, client: str, now: datetime) -> None:
    """Somebody begins to sign in; ``client`` is a keyed hash.

    Raises ``too_many_sign_ins`` with ``retry_after`` seconds.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COUNT, (client, rules.window_of(now), rules.MOST + 1))
        times: int = cursor.fetchone()[0]
    if wait := rules.seconds_to_wait(times, now=now):
        raise RuleBroken("too_many_sign_ins", retry_after=wait)


def forget_sessions(*, now: datetime) -> int:
    """Sessions that are over, of residents and employees alike, leave no row; says how many."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]


def forget_starts(*, before: datetime) -> int:
    """Counts of hours before this one go; says how many."""
    return Start.objects.filter(hour__lt=before).delete()[0]
