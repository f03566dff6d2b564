"""Counts of use: by week and product, by month and age band; minutes up; paper. Nobody is in it."""

from __future__ import annotations

from django.db import models


class Tally(models.Model):
    """Sessions at a contact point in a week, of one product (empty: all sessions)."""

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


class AgeTally(models.Model):
    """Signed-in sessions at a contact point in a month, by age band; never beside a product."""

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
