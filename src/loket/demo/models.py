"""What the demo remembers: chapters that are told, its guests, and its invented citizens."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
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


class Citizen(models.Model):
    """Somebody of the invented city, as the simulated population register answers.

    Every field is what the register would say; nothing here is about a person who exists.
    """

    digits = models.CharField(max_length=11, primary_key=True)
    names = models.TextField()
    first_names = ArrayField(models.TextField())
    born_on = models.DateField()
    birth_place = models.TextField()
    birth_country = models.CharField(max_length=2)
    sex = models.TextField()
    nationality = models.CharField(max_length=2)
    civil_status = models.TextField()
    #: Street, house number, box, postal code, locality; null for who has no address here.
    address = ArrayField(models.TextField(), null=True)
    municipality = models.TextField()
    since = models.DateField(null=True)
    household = models.UUIDField(null=True)
    household_kind = models.TextField()
    #: Earlier addresses, the latest first: street, number, box, code, locality, since, until.
    history = models.JSONField()
    history_since = models.DateField(null=True)
    deceased_on = models.DateField(null=True)
    undisclosed_until = models.DateField(null=True)
    under_investigation = models.BooleanField()
    correction_pending = models.BooleanField()
    sex_registration_changed = models.BooleanField()
    names_changed = models.BooleanField()
    adopted = models.BooleanField()
    wish = models.TextField()
    wish_on = models.DateField(null=True)
    partner = models.CharField(max_length=11)
    declared_on = models.DateField(null=True)
    #: The number that came in the place of this one; the rest of the row is then as it was.
    replaced_by = models.CharField(max_length=11)

    class Meta:
        indexes = [
            models.Index(
                fields=["household"],
                condition=models.Q(household__isnull=False),
                name="citizens_by_household",
            ),
            models.Index(fields=["names"], opclasses=["text_pattern_ops"], name="citizens_by_name"),
        ]

    def __str__(self) -> str:
        return "a citizen of the invented city"


class Tie(models.Model):
    """What a citizen is of another."""

    digits = models.CharField(max_length=11, db_index=True)
    kind = models.TextField()
    other = models.CharField(max_length=11)
    authority = models.BooleanField()
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return self.kind


class FiledAct(models.Model):
    """An act of the invented city, as the simulated civil-status register answers."""

    reference = models.TextField(primary_key=True)
    kind = models.TextField()
    on = models.DateField()
    place = models.TextField()
    subjects = ArrayField(models.CharField(max_length=11))
    parents = ArrayField(models.CharField(max_length=11))
    status = models.TextField()
    shows_sex_change = models.BooleanField()
    shows_adoption = models.BooleanField()
    noted_on = models.DateField(null=True)
    country = models.TextField()
    municipality = models.TextField()

    class Meta:
        indexes = [GinIndex(fields=["subjects"], name="acts_by_subject")]

    def __str__(self) -> str:
        return self.reference
