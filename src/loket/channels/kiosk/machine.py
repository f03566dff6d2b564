"""The machine behind the screen: how it becomes a kiosk, lets a browser in, and starts another.

A machine that the launcher runs keeps its key outside every browser: it asks for an entrance, opens
it in a new browser, and waits until that client's stay is over. A browser that was enrolled itself
keeps the key in a cookie that no script can read.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loket.channels.ui.access import open_to
from loket.channels.ui.sentences import sentences
from loket.domain.refusals import RuleBroken
from loket.kit import clock
from loket.offices.kiosks import actions
from loket.offices.kiosks import queries as kiosks
from loket.offices.kiosks.queries import DeviceLine

COOKIE: Final = "kiosk_device"
#: An enrolled browser stays one for a year; a stay ends with its browser.
LASTS: Final = 365 * 24 * 60 * 60
SCHEME: Final = "Kiosk "


def find_device(request: HttpRequest, point: str) -> DeviceLine | None:
    """The machine that this browser belongs to, if it is one of this place."""
    return kiosks.find_device(request.COOKIES.get(COOKIE, ""), point=point)


def was_let_in(request: HttpRequest, point: str) -> bool:
    """Whether this browser came in by an entrance, so that its machine starts another one."""
    return kiosks.find_by_key(request.COOKIES.get(COOKIE, ""), point=point) is None


@open_to("anyone")
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest, code: str) -> HttpResponse:
    """The code of an administrator makes this browser a kiosk; no script ever reads its key."""
    if request.method != "POST":
        return render(request, "kiosk/enrol.html", {"code": code})
    try:
        key = actions.enrol(code=request.POST.get("typed", "")[:40], now=clock.now())
    except RuleBroken as broken:
        facts = {"code": code, "lines": sentences(broken)}
        return render(request, "kiosk/enrol.html", facts, status=409)
    answer = redirect("kiosk:start", code)
    remember(answer, str(key), lasts=LASTS)
    return answer


@csrf_exempt
@open_to("anyone")
@require_POST
def enrol_machine(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """The same for a launcher: it has no browser yet, and no cookie that anybody could misuse."""
    try:
        key = actions.enrol(code=request.POST.get("typed", "")[:40], now=clock.now())
    except RuleBroken as broken:
        return JsonResponse({"code": broken.code}, status=409)
    return JsonResponse({"key": str(key)}, headers={"Cache-Control": "no-store"})


@csrf_exempt
@open_to("anyone")
@require_POST
def entrance(request: HttpRequest, code: str) -> HttpResponse:
    """An address that lets one browser in, once, within a minute; for who holds the key."""
    try:
        opened = actions.open_entrance(
            key=key_of(request), now=clock.now(), has_reader=request.POST.get("reader") == "1"
        )
    except RuleBroken as broken:
        return JsonResponse({"code": broken.code}, status=403)
    path = reverse("kiosk:enter", args=[code])
    said = {"path": f"{path}?e={opened}"}
    return JsonResponse(said, headers={"Cache-Control": "no-store"})


@open_to("anyone")
@require_GET
def stay(request: HttpRequest, code: str) -> HttpResponse:
    """Whether the client who was let in is still there, or may come; for who holds the key."""
    device = kiosks.find_by_key(key_of(request), point=code)
    if device is None:
        return JsonResponse({"code": "not_a_kiosk"}, status=403)
    said = {"lasts": kiosks.has_client(device.id, now=clock.now())}
    return JsonResponse(said, headers={"Cache-Control": "no-store"})


@open_to("anyone")
@require_GET
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """A new browser comes in; the former one is out, whatever it still keeps."""
    try:
        stay = actions.enter(entrance=request.GET.get("e", "")[:120], now=clock.now())
    except RuleBroken:
        return redirect("kiosk:start", code)
    answer = redirect("kiosk:start", code)
    answer["Cache-Control"] = "no-store"
    remember(answer, stay)
    return answer


def remember(answer: HttpResponse, kept: str, *, lasts: int | None = None) -> None:
    """Key or stay, for the kiosk's own addresses only and for no script."""
    answer.set_cookie(
        COOKIE,
        kept,
        max_age=lasts,
        path="/kiosk/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def key_of(request: HttpRequest) -> str:
    """What a launcher shows of itself; no browser ever has it."""
    return request.headers.get("Authorization", "").removeprefix(SCHEME)[:120]
