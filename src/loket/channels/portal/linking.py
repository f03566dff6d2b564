"""The phone of a client at a kiosk: says who it is, for one product, at one screen.

Opening the page takes nothing: phones and messages look at addresses by themselves. Pressing its
button takes the square, once. The address of a square is of no use to anybody afterwards.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from loket.channels.ui import names, residents
from loket.channels.ui.access import open_to
from loket.channels.ui.context import today_of
from loket.channels.ui.residents import ResidentRequest, resident_actor
from loket.channels.ui.sentences import sentences
from loket.domain.kiosks.pairing import LIVE, READ_WITHIN, SignIn, State
from loket.domain.refusals import RuleBroken
from loket.foundations.places import queries as places
from loket.kit import clock
from loket.offices.kiosks import actions
from loket.offices.kiosks import queries as kiosks
from loket.offices.kiosks.actions import Phone
from loket.offices.kiosks.queries import PairingLine

COOKIE: Final = "kiosk_phone"
#: Seconds; a pairing never lasts longer.
LASTS: Final = 20 * 60
SALT: Final = "kiosk.square.read"

View = Callable[[Any, Phone, PairingLine], HttpResponseBase]


@open_to("anyone")
@never_cache
def square(request: HttpRequest, token: str) -> HttpResponse:
    """Which screen asks for what; the button takes the square and goes on to sign in."""
    line = kiosks.find_of_token(token, now=clock.now())
    if line is None:
        return _over(request, RuleBroken("square_unknown"))
    if request.method != "POST":
        if line.state is not State.SHOWN:
            late = "square_too_old" if line.state is State.LAPSED else "square_used"
            return _over(request, RuleBroken(late))
        seen = signing.dumps([token, clock.now().timestamp()], salt=SALT)
        return render(request, "portal/kiosk_square.html", _facts(line) | {"seen": seen})
    try:
        phone = actions.scan(token=token, read_at=_read_at(request, token), now=clock.now())
    except RuleBroken as broken:
        return _over(request, broken)
    answer = redirect("/k/number")
    answer.set_cookie(
        COOKIE,
        f"{phone.pairing}.{phone.secret}",
        max_age=LASTS,
        path="/k/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _read_at(request: HttpRequest, token: str) -> datetime:
    """When this browser opened the page; a form that is not ours was never opened."""
    try:
        seen_token, at = signing.loads(request.POST.get("seen", ""), salt=SALT, max_age=READ_WITHIN)
    except signing.BadSignature:
        raise RuleBroken("square_too_old") from None
    if seen_token != token:
        raise RuleBroken("square_too_old")
    return datetime.fromtimestamp(at, tz=clock.now().tzinfo)


def of_phone(view: View) -> Callable[[HttpRequest], HttpResponseBase]:
    """A page for the phone that took a square, as long as the pairing lasts."""

    @open_to("anyone")
    @never_cache
    @wraps(view)
    def entered(request: HttpRequest) -> HttpResponseBase:
        phone = _phone(request)
        now = clock.now()
        line = kiosks.find_of_phone(phone.pairing, phone.secret, now=now) if phone else None
        if phone is None or line is None:
            return _over(request, RuleBroken("pairing_over"))
        if line.state not in LIVE:
            return _over(request, RuleBroken(line.why or "pairing_over"))
        return view(request, phone, line)

    return entered


@of_phone
def number(request: ResidentRequest, phone: Phone, line: PairingLine) -> HttpResponseBase:
    """Who signed in afresh types the number of the screen; then the screen has its product."""
    now = clock.now()
    if line.state is State.CONFIRMED:
        return render(request, "portal/kiosk_going.html", _facts(line))
    away = residents.step_up(request, line.needed, since=line.shown_at)
    if away is not None:
        return away
    lines: list[str] = []
    if request.method == "POST":
        one = request.resident
        try:
            actions.confirm(
                phone=phone,
                typed=request.POST.get("number", "")[:12],
                resident=one.resident,
                sign_in=SignIn(one.level, one.authenticated_at),
                actor=resident_actor(one),
                now=now,
            )
        except RuleBroken as broken:
            if broken.code != "number_wrong":
                return _over(request, broken)
            lines = sentences(broken)
        else:
            return redirect("/k/number")
    facts = _facts(line) | {"lines": lines, "one": request.resident}
    return render(request, "portal/kiosk_number.html", facts, status=409 if lines else 200)


@of_phone
def end(request: HttpRequest, phone: Phone, line: PairingLine) -> HttpResponseBase:  # noqa: ARG001
    """Take it back: the screen goes to its first page at once."""
    if request.method == "POST":
        actions.end_by_phone(phone=phone, now=clock.now())
    return _over(request, RuleBroken("ended_by_phone"), status=200)


def _phone(request: HttpRequest) -> Phone | None:
    pairing, _, secret = request.COOKIES.get(COOKIE, "").partition(".")
    try:
        return Phone(uuid.UUID(pairing), secret)
    except ValueError:
        return None


def _facts(line: PairingLine) -> dict[str, Any]:
    """What is said of a pairing: the screen and the product by name, the host's too."""
    known = names.of_city()
    point = places.find_contact_point(line.point)
    site = places.find_location(line.point, today_of(clock.now())) if point is None else None
    name = known.text(point.name) if point else known.text(site.profile.name) if site else ""
    return {
        "line": line,
        "place": name or line.point,
        "street": point.street if point else site.profile.street if site else "",
        "product": known.product(line.product),
    }


def _over(request: HttpRequest, broken: RuleBroken, status: int = 409) -> HttpResponse:
    answer = render(request, "portal/kiosk_over.html", {"lines": sentences(broken)}, status=status)
    answer.delete_cookie(COOKIE, path="/k/", samesite="Lax")
    return answer
