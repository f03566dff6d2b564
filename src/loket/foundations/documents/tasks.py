"""What happens to documents by the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from loket.foundations.documents import actions
from loket.foundations.documents.actions import Sealer

#: Documents that are sealed before somebody looks again which wait.
AT_ONCE = 100
GUESSING_KEPT = timedelta(days=1)


def prepare(now: datetime) -> int:
    """Give every document that waits a place for today's key; says how many."""
    total = 0
    while done := actions.prepare_waiting(now=now):
        total += done
    return total


def seal(sealer: Sealer, now: datetime) -> int:
    """Seal everything that waits; says how many. For the sealing process, and for tests."""
    total = done = actions.seal_waiting(sealer=sealer, now=now, limit=AT_ONCE)
    while done == AT_ONCE:
        done = actions.seal_waiting(sealer=sealer, now=now, limit=AT_ONCE)
        total += done
    return total


def forget(now: datetime) -> int:
    """Forget the bytes of documents older than the city keeps them, and who guessed at codes."""
    actions.forget_guessing(before=now - GUESSING_KEPT)
    return actions.forget_content(before=now - timedelta(days=settings.DOCUMENTS_KEPT_DAYS))
