"""What a city pack tells of the use of its contact points in a time past."""

from __future__ import annotations

from django.db import models


class DemandRate(models.Model):
    """How often people of an age ask for a product; see ``loket.domain.kiosks.placing``."""

    #: Product, age band and the day from which it holds.
    key = models.CharField(max_length=80, unique=True)
    definition = models.JSONField()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class Sample(models.Model):
    """The use of one contact point; see ``loket.domain.kiosks.samples``."""

    point = models.CharField(max_length=40, unique=True)
    definition = models.JSONField()

    class Meta:
        ordering = ["point"]

    def __str__(self) -> str:
        return self.point
