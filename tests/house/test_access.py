"""Every address says who may enter, and keeps others out."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from loket.channels.ui.access import open_to


def _addresses(
    patterns: list[URLPattern | URLResolver], above: str = "/"
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        here = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, here)
        else:
            yield here, pattern


def test_every_address_declares_who_may_enter() -> None:
    silent = {
        address
        for address, pattern in _addresses(get_resolver().url_patterns)
        if not getattr(pattern.callback, "open_to", None)
    }
    assert not silent


@open_to("employee")
def behind_the_door(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("inside")


@open_to("planner", "manager")
def for_planners(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("inside")


@open_to("anyone")
def in_the_street(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("outside")


def _request(user: object) -> HttpRequest:
    request = RequestFactory().get("/desk/")
    request.user = user
    return request


def test_a_stranger_is_sent_to_sign_in() -> None:
    response = behind_the_door(_request(AnonymousUser()))
    assert response.status_code == 302
    assert response["Location"] == "/desk/sign-in?next=/desk/"


def test_anyone_may_stand_in_the_street() -> None:
    assert in_the_street(_request(AnonymousUser())).content == b"outside"


def test_a_view_that_lets_nobody_in_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="who may enter"):
        open_to()


@pytest.mark.django_db
def test_an_employee_without_a_running_assignment_is_refused() -> None:
    with pytest.raises(PermissionDenied):
        behind_the_door(_request(_employee()))


@pytest.mark.django_db
def test_another_role_is_refused() -> None:
    employee = _employee("clerk")
    assert behind_the_door(_request(employee)).content == b"inside"
    with pytest.raises(PermissionDenied):
        for_planners(_request(employee))


@pytest.mark.django_db
def test_a_closed_account_signs_in_again() -> None:
    employee = _employee("planner")
    employee.is_active = False
    assert for_planners(_request(employee)).status_code == 302


def _employee(role: str = ""):
    from datetime import date

    from loket.foundations.people.models import Assignment, Employee

    employee = Employee.objects.create(login="an.peeters", name="An Peeters")
    if role:
        Assignment.objects.create(employee=employee, role=role, valid_from=date(2021, 1, 1))
    return employee
