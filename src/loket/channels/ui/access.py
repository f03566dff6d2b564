"""Who may enter an address: every view says it, and a test of the building checks that it does.

    @open_to("anyone")
    def home(request: HttpRequest) -> HttpResponse: ...

    @open_to("reception", "clerk", "expert")
    def today(request: EmployeeRequest) -> HttpResponse: ...

    @open_to("resident")
    def own(request: ResidentRequest) -> HttpResponse: ...

This is the door of the channel; each act checks its own right again (`domain.people.may`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Final, Literal, ParamSpec, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver

from loket.channels.ui import dates, residents
from loket.foundations.people import queries as people
from loket.foundations.people.actions import SECOND
from loket.kit import clock

if TYPE_CHECKING:
    from loket.foundations.people.models import Employee

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponseBase]

#: Everybody, a resident who is signed in (at any level: `residents.needs_level` asks for more),
#: every employee with a running assignment, or employees with one of these roles.
Who = Literal[
    "anyone",
    "resident",
    "employee",
    "reception",
    "clerk",
    "expert",
    "planner",
    "manager",
    "administrator",
    "dpo",
]


#: Where who must have a second factor may go without: to add one.
SECOND_STEP: Final = "/desk/second"


class EmployeeRequest(HttpRequest):
    """A request behind `open_to` with anything but "anyone": somebody is signed in."""

    user: Employee
    client: str


def open_to(*who: Who) -> Callable[[View[R, P]], View[R, P]]:
    """Lets only these in: others sign in first, or are refused with 403."""
    if not who:
        raise ValueError("say who may enter")

    def decorate(view: View[R, P]) -> View[R, P]:
        @wraps(view)
        def guarded(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            return _ask_who(request, who) or view(request, *args, **kwargs)

        guarded.open_to = frozenset(who)  # type: ignore[attr-defined]
        return guarded

    return decorate


def mark_open(patterns: Iterable[URLPattern | URLResolver]) -> None:
    """Says of addresses whose views others make (django-ninja's) that anyone may enter.

    What such a view guards by itself (a secret, a key) stays its own work.
    """
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            mark_open(pattern.url_patterns)
        else:
            pattern.callback.open_to = frozenset({"anyone"})  # type: ignore[attr-defined]


def client_of(request: HttpRequest) -> str:
    """The keyed hash of the client's address that the roof's middleware found."""
    client: str = request.client  # type: ignore[attr-defined]
    return client


def origin_of(request: HttpRequest) -> str:
    """The same for the keys of repeated requests: it outlives midnight, and is never kept."""
    origin: str = request.origin  # type: ignore[attr-defined]
    return origin


def _ask_who(request: HttpRequest, who: tuple[Who, ...]) -> HttpResponseBase | None:
    """The way to sign in; None for who may enter as they are. `PermissionDenied` for the others."""
    if "anyone" in who or ("resident" in who and residents.find_resident(request)):
        return None
    employee = request.user
    if isinstance(employee, AnonymousUser) or not employee.is_active:
        if "resident" in who:
            return residents.ask_to_sign_in(request)
        return redirect_to_login(request.get_full_path())
    if set(who) == {"resident"}:
        return residents.ask_to_sign_in(request)
    return _check_role(request, employee, who)


def _check_role(
    request: HttpRequest, employee: Employee, who: tuple[Who, ...]
) -> HttpResponseBase | None:
    """`PermissionDenied` for other roles; the way to add a second factor for who must have one."""
    assignments = people.list_assignments(employee, dates.local_day(clock.now()))
    roles = {one.role for one in assignments}
    if not roles or ("employee" not in who and roles.isdisjoint(who)):
        raise PermissionDenied
    if request.path.startswith(SECOND_STEP) or not people.must_have_second_factor(assignments):
        return None
    return None if request.session.get(SECOND) else redirect(f"{SECOND_STEP}/mine")
