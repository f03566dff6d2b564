"""Every address, asked in every way, by everybody whom it does not name, stays shut."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, converters, get_resolver
from tests.factories import residents as people

from loket.channels.ui.residents import SignedIn
from loket.domain.people.may import ACTS, CITY, HERE, Role
from loket.domain.refusals import RuleBroken
from loket.foundations.people import queries
from loket.foundations.people.models import Assignment, Employee
from loket.kit import clock

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
#: A value that each kind of part of an address takes.
SAMPLES = {
    converters.IntConverter: 1,
    converters.StringConverter: "x",
    converters.SlugConverter: "x",
    converters.UUIDConverter: uuid.UUID(int=1),
    converters.PathConverter: "x/y",
}
LEVELS = (400, 450, 500)


def addresses(
    patterns: list[URLPattern | URLResolver], above: str = "/", given: dict | None = None
) -> Iterator[tuple[str, URLPattern, dict]]:
    """Every address with its view and the parts that it takes."""
    for pattern in patterns:
        here = above + str(pattern.pattern)
        parts = {name: SAMPLES[type(kind)] for name, kind in pattern.pattern.converters.items()}
        known = (given or {}) | parts
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, here, known)
        else:
            yield here, pattern, known


def visitors() -> Iterator[tuple[str, object, SignedIn | None]]:
    """A stranger, a resident at each level, an employee in each role: who they are, and as what."""
    yield "stranger", AnonymousUser(), None
    for level in LEVELS:
        one = SignedIn(people.resident(), level, clock.now(), "eid", "Amal", "test")
        yield "resident", AnonymousUser(), one
    for role in Role:
        made = Employee.objects.create(login=f"an.{role}", name="An")
        Assignment.objects.create(employee=made, role=role, valid_from=date(2021, 1, 1))
        yield role.value, made, None


def ask(
    pattern: URLPattern, path: str, parts: dict, method: str, user: object, one: SignedIn | None
) -> str:
    """How the door answers: ``shut``, or what came out of it."""
    request: HttpRequest = RequestFactory().generic(method, path)
    request.user, request.resident = user, one  # type: ignore[attr-defined]
    request.session, request.resident_session = SessionStore(), SessionStore()  # type: ignore[attr-defined]
    request.client = request.origin = "client"  # type: ignore[attr-defined]
    request.city, request.language = None, "nl"  # type: ignore[attr-defined]
    try:
        response = pattern.callback(request, **parts)
    except PermissionDenied:
        return "shut"
    except Http404:
        return "looked inside"
    if response.status_code == 405:
        return "shut"
    to = response.headers.get("Location", "")
    ways_in = ("/sign-in?for=", "/desk/sign-in?")
    is_asked = response.status_code == 302 and (to == "/sign-in" or to.startswith(ways_in))
    return "shut" if is_asked else f"{response.status_code} {to}"


def is_named(who: str, declared: frozenset[str]) -> bool:
    """Whether the address says that this visitor may enter."""
    if "anyone" in declared or who in declared:
        return True
    return "employee" in declared and who not in ("stranger", "resident")


@pytest.mark.django_db
def test_no_address_lets_in_more_than_it_says() -> None:
    doors = list(addresses(get_resolver().url_patterns))
    assert len(doors) > 100
    open_by_mistake = {
        f"{method} {path} to {who}": answer
        for who, user, one in list(visitors())
        for path, pattern, parts in doors
        if not is_named(who, pattern.callback.open_to)
        for method in METHODS
        if (answer := ask(pattern, path, parts, method, user, one)) != "shut"
    }
    assert not open_by_mistake


@pytest.mark.django_db
def test_the_walk_would_notice_a_door_that_is_open() -> None:
    doors = {
        path: (pattern, parts) for path, pattern, parts in addresses(get_resolver().url_patterns)
    }
    pattern, parts = doors["/signed-out"]
    assert ask(pattern, "/signed-out", parts, "GET", AnonymousUser(), None).startswith("200")


def test_every_role_can_be_named_at_a_door() -> None:
    from typing import get_args

    from loket.channels.ui.access import Who

    assert {role.value for role in Role} | {"anyone", "resident", "employee"} == set(get_args(Who))


@pytest.mark.django_db
def test_no_role_may_do_an_act_that_the_tables_do_not_give_it() -> None:
    today = date(2021, 11, 25)
    wrong = set()
    for role in Role:
        made = Employee.objects.create(login=f"bo.{role}", name="Bo")
        Assignment.objects.create(
            employee=made, role=role, location_code="hall", valid_from=date(2021, 1, 1)
        )
        for act in ACTS:
            given = act in HERE[role] or act in CITY[role]
            if may_do(made.actor, act, "hall", today) != given:
                wrong.add((role, act, "at the own location"))
            if may_do(made.actor, act, "elsewhere", today) != (act in CITY[role]):
                wrong.add((role, act, "elsewhere"))
    assert not wrong


@pytest.mark.django_db
@pytest.mark.parametrize("actor", ["resident:x", "resident", "api", "kiosk:K1", "", "employee:"])
def test_nobody_from_outside_may_do_any_act_of_an_employee(actor: str) -> None:
    assert not {act for act in ACTS if may_do(actor, act, "hall", date(2021, 11, 25))}


def may_do(actor: str, act: str, location: str, on: date) -> bool:
    """What an action itself asks before it does anything."""
    try:
        queries.check_right(actor=actor, act=act, on=on, location=location)
    except RuleBroken:
        return False
    return True
