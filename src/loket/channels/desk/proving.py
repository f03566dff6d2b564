"""The second step of signing in at the desk, and what an employee has for it.

An authenticator app and codes on paper work without JavaScript; a passkey needs the browser's.
"""

from __future__ import annotations

import base64
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from loket.channels.desk import passkeys
from loket.channels.ui import dates, qr
from loket.channels.ui.access import EmployeeRequest, open_to
from loket.channels.ui.sentences import sentences
from loket.domain.refusals import RuleBroken
from loket.foundations.people import actions as people
from loket.foundations.people import queries
from loket.kit import clock

if TYPE_CHECKING:
    from loket.foundations.people.models import Employee

#: In the session of who gave the right password and nothing more yet.
PENDING: Final = "desk_pending"
SECRET: Final = "desk_app_secret"  # noqa: S105 - the name of a place, no secret
CODES: Final = "desk_new_codes"
#: As long as the second step may take.
PATIENCE: Final = timedelta(minutes=5)
SECRET_BYTES: Final = 20


def ask_second(request: HttpRequest, employee: Employee, then: str, now: datetime) -> HttpResponse:
    """The password was right: now the second step. Nobody is signed in before it."""
    request.session.cycle_key()
    request.session[PENDING] = {
        "employee": str(employee.pk), "then": then, "at": now.isoformat(),
    }  # fmt: skip
    return redirect("desk:second")


@never_cache
@open_to("anyone")
def second(request: HttpRequest) -> HttpResponseBase:
    """A code, or a passkey; who has no password behind them starts at the beginning."""
    now = clock.now()
    employee, then = _pending(request, now)
    if employee is None:
        return redirect("desk:sign_in")
    lines: list[str] = []
    if request.method == "POST":
        try:
            _prove(request, employee, now)
        except RuleBroken as broken:
            lines = sentences(broken)
        else:
            del request.session[PENDING]
            people.enter(request=request, employee=employee, now=now, second=True)
            return redirect(then)
    facts = {"lines": lines, "asked": passkeys.ask_to_use(request, employee)}
    return render(request, "desk/second.html", facts, status=422 if lines else 200)


@never_cache
@open_to("employee")
def own_factors(request: EmployeeRequest) -> HttpResponse:
    """What one has, and how to add more."""
    return _show(request)


@never_cache
@require_POST
@open_to("employee")
def add_app(request: EmployeeRequest) -> HttpResponse:
    """The code that the app shows proves that it was set up right."""
    kept = request.session.get(SECRET, "")
    now = clock.now()
    try:
        if not kept:
            raise RuleBroken("second_factor_refused")
        people.add_app(
            employee=request.user.pk, secret=bytes.fromhex(kept), code=request.POST.get("code", ""),
            now=now,
        )  # fmt: skip
    except RuleBroken as broken:
        return _show(request, sentences(broken))
    del request.session[SECRET]
    return _added(request, now)


@never_cache
@require_POST
@open_to("employee")
def add_passkey(request: EmployeeRequest) -> HttpResponse:
    """The passkey that the browser made."""
    now = clock.now()
    try:
        found, public, count = passkeys.read_made(request, request.POST.get("answer", ""))
        name = request.POST.get("name", "").strip() or _("Passkey")
        people.add_passkey(
            employee=request.user.pk, name=name, credential_id=found, public=public, count=count,
            now=now,
        )  # fmt: skip
    except RuleBroken as broken:
        return _show(request, sentences(broken))
    return _added(request, now)


@never_cache
@require_POST
@open_to("employee")
def new_codes(request: EmployeeRequest) -> HttpResponse:
    """Codes for paper, in the place of the former ones; shown once, on this page."""
    codes = people.make_recovery_codes(employee=request.user.pk, now=clock.now())
    return _show(request, codes=codes)


def _added(request: EmployeeRequest, now: datetime) -> HttpResponse:
    """Who just proved a factor has shown it; with the first one come codes for paper."""
    request.session[people.SECOND] = True
    held = queries.list_factors(request.user.pk)
    if any(one.kind == "recovery" for one in held):
        return redirect("desk:own_factors")
    codes = people.make_recovery_codes(employee=request.user.pk, now=now)
    return _show(request, codes=codes)


def _show(
    request: EmployeeRequest, lines: list[str] | None = None, codes: tuple[str, ...] = ()
) -> HttpResponse:
    held = queries.list_factors(request.user.pk)
    secret = request.session.setdefault(SECRET, secrets.token_hex(SECRET_BYTES))
    typed = base64.b32encode(bytes.fromhex(secret)).decode()
    label = quote(f"Loket:{request.user.login}")
    # Not kept with other codes: this one holds a secret.
    drawn = qr.svg.__wrapped__(
        f"otpauth://totp/{label}?secret={typed}&issuer=Loket", _("Code voor je app")
    )
    facts: dict[str, Any] = {
        "lines": lines or [],
        "codes": codes,
        "app": next((one for one in held if one.kind == "totp"), None),
        "passkeys": [one for one in held if one.kind == "passkey"],
        "paper": sum(one.kind == "recovery" and one.used_at is None for one in held),
        "is_required": queries.must_have_second_factor(
            queries.list_assignments(request.user, dates.local_day(clock.now()))
        ),
        "qr": drawn,
        "secret": " ".join(typed[at : at + 4] for at in range(0, len(typed), 4)),
        "asked": passkeys.ask_to_make(request, request.user),
    }
    return render(request, "desk/factors.html", facts, status=422 if lines else 200)


def _pending(request: HttpRequest, now: datetime) -> tuple[Employee | None, str]:
    kept = request.session.get(PENDING)
    if not kept or now - datetime.fromisoformat(kept["at"]) > PATIENCE:
        return None, ""
    found = queries.find_employee(kept["employee"])
    return (found if found and found.is_active else None), kept["then"]


def _prove(request: HttpRequest, employee: Employee, now: datetime) -> None:
    """Raises ``second_factor_refused`` and ``second_factor_paused``."""
    if answer := request.POST.get("answer"):
        found, count = passkeys.read_used(request, employee, answer)
        people.use_passkey(employee=employee.pk, credential_id=found, count=count, now=now)
    else:
        people.use_code(employee=employee.pk, code=request.POST.get("code", "")[:40], now=now)
