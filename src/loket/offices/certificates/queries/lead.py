"""How long it took from a request to its document: figures, and never a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from loket.offices.certificates.models import Move, Request


@dataclass(frozen=True, slots=True)
class LeadHours:
    """Hours from request to delivery, of each by whom it was decided."""

    by_machine: tuple[float, ...]
    through_clerk: tuple[float, ...]


def list_lead_hours(since: datetime, until: datetime) -> LeadHours:
    """What was delivered from ``since`` until before ``until``; jobs under mandates left out."""
    taken = Move.objects.filter(request=OuterRef("pk"), move="take_over")
    rows = (
        Request.objects.filter(delivered_at__gte=since, delivered_at__lt=until, job=None)
        .annotate(was_taken=Exists(taken))
        .values_list("made_at", "delivered_at", "was_taken")
    )
    hours: dict[bool, list[float]] = {True: [], False: []}
    for made, delivered, was_taken in rows:
        if delivered is not None:
            hours[was_taken].append((delivered - made).total_seconds() / 3600)
    return LeadHours(tuple(hours[False]), tuple(hours[True]))
