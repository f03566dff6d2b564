"""What happens in the evaluation by the clock; safe to run twice."""

from __future__ import annotations

from datetime import datetime

from loket.offices.evaluation import actions


def keep_first_free(now: datetime) -> int:
    """Measure how soon one can come today; a second time on the same day changes nothing."""
    return actions.keep_first_free(now=now)
