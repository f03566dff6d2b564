"""Districts, the postal codes that touch them, and contact points."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from loket.foundations.places.models.dated import DatedQuerySet, ends_after_it_begins
from loket.foundations.places.models.locations import Location


class District(models.Model):
    """A part of the municipality, dated: municipalities merge and districts are added."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    source = models.CharField(max_length=200, default="", blank=True)
    sort = models.PositiveIntegerField(default=1000)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["sort", "code"]
        constraints = [ends_after_it_begins("a_district_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name


class PostalArea(models.Model):
    """That addresses with this postal code lie in this district; one code may touch several."""

    postal_code = models.CharField(max_length=12)
    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="postal_areas")
    #: Most addresses with this code lie here.
    usual = models.BooleanField(default=False)

    class Meta:
        ordering = ["postal_code", "-usual"]
        constraints = [
            models.UniqueConstraint(
                fields=["postal_code", "district"], name="a_postal_code_touches_a_district_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.postal_code} {self.district_id}"


class ContactPoint(models.Model):
    """A self-service kiosk at a host; it may stand in a location that has counters as well."""

    code = models.CharField(max_length=40, unique=True)
    name = models.JSONField()
    #: The organisation that lends the room.
    host = models.CharField(max_length=120)
    location = models.ForeignKey(
        Location, on_delete=models.PROTECT, null=True, related_name="contact_points"
    )
    street = models.CharField(max_length=120, default="", blank=True)
    postal_code = models.CharField(max_length=12)
    district_code = models.CharField(max_length=40, default="", blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    point_source = models.CharField(max_length=200, default="", blank=True)
    opened_on = models.DateField()
    #: The first day on which it no longer serves.
    closed_on = models.DateField(null=True)
    #: The trial it belongs to; empty when it is no trial.
    trial = models.CharField(max_length=80, default="", blank=True)
    decision = models.CharField(max_length=80, default="", blank=True)
    #: Sessions a week that were aimed at; null where no target was set.
    target_per_week = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gt=F("opened_on")),
                name="a_contact_point_closes_after_it_opens",
            )
        ]

    def __str__(self) -> str:
        return self.code
