"""Records of the programme: the register of decisions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Body(models.Model):
    """Who decides: the college, the council, the management."""

    code = models.TextField(unique=True)
    name = models.JSONField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Decision(models.Model):
    """A decision of the college, the council or the management, with its day and number."""

    #: Body, day and number in one, such as ``college/2021-06-11/4787``.
    key = models.TextField(unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    decided_on = models.DateField()
    #: "month" when the day of ``decided_on`` is not known.
    precision = models.TextField(default="day")
    #: Of that year and body; empty when not known. The same number returns in other years.
    number = models.TextField(default="", blank=True)
    title = models.JSONField()
    effect = models.JSONField(default=dict)
    #: Apart from the day it was decided: a decision is made public some days later.
    published_on = models.DateField(null=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    financial_impact = models.BooleanField(null=True)
    text_url = models.TextField(default="", blank=True)
    contact_points = models.JSONField(default=list)

    class Meta:
        ordering = ["-decided_on", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "decided_on", "number"], name="a_number_is_unique_to_body_and_day"
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(published_on__gte=F("decided_on")),
                name="published_when_decided_or_later",
            ),
        ]

    def __str__(self) -> str:
        return self.key
