"""What an employee has beside a password: an authenticator app, passkeys, codes on paper."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from loket.foundations.people.models.employees import Employee

KINDS = ("totp", "passkey", "recovery")


class Factor(models.Model):
    """One such thing. A code on paper stays after its use, so that it is seen to be used."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="factors")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    #: What the employee calls a passkey.
    name = models.CharField(max_length=60, default="", blank=True)
    #: The secret of an app, encrypted; the public part of a passkey; nothing for a code on paper.
    kept = models.BinaryField(default=bytes)
    #: What it is found by: the id of a passkey, the keyed hash of a code on paper.
    trace = models.CharField(max_length=400, default="", blank=True)
    #: The last step of an app that was used, or the last count of a passkey.
    counter = models.BigIntegerField(default=0)
    wrong = models.PositiveSmallIntegerField(default=0)
    wrong_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="a_factor_is_of_a_known_kind"),
            models.UniqueConstraint(
                fields=["employee"], condition=Q(kind="totp"), name="one_app_for_each_employee"
            ),
            models.UniqueConstraint(
                fields=["trace"], condition=~Q(trace=""), name="a_factor_is_of_one_employee"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.employee_id}"
