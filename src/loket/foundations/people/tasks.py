"""What happens to sign-ins by the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from loket.foundations.people import actions

STARTS_KEPT = timedelta(days=1)


def forget(now: datetime) -> int:
    """Forget sessions that are over, and how often clients began one; says how many sessions."""
    actions.forget_starts(before=now - STARTS_KEPT)
    return actions.forget_sessions(now=now)
