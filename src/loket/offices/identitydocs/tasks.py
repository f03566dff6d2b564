"""What happens to requests for codes by the clock; safe to run twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from loket.offices.identitydocs.models import CodeRequest

#: What has ended is known this long, for questions and complaints; then only figures are.
KEPT_AFTER_END = timedelta(days=396)


def forget(now: datetime) -> int:
    """Remove requests long past; the journal keeps that they were. Says how many."""
    past = CodeRequest.objects.filter(ended_at__lt=now - KEPT_AFTER_END)
    return past.delete()[1].get("identitydocs.CodeRequest", 0)
