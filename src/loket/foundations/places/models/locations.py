"""Locations, what they are from which day, and their counters."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from loket.domain.places.facts import RECEPTIONS
from loket.foundations.places.models.dated import (
    DatedQuerySet,
    ends_after_it_begins,
    never_at_once,
)


class Location(models.Model):
    """A place with counters, under one code for ever; what it is stands in its profiles."""

    code = models.CharField(max_length=40, unique=True)
    #: Order in lists, lowest first.
    sort = models.PositiveIntegerField(default=1000)

    class Meta:
        ordering = ["sort", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
                name="a_location_code_fits_in_an_address",
            )
        ]

    def __str__(self) -> str:
        return self.code


class Profile(models.Model):
    """What a location is, says and can do, for the time that this holds."""

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="profiles")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    #: A kind of location, by its code among the tiers of the catalogue.
    tier = models.CharField(max_length=20)
    #: Text per language, as `kit.texts` reads it; likewise `summary`, `phone_script`.
    name = models.JSONField()
    summary = models.JSONField(default=dict)
    #: The organisation or house that it is a guest of; empty in a building of its own.
    host = models.CharField(max_length=120, default="", blank=True)
    street = models.CharField(max_length=120)
    postal_code = models.CharField(max_length=12)
    locality = models.CharField(max_length=80)
    district_code = models.CharField(max_length=40, default="", blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    #: Where the point comes from and how exact it is.
    point_source = models.CharField(max_length=200, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    phone_script = models.JSONField(default=dict)
    reception = models.CharField(max_length=20, default="none")
    #: Whether somebody without an appointment gets a ticket here.
    walk_in = models.BooleanField(default=False)
    step_free = models.BooleanField(default=False)
    #: Languages spoken at the counters, besides the authoritative one.
    languages = ArrayField(models.CharField(max_length=8), default=list)
    capabilities = ArrayField(models.CharField(max_length=20), default=list)
    #: How it differs from the standard offer of its tier: ``[{capability, reason: texts}]``.
    deviations = models.JSONField(default=list)
    #: The clock times shown are illustrative; every page that shows them says so.
    hours_fictional = models.BooleanField(default=False)
    #: ``{product: [first, further]}`` in minutes, where it differs from the product's own.
    minutes = models.JSONField(default=dict)
    #: What was decided about its opening: ``{opening_days, evenings, saturday}``.
    promise = models.JSONField(default=dict)
    #: The decision that made it so, such as ``2021_CBS_09882``.
    decision = models.CharField(max_length=80, default="", blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["location", "valid_from"]
        constraints = [
            ends_after_it_begins("a_profile_ends_after_it_begins"),
            never_at_once("a_location_has_one_profile_at_a_time", "location"),
            models.CheckConstraint(
                condition=Q(reception__in=RECEPTIONS), name="a_profile_has_a_known_reception"
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__isnull=False, lat__range=(-90, 90))
                & Q(lon__isnull=False, lon__range=(-180, 180)),
                name="a_point_on_the_map_has_two_coordinates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.location_id} from {self.valid_from}"


class Counter(models.Model):
    """A counter; its lane is its place in the bits of every day, and never given away again."""

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="counters")
    lane = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    #: Declared overbooking: it exists on paper only.
    virtual = models.BooleanField(default=False)
    #: What the people and the equipment of this counter can do.
    skills = ArrayField(models.CharField(max_length=40), default=list)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["location", "lane"]
        constraints = [
            models.UniqueConstraint(
                fields=["location", "lane"], name="a_lane_belongs_to_one_counter_for_ever"
            ),
            ends_after_it_begins("a_counter_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name
