"""Machines that may call themselves a kiosk of the city, and their calls for help."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q


class Device(models.Model):
    """A machine at a contact point, known by a key that only it holds.

    Each client gets a browser of their own; the key stays with the machine, and lets a new browser
    in through a one-use *entrance*, which becomes that browser's *stay*. A new stay ends the former
    one, whatever the former browser still keeps.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: Code of the contact point or location where it stands.
    point = models.CharField(max_length=40)
    key_hash = models.CharField(max_length=64, unique=True)
    enrolled_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    entrance_hash = models.CharField(max_length=64, default="", blank=True)
    entrance_until = models.DateTimeField(null=True)
    stay_hash = models.CharField(max_length=64, default="", blank=True)
    seen_at = models.DateTimeField(null=True)
    #: Address of its printer: ``ipps://…``, ``ipp://…``, or ``simulated:`` in the demo.
    printer = models.CharField(max_length=200, default="", blank=True)
    #: Whether its machine said, when it let its browser in, that it can ask a card.
    has_reader = models.BooleanField(default=False)
    #: Sheets in the printer, as far as hosts told and prints took.
    sheets = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["point", "enrolled_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("enrolled_at")),
                name="a_device_is_revoked_after_it_is_enrolled",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(entrance_hash="", stay_hash=""),
                name="a_revoked_device_lets_no_browser_in",
            ),
            models.CheckConstraint(
                condition=Q(entrance_hash="") | Q(entrance_until__isnull=False),
                name="an_entrance_closes_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.id}"


class Enrolment(models.Model):
    """A code by which an administrator lets one machine in, once, for a quarter of an hour."""

    code_hash = models.CharField(max_length=64, unique=True)
    point = models.CharField(max_length=40)
    expires_at = models.DateTimeField()
    device = models.OneToOneField(
        Device, on_delete=models.PROTECT, null=True, related_name="enrolment"
    )

    def __str__(self) -> str:
        return f"{self.point} until {self.expires_at}"


class HelpCall(models.Model):
    """Somebody before a kiosk asks for a person. Nothing about who, nothing about what."""

    point = models.CharField(max_length=40)
    called_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    #: As the journal names people.
    answered_by = models.CharField(max_length=80, default="", blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["called_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["point"], condition=Q(ended_at=None), name="one_open_call_per_kiosk"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by="")
                | (Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="an_answered_call_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.called_at}"
