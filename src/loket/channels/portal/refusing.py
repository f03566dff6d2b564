"""Saying no without a dead end: every refusal is a sentence with a way on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from loket.channels.ui.sentences import sentences
from loket.domain.refusals import RuleBroken

CONFLICT, TOO_MANY, GONE, NOT_FOUND = 409, 429, 410, 404
STATUS: Final = {
    "moment_gone": CONFLICT,
    "already_booked": CONFLICT,
    "moved_meanwhile": CONFLICT,
    "not_in_this_state": CONFLICT,
    "move_not_allowed": CONFLICT,
    "hold_expired": GONE,
    "too_many_holds": TOO_MANY,
    "too_many_sign_ins": TOO_MANY,
    "no_city": 503,
    "identity_away": 503,
    "sign_in_broken": 403,
    "sign_in_stale": GONE,
    "sign_in_cancelled": 200,
    "another_person": 403,
}


def status_of(code: str) -> int:
    """The HTTP status that tells programs and caches what kind of no this is."""
    return STATUS.get(code) or (NOT_FOUND if code.startswith("unknown_") else 422)


def with_patience(response: HttpResponse, broken: RuleBroken) -> HttpResponse:
    """Says when it is worth trying again, where that is known."""
    if "retry_after" in broken.facts:
        response["Retry-After"] = str(broken.facts["retry_after"])
    return response


def calmly(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A refusal that the view itself has no better place for becomes a page of its own."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except RuleBroken as broken:
            lines = sentences(broken)
            status = status_of(broken.code)
            response = render(request, "portal/refused.html", {"lines": lines}, status=status)
            return with_patience(response, broken)

    return guarded
