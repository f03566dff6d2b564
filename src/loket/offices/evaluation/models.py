"""Records of the evaluation: what was measured by day, what was usual, and what the city tries."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class FirstFree(models.Model):
    """How soon one could come, as it was on one day."""

    day = models.DateField()
    location = models.ForeignKey("places.Location", on_delete=models.PROTECT, related_name="+")
    product = models.CharField(max_length=40)
    #: Days from that day; null when nothing was free as far as one could book.
    days = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "location", "product"],
                name="one_first_free_moment_a_day_place_and_product",
            ),
        ]
        indexes = [models.Index(fields=["location", "product", "day"], name="first_free_by_place")]

    def __str__(self) -> str:
        return f"{self.day} {self.location_id} {self.product}"


class Baseline(models.Model):
    """What was usual, as the city pack sets it down."""

    #: As in the pack: location, product and first day in one.
    key = models.CharField(max_length=120, unique=True)
    location = models.ForeignKey("places.Location", on_delete=models.PROTECT, related_name="+")
    #: Empty: of every product there.
    product = models.CharField(max_length=40, blank=True)
    days = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    #: The first day on which it no longer holds.
    valid_to = models.DateField(null=True)
    fictional = models.BooleanField(default=False)
    source = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="a_baseline_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class AlertRule(models.Model):
    """When figures ask for attention, from a day on."""

    valid_from = models.DateField(unique=True)
    later_by_days = models.PositiveSmallIntegerField()
    busier_by_points = models.PositiveSmallIntegerField()
    source = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.valid_from)


class ServiceLevel(models.Model):
    """What the city promises of the service itself, from a day on."""

    valid_from = models.DateField(unique=True)
    definition = models.JSONField()

    def __str__(self) -> str:
        return str(self.valid_from)


class Look(models.Model):
    """One look at our own front door: whether the first page opened, and how soon."""

    #: The minute in which somebody looked.
    at = models.DateTimeField(unique=True)
    #: Until the page was there; null when it was not.
    milliseconds = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.at} {self.milliseconds}"


class Trial(models.Model):
    """A trial of the city, as the pack tells it."""

    code = models.CharField(max_length=60, unique=True)
    definition = models.JSONField()

    def __str__(self) -> str:
        return self.code
