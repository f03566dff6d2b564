"""What happens in the evaluation by the clock; safe to run twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from loket.connectors.frontdoor import HttpFrontDoor
from loket.offices.evaluation import actions

#: How long a look at the front door is kept.
LOOKS_KEPT = timedelta(days=396)


def keep_first_free(now: datetime) -> int:
    """Measure how soon one can come today; a second time on the same day changes nothing."""
    return actions.keep_first_free(now=now)


def look(now: datetime) -> int | None:
    """Look whether the front door opens, at the address that people use."""
    return actions.look(door=HttpFrontDoor(settings.BASE_URL), now=now)


def forget_looks(now: datetime) -> int:
    """Forget looks that no page shows any more."""
    return actions.forget_looks(before=now - LOOKS_KEPT)
