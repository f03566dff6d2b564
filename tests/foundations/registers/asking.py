"""How the tests of the guard ask."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from loket.domain.people.may import Role
from loket.domain.people.numbers import NationalNumber
from loket.domain.registers.grounds import Ground
from loket.foundations.people import actions as people
from loket.foundations.people.models import Assignment, Employee

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
CASE = Ground("case", "42")


def known(number: NationalNumber) -> UUID:
    """Our reference of this person."""
    return people.recognise(number=number, now=NOW, actor="system:test")


def clerk(login: str = "an.clerk", *, team: str = "certificates", name: str = "An Peeters") -> str:
    """The actor of an employee who may ask registers."""
    return hired(login, Role.CLERK, team=team, name=name)


def hired(login: str, role: Role, *, team: str = "", name: str = "An Peeters") -> str:
    """The actor of an employee with this role since long."""
    employee = Employee.objects.create(login=login, name=name)
    Assignment.objects.create(
        employee=employee, role=role.value, team=team, valid_from=date(2020, 1, 1)
    )
    return employee.actor
