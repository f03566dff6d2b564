"""Residents, known by a number that nobody can read here, and the mandates they give."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Resident(models.Model):
    """A person under one national number; who gets another number gets another record.

    The record refers to the newer one, so that what was asked under the old number is still found.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: The number, encrypted for this record alone.
    number_encrypted = models.BinaryField()
    #: What the number is found by: a keyed hash.
    number_key = models.CharField(max_length=64, unique=True)
    #: A number that no register issues: of a person who does not exist.
    is_synthetic = models.BooleanField(default=False)
    recognised_at = models.DateTimeField()
    #: The record under the number that took the place of this one.
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replaces"
    )
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(replaced_by=F("id")),
                name="nobody_is_replaced_by_oneself",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None, replaced_at=None)
                | Q(replaced_by__isnull=False, replaced_at__isnull=False),
                name="a_replacement_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"resident:{self.pk}"


class MandateQuerySet(models.QuerySet["Mandate"]):
    """The vocabulary of dated mandates."""

    def in_force(self, on: date) -> MandateQuerySet:
        """Those that hold on that day and were not withdrawn."""
        return self.filter(valid_from__lte=on, valid_to__gt=on, withdrawn_at=None)


class Mandate(models.Model):
    """That a resident lets another ask for named products, during a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grantor = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="given")
    holder = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="held")
    #: Codes of products; never all of them at once.
    products = ArrayField(models.CharField(max_length=60))
    valid_from = models.DateField()
    #: The first day on which it no longer holds.
    valid_to = models.DateField()
    granted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(grantor=F("holder")), name="nobody_mandates_oneself"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")), name="a_mandate_holds_at_least_a_day"
            ),
            models.CheckConstraint(
                condition=Q(products__len__gt=0), name="a_mandate_names_its_products"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("granted_at")),
                name="a_mandate_is_withdrawn_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return f"mandate:{self.pk}"
