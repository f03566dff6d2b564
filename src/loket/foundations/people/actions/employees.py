"""Acts on employees: hire, assign, end, passwords, signing in and out.

Each names the employee by reference in the journal, never by name or login, and raises
``not_allowed`` when the actor has no right to it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.contrib import auth
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from loket.domain.people.may import Role
from loket.domain.refusals import Reason, RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries
from loket.foundations.people.models import Assignment, Employee

#: What checks passwords; sessions name it.
BACKEND: Final = "django.contrib.auth.backends.ModelBackend"
#: In the session of an employee: whether a second factor was shown.
SECOND: Final = "second_factor"


def hire(*, login: str, name: str, password: str, actor: str, now: datetime) -> Employee:
    """Open an account; it may do nothing until an assignment says what.

    Raises ``login_taken``, ``login_empty`` and the reasons of the password validators.
    """
    queries.check_right(actor=actor, act="people.hire", on=queries.local_day(now))
    login = login.strip().lower()
    if not login:
        raise RuleBroken("login_empty")
    employee = Employee(login=login, name=name.strip())
    _check_password(password, employee)
    employee.set_password(password)
    with transaction.atomic():
        _insert(employee)
        journal.write(act="people.hire", actor=actor, subject=employee.actor, at=now)
    return employee


def assign(
    *,
    employee: UUID,
    role: Role,
    since: date,
    actor: str,
    now: datetime,
    location: str = "",
    team: str = "",
    until: date | None = None,
) -> Assignment:
    """Give an employee a role from ``since`` until before ``until``; empty location: everywhere.

    Raises ``employee_unknown``, ``role_unknown`` and ``assignment_ends_before_it_begins``.
    """
    queries.check_right(actor=actor, act="people.assign", on=queries.local_day(now))
    if role not in set(Role):
        raise RuleBroken("role_unknown", role=str(role))
    if until is not None and until < since:
        raise RuleBroken("assignment_ends_before_it_begins", since=since, until=until)
    with transaction.atomic():
        holder = _locked(employee)
        assignment = Assignment.objects.create(
            employee=holder,
            role=role,
            location_code=location,
            team=team,
            valid_from=since,
            valid_to=until,
        )
        journal.write(
            act="people.assign",
            actor=actor,
            subject=holder.actor,
            at=now,
            after=_facts(assignment),
        )
    return assignment


def end_assignment(*, assignment: int, until: date, actor: str, now: datetime) -> None:
    """Let an assignment hold until before ``until``; an earlier end is kept.

    Raises ``assignment_unknown`` and ``assignment_ends_before_it_begins``.
    """
    queries.check_right(actor=actor, act="people.end_assignment", on=queries.local_day(now))
    with transaction.atomic():
        record = Assignment.objects.select_for_update().filter(pk=assignment).first()
        if record is None:
            raise RuleBroken("assignment_unknown", assignment=assignment)
        if until < record.valid_from:
            raise RuleBroken(
                "assignment_ends_before_it_begins", since=record.valid_from, until=until
            )
        before = _facts(record)
        record.valid_to = min(until, record.valid_to or until)
        record.save(update_fields=["valid_to"])
        journal.write(
            act="people.end_assignment",
            actor=actor,
            subject=f"employee:{record.employee_id}",
            at=now,
            before=before,
            after=_facts(record),
        )


def set_password(*, employee: UUID, password: str, actor: str, now: datetime) -> None:
    """Give a new password, also one's own; every session under the old one ends.

    Raises ``employee_unknown`` and the reasons of the password validators.
    """
    if actor != f"{queries.EMPLOYEE}{employee}":
        queries.check_right(actor=actor, act="people.set_password", on=queries.local_day(now))
    with transaction.atomic():
        holder = _locked(employee)
        _check_password(password, holder)
        holder.set_password(password)
        holder.save(update_fields=["password"])
        journal.write(act="people.set_password", actor=actor, subject=holder.actor, at=now)


def close_account(*, employee: UUID, actor: str, now: datetime) -> None:
    """Nobody signs in under it any more and its sessions may do nothing; the history stays."""
    queries.check_right(actor=actor, act="people.close_account", on=queries.local_day(now))
    with transaction.atomic():
        holder = _locked(employee)
        holder.is_active = False
        holder.save(update_fields=["is_active"])
        journal.write(act="people.close_account", actor=actor, subject=holder.actor, at=now)


def sign_in(*, request: HttpRequest, login: str, password: str, now: datetime) -> Employee:
    """Sign an employee in by password alone, in a session with a new key, and write it down.

    Raises ``sign_in_refused``, also for who has a second factor.
    """
    found = check_password(request=request, login=login, password=password, now=now)
    if queries.has_second_factor(found.pk):
        raise RuleBroken("sign_in_refused")
    enter(request=request, employee=found, now=now, second=False)
    return found


def check_password(*, request: HttpRequest, login: str, password: str, now: datetime) -> Employee:
    """Whose login and password these are; nobody is signed in yet. Failures are written down.

    Raises ``sign_in_refused``, the same for a wrong login, a wrong password, a closed account and
    an account locked after many tries, so that the answer tells nobody which logins exist.
    """
    login = login.strip().lower()
    found = auth.authenticate(request, login=login, password=password)
    if not isinstance(found, Employee):
        with transaction.atomic():
            _write_refused_sign_in(login, now)
        raise RuleBroken("sign_in_refused")
    return found


def enter(*, request: HttpRequest, employee: Employee, now: datetime, second: bool) -> None:
    """Let in whoever proved to be this employee; ``second``: with a second factor too."""
    with transaction.atomic():
        auth.login(request, employee, backend=BACKEND)
        request.session[SECOND] = second
        journal.write(
            act="people.sign_in", actor=employee.actor, subject=employee.actor, at=now,
            after={"second_factor": second},
        )  # fmt: skip


def _write_refused_sign_in(login: str, now: datetime) -> None:
    """Outside the refusal, which would otherwise take its own line back."""
    known = queries.find_by_login(login)
    subject = known.actor if known else "employee:unknown"
    journal.write(act="people.refuse_sign_in", actor="system:sign_in", subject=subject, at=now)


def sign_out(*, request: HttpRequest, now: datetime) -> None:
    """End the session and everything it remembers."""
    with transaction.atomic():
        if isinstance(request.user, Employee):
            actor = request.user.actor
            journal.write(act="people.sign_out", actor=actor, subject=actor, at=now)
        auth.logout(request)


def _insert(employee: Employee) -> None:
    """The constraint decides, so that of two at once one is refused and none crashes."""
    try:
        with transaction.atomic():
            employee.save(force_insert=True)
    except IntegrityError as refused:
        raise RuleBroken("login_taken") from refused


def _locked(employee: UUID) -> Employee:
    holder = Employee.objects.select_for_update().filter(pk=employee).first()
    if holder is None:
        raise RuleBroken("employee_unknown", employee=str(employee))
    return holder


def _check_password(password: str, employee: Employee) -> None:
    try:
        validate_password(password, employee)
    except ValidationError as refused:
        reasons = [Reason(error.code or "password_refused") for error in refused.error_list]
        raise RuleBroken.because(reasons) from refused


def _facts(assignment: Assignment) -> dict[str, str | int | None]:
    return {
        "assignment": assignment.pk,
        "role": assignment.role,
        "location": assignment.location_code,
        "team": assignment.team,
        "since": assignment.valid_from.isoformat(),
        "until": assignment.valid_to.isoformat() if assignment.valid_to else None,
    }
