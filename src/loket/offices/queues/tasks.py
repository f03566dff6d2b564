"""What happens in the queue by the clock; safe to run twice."""

from __future__ import annotations

from datetime import datetime

from loket.offices.queues import actions


def close_days(now: datetime) -> int:
    """End what earlier days left in the queue; says how many tickets."""
    return actions.close_days(now=now)
