"""Employees who sign in, and their dated assignments.

There are no Django groups and no superusers: what somebody may do follows from assignments alone.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from loket.domain.people.may import Role


class EmployeeManager(BaseUserManager["Employee"]):
    """Finds an employee by login, whatever the letter case typed."""

    def get_by_natural_key(self, username: str | None) -> Employee:
        """The employee with this login; Django's sign-in calls it."""
        return self.get(login=(username or "").strip().lower())


class Employee(AbstractBaseUser):
    """Somebody who works for the city and signs in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: In lower case; what is typed at sign-in.
    login = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200)
    #: False: the account is closed, whatever the assignments say.
    is_active = models.BooleanField(default=True)
    #: Sign-ins stand in the journal; Django's own column is left out.
    last_login = None

    objects: ClassVar[EmployeeManager] = EmployeeManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(login=Lower("login")),
                name="a_login_is_in_lower_case",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> str:
        """The opaque reference under which the journal knows this employee."""
        return f"employee:{self.pk}"


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """The vocabulary of dated assignments."""

    def in_force(self, on: date) -> AssignmentQuerySet:
        """Those that hold on that day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


class Assignment(models.Model):
    """That an employee has a role, somewhere, during a time."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    #: Empty: at every location.
    location_code = models.CharField(max_length=40, default="", blank=True)
    team = models.CharField(max_length=60, default="", blank=True)
    valid_from = models.DateField()
    #: The first day on which it no longer holds; null while no end is known.
    valid_to = models.DateField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="an_assignment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]),
                name="an_assignment_has_a_known_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.location_code}"
