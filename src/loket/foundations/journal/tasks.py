"""What the journal does by the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from loket.foundations.journal import actions

#: How long a repeated request still gets its first answer.
ANSWERS_KEPT = timedelta(days=1)


def seal(now: datetime) -> int:
    """Seal everything that is settled, batch by batch; says how many lines."""
    total = 0
    while sealed := actions.seal(now=now):
        total += sealed
    return total


def forget(now: datetime) -> int:
    """Forget answers that nobody repeats any more."""
    return actions.forget_answers(before=now - ANSWERS_KEPT)
