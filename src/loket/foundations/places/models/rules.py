"""The calendar of the city, its dated settings about places, and the present edition."""

from __future__ import annotations

from django.db import models
from django.db.models import Func, Q, Value

from loket.foundations.places.models.dated import (
    DatedQuerySet,
    ends_after_it_begins,
    never_at_once,
)


class Parameter(models.Model):
    """A dated setting: what counts as office hours, whether districts organise a reception."""

    key = models.CharField(max_length=40)
    value = models.JSONField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    #: The decision or law behind it.
    source = models.CharField(max_length=200, default="", blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["key", "valid_from"]
        constraints = [
            ends_after_it_begins("a_parameter_ends_after_it_begins"),
            # A hash of the key: there is no range of texts without a type of our own.
            never_at_once(
                "a_parameter_has_one_value_at_a_time",
                Func(
                    "key",
                    Value(0),
                    function="hashtextextended",
                    output_field=models.BigIntegerField(),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} from {self.valid_from}"


class Edition(models.Model):
    """The number of what places and catalogue say now: one row; every change takes a new number.

    Numbers come from a sequence, so that one is never used twice, also when an act is undone:
    what a process remembers under a number can be trusted for ever.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="there_is_one_edition"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Calendar(models.Model):
    """How the city tells the time: its zone, and whose holidays by law count. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    #: Of the IANA database, such as ``Europe/Brussels``.
    zone = models.CharField(max_length=60)
    #: ISO 3166 codes; a subdivision where holidays differ within the country.
    country = models.CharField(max_length=2, default="", blank=True)
    subdivision = models.CharField(max_length=10, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="a_city_has_one_calendar"),
        ]

    def __str__(self) -> str:
        return self.zone
