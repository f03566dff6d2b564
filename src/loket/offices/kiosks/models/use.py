"""Counts of use: by week and product, by month and age band; minutes up; paper. Nobody is in it."""

from __future__ import annotations

from django.db import models

from loket.offices.kiosks.models.devices import Device


class Tally(models.Model):
    """Clients at a contact point in a week, of one product (empty: all clients)."""

    point = models.CharField(max_length=40)
    #: The Monday.
    week = models.DateField()
    product = models.CharField(max_length=40, default="", blank=True)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["point", "week", "product"], name="one_tally_per_point_week_and_product"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.week} {self.product} {self.count}"


class Counted(models.Model):
    """What the client who stands at a machine now was counted for, so that nothing counts twice.

    One row a machine: the next client takes its place, and whoever leaves takes it along.
    """

    #: Not checked by the database: the check would lock the machine after its pairing, and others
    #: lock them the other way round.
    device = models.OneToOneField(
        Device, on_delete=models.CASCADE, primary_key=True, db_constraint=False
    )
    visit_hash = models.CharField(max_length=64)
    #: Products, and ``book``, ``check_in``, ``ticket``.
    did = models.JSONField(default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"counted at {self.device_id}"


class AgeTally(models.Model):
    """Signed-in clients at a contact point in a month, by age band; never beside a product."""

    point = models.CharField(max_length=40)
    #: The first of the month.
    month = models.DateField()
    band = models.CharField(max_length=8)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["point", "month", "band"], name="one_tally_per_point_month_and_band"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.month} {self.band} {self.count}"


class Pulse(models.Model):
    """Minutes of a day on which a kiosk answered."""

    point = models.CharField(max_length=40)
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    #: The last minute that was counted, so that none counts twice.
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["point", "day"], name="one_pulse_per_point_and_day"),
            models.CheckConstraint(
                condition=models.Q(minutes__lte=25 * 60), name="a_day_has_no_more_minutes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.day} {self.minutes}"


class Supply(models.Model):
    """That a host put paper in."""

    point = models.CharField(max_length=40)
    at = models.DateTimeField()
    sheets = models.PositiveIntegerField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.point} {self.sheets}"
