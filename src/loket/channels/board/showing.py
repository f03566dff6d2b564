"""Showing whose turn it is. A few hundred boards ask every three seconds: that has to be cheap.

What a board shows is kept for a second, and beyond that as long as nothing was done with a ticket
and nothing on it goes out of date; who has it already is told so (304) and gets no body.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from loket.channels.board.screen import Screen, screen_of
from loket.channels.ui.access import open_to
from loket.channels.ui.language import PageRequest
from loket.domain.refusals import RuleBroken
from loket.kit import clock
from loket.offices.queues import queries as queues

#: Nobody notices a second; boards of one location share what was asked within it.
SHARED: Final = timedelta(seconds=1)
#: More than a city has locations and languages; then all are forgotten.
MOST_KEPT: Final = 2000


@dataclass(frozen=True, slots=True)
class Kept:
    """A rendered board, when it was last known to be true, and until when it may be."""

    body: bytes
    tag: str
    last_move: int
    checked_at: datetime
    until: datetime


_kept: dict[tuple[str, str], Kept] = {}


@open_to("anyone")
def board(request: PageRequest, location: str) -> HttpResponse:
    """The whole screen; `?speech=1` has the calls read aloud."""
    now = clock.now()
    answer = render(
        request,
        "board/board.html",
        {
            "screen": _screen(location, now),
            "refresh_url": f"{reverse('board:calls', args=[location])}?lang={request.language}",
            "speaks": request.GET.get("speech") == "1",
        },
    )
    answer["Cache-Control"] = "no-store"
    return answer


@open_to("anyone")
def calls(request: PageRequest, location: str) -> HttpResponse:
    """The part that changes; nothing when the board has it already."""
    kept = current(location, request.language, clock.now())
    same = request.headers.get("If-None-Match") == kept.tag
    answer = HttpResponseNotModified() if same else HttpResponse(kept.body)
    answer["ETag"] = kept.tag
    # The browser keeps it, and asks each time whether it still holds.
    answer["Cache-Control"] = "no-cache"
    return answer


def current(location: str, language: str, now: datetime) -> Kept:
    """The part that changes, in the language that is current; ``Http404`` for no such location."""
    kept = _kept.get((location, language))
    if kept and kept.checked_at <= now < kept.checked_at + SHARED:
        return kept
    last = queues.find_last_move(location, now)
    if kept and kept.last_move == last and kept.checked_at <= now < kept.until:
        found = Kept(kept.body, kept.tag, last, now, kept.until)
    else:
        found = _rendered(_screen(location, now), last, now)
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[location, language] = found
    return found


def _rendered(screen: Screen, last_move: int, now: datetime) -> Kept:
    body = render_to_string("board/screen.html", {"screen": screen, "now": now}).encode()
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    return Kept(body, tag, last_move, now, screen.until)


def _screen(location: str, now: datetime) -> Screen:
    try:
        return screen_of(location, now)
    except RuleBroken as broken:
        raise Http404(broken.code) from broken
