"""What happens at the kiosks by the clock; safe to run twice."""

from __future__ import annotations

from datetime import datetime

from loket.offices.kiosks import actions


def lapse(now: datetime) -> int:
    """End pairings whose time is over, so that no person's reference stays; says how many."""
    return actions.lapse(now=now)
