"""What was sent to a printer: a document by reference, under a name that says nothing."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from loket.domain.kiosks.printing import LIVE, State
from loket.offices.kiosks.models.devices import Device

_STATES = sorted(state.value for state in State)
_LIVE = sorted(state.value for state in LIVE)
_ENDED = sorted(set(_STATES) - set(_LIVE))


class PrintJob(models.Model):
    """One document on its way to paper. Its id is the name that the printer shows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="prints")
    #: The visit that sees how it goes.
    visit_hash = models.CharField(max_length=64)
    product = models.CharField(max_length=40)
    #: Id in the room of documents.
    document = models.UUIDField()
    pages = models.PositiveSmallIntegerField()
    #: The printer's own number; null until it took the job.
    number = models.BigIntegerField(null=True)
    state = models.CharField(max_length=9, default=State.WAITING.value)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    #: Whether the printer was told to forget the pages.
    is_purged = models.BooleanField(default=False)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state__in=[*_LIVE, State.PRINTED.value]),
                name="a_document_is_on_paper_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_STATES), name="a_print_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=_ENDED, ended_at__isnull=False)
                | Q(state__in=_LIVE, ended_at=None),
                name="a_print_has_an_end_when_it_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["state"], name="prints_alive", condition=Q(state__in=_LIVE))
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"
