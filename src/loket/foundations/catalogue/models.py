"""Records of the catalogue: what the city pack said, entry by entry.

A definition is the JSON of a frozen dataclass of `domain.catalogue`; `queries` gives it back typed.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q


class City(models.Model):
    """The one city of this database, and the content hash of everything that is loaded."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    code = models.TextField()
    #: Hash of the content of the whole pack.
    revision = models.TextField()
    #: Never the same twice: what a process remembers of the catalogue, it remembers under this.
    stamp = models.UUIDField(default=uuid4)
    definition = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="one_city_per_database"),
        ]

    def __str__(self) -> str:
        return self.code


class Product(models.Model):
    """A product as its file defines it."""

    code = models.TextField(unique=True)
    #: Hash of the definition: the same content has the same revision for ever.
    revision = models.TextField()
    definition = models.JSONField()
    #: Place in the pack.
    position = models.IntegerField()
    loaded_at = models.DateTimeField()
    #: When the pack no longer held it; bookings and figures may still refer to it.
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.code


class Definition(models.Model):
    """What products refer to: a theme, a legal text, a tier, a team or a skill."""

    section = models.TextField()
    key = models.TextField()
    definition = models.JSONField()
    position = models.IntegerField()

    class Meta:
        ordering = ["section", "position"]
        constraints = [
            models.UniqueConstraint(fields=["section", "key"], name="one_definition_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.key}"


class Loaded(models.Model):
    """An entry of any room as it was last loaded: what a new pack differs from."""

    section = models.TextField()
    key = models.TextField()
    revision = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "key"], name="one_last_load_per_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.key} {self.revision}"
