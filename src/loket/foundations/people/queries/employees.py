"""Questions about employees and what they may do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models.functions import Lower

from loket.domain.people import may as rules
from loket.domain.people.may import Role
from loket.domain.refusals import RuleBroken
from loket.foundations.people.models import Assignment, Employee

EMPLOYEE = "employee:"


@dataclass(frozen=True, slots=True)
class Colleague:
    """An employee as a list shows them."""

    id: UUID
    login: str
    name: str
    is_active: bool
    assignments: tuple[rules.Assignment, ...]


def list_assignments(employee: Employee, on: date) -> tuple[rules.Assignment, ...]:
    """What an employee is on that day; nothing for a closed account."""
    if not employee.is_active:
        return ()
    records = Assignment.objects.in_force(on).filter(employee=employee).order_by("id")
    return tuple(as_rule(record) for record in records)


def check_right(*, actor: str, act: str, on: date, location: str = "") -> None:
    """Raise ``not_allowed`` unless this actor may do an act that only employees do.

    ``actor`` is the journal's reference. The house's own tasks (``system:…``) may; residents,
    machines and kiosks may not; an employee may what the assignments of that day allow.
    """
    if actor.startswith("system:"):
        return
    records = Assignment.objects.none()
    if (employee := _employee_of(actor)) is not None:
        records = Assignment.objects.in_force(on).filter(
            employee_id=employee, employee__is_active=True
        )
    if not rules.may((as_rule(record) for record in records), act, location, on):
        raise RuleBroken("not_allowed", act=act, location=location)


def _employee_of(actor: str) -> UUID | None:
    """Whom a reference names; None for what is no employee, or no reference at all."""
    kind, _colon, reference = actor.partition(":")
    try:
        return UUID(reference) if f"{kind}:" == EMPLOYEE else None
    except ValueError:
        return None


def as_rule(record: Assignment) -> rules.Assignment:
    """A record as the rule wants it."""
    return rules.Assignment(
        role=Role(record.role),
        location=record.location_code,
        team=record.team,
        since=record.valid_from,
        until=record.valid_to,
    )


def find_employee(employee: UUID) -> Employee | None:
    """The employee with this id."""
    return Employee.objects.filter(pk=employee).first()


def find_by_login(login: str) -> Employee | None:
    """The employee who signs in under this login, whatever its letter case."""
    return Employee.objects.filter(login=login.strip().lower()).first()


def list_assignments_of(employee: UUID) -> list[Assignment]:
    """Every assignment that an employee had, has or will have, the latest first."""
    return list(Assignment.objects.filter(employee_id=employee).order_by("-valid_from", "-id"))


def list_colleagues(on: date) -> list[Colleague]:
    """All employees by name, each with the assignments of that day."""
    held: dict[UUID, list[rules.Assignment]] = {}
    for record in Assignment.objects.in_force(on).order_by("id"):
        held.setdefault(record.employee_id, []).append(as_rule(record))
    return [
        Colleague(one.pk, one.login, one.name, one.is_active, tuple(held.get(one.pk, ())))
        for one in Employee.objects.order_by("name", "login")
    ]


def list_colleagues_called(names: Collection[str]) -> list[str]:
    """Which of these full names are also an employee's, whatever the letter case."""
    wanted = {name.casefold() for name in names}
    if not wanted:
        return []
    found = Employee.objects.annotate(lower=Lower("name")).filter(lower__in=wanted)
    return list(found.values_list("name", flat=True))
