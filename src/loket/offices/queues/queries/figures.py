"""Figures of the queue for the evaluation: never a person, never a single ticket."""

from __future__ import annotations

from datetime import date

from django.db.models import DurationField, ExpressionWrapper, F
from django.db.models.functions import Greatest

from loket.offices.queues.models import Ticket


def list_waits(location: str, since: date, until: date) -> list[float]:
    """Minutes from arrival, or from the own moment if that is later, to the call.

    Of everybody who was called between these days, both included; in no order.
    """
    waited = ExpressionWrapper(
        F("called_at") - Greatest("arrived_at", "not_before"), output_field=DurationField()
    )
    called = Ticket.objects.filter(
        location__code=location, day__range=(since, until), called_at__isnull=False
    )
    found = called.annotate(waited=waited).order_by().values_list("waited", flat=True)
    return [max(0.0, one.total_seconds() / 60) for one in found]
