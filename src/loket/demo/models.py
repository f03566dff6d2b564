"""What the demo remembers of its own telling: which chapters are told, and who are its guests."""

from __future__ import annotations

from django.db import models


class Chapter(models.Model):
    """A part of the demo's story that is told in one transaction, once, however often it is tried.

    The key is its seed as well: the same chapter of the same city is told the same way.
    """

    key = models.CharField(max_length=120, unique=True)
    #: Visits in it, known before it is told.
    planned = models.PositiveIntegerField(default=0)
    #: Null until it is told.
    told_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key


class Guest(models.Model):
    """An appointment that the demo made; what a visitor of the demo makes is never here."""

    appointment = models.UUIDField(primary_key=True)
    location = models.CharField(max_length=60)
    day = models.DateField(db_index=True)

    def __str__(self) -> str:
        return str(self.appointment)
