"""Keeping a moment: the page of moments and the press on one of them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from loket.channels.portal import choosing, finding, needs, refusing
from loket.channels.portal.asking import Asked
from loket.channels.ui import parts
from loket.channels.ui.access import client_of, open_to, origin_of
from loket.channels.ui.context import today_of
from loket.channels.ui.sentences import sentences
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.kit import clock
from loket.offices.appointments import actions
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.queries import Record

ACTOR: Final = "resident"
CHANNEL: Final = "portal"
HOLD: Final = "/book/hold"


@open_to("anyone")
@require_GET
def moments(request: HttpRequest) -> HttpResponse:
    """The first free moments that suit, over every location that can deliver all of it."""
    now = clock.now()
    asked = Asked.read(request.GET, on=today_of(now))
    if not asked.items:
        return redirect(asked.url("/book"))
    return show_moments(request, asked, now=now)


def show_moments(
    request: HttpRequest,
    asked: Asked,
    *,
    now: datetime,
    lines: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The moments again, with a calm sentence above them when something came in between."""
    try:
        facts = _moments(asked, now)
    except RuleBroken as broken:
        choice = choosing.choice(asked, on=today_of(now))
        facts = choice | {"lines": (*lines, *sentences(broken))}
        return render(request, "portal/book.html", facts, status=refusing.status_of(broken.code))
    return render(request, "portal/moments.html", facts | {"lines": lines}, status=status)


def _moments(asked: Asked, now: datetime) -> dict[str, Any]:
    today = today_of(now)
    moving = bool(asked.replaces)
    return {
        "asked": asked,
        "steps": parts.booking_steps(1),
        "said": finding.items_said(asked.items),
        "minutes": finding.minutes_of(asked.items),
        "chips": finding.chips(asked),
        "refine": needs.Refine.of(asked, on=today),
        "offers": () if asked.day else finding.first_offers(asked, now),
        "times": finding.times_of_day(asked, asked.day, now) if asked.day else (),
        "more_url": asked.url(pages=asked.pages + 1),
        "back_url": asked.url(day=None, location="", pages=1),
        "change_url": asked.url("/book"),
        **finding.nowhere(asked, now),
        "action": HOLD,
        "hidden": (*asked.pairs, ("key", uuid.uuid4().hex)),
        "moving": moving,
        "own_url": f"/appointments/{asked.replaces}?s={asked.secret}" if moving else "",
    }


@open_to("anyone")
def hold(request: HttpRequest) -> HttpResponse:
    """One press keeps the moment; a second press of the same button keeps nothing more."""
    now = clock.now()
    if request.method != "POST":
        return redirect(Asked.read(request.GET, on=today_of(now)).url())
    asked = Asked.read(request.POST, on=today_of(now))
    try:
        held = _hold(request, asked, now=now)
    except RuleBroken as broken:
        lines = tuple(sentences(broken))
        status = refusing.status_of(broken.code)
        response = show_moments(request, asked, now=now, lines=lines, status=status)
        return refusing.with_patience(response, broken)
    return redirect(f"/book/{held}")


def _hold(request: HttpRequest, asked: Asked, *, now: datetime) -> uuid.UUID:
    token, key = request.POST.get("moment", "")[:120], request.POST.get("key", "")[:64]
    own = _own(asked, now) if asked.replaces else None

    def act() -> tuple[int, bytes]:
        return 201, keep(request, asked, token, now=now, own=own).bytes

    if not key:
        return uuid.UUID(bytes=act()[1])
    scope = f"portal {origin_of(request)} {HOLD}"
    body = f"{token} {asked.pairs}".encode()
    _, given = journal.answer_once(key=f"{key} {token}", scope=scope, body=body, at=now, act=act)
    held = uuid.UUID(bytes=given)
    # A page kept open longer than its hold lasted: its button holds anew.
    return held if appointments.find_hold(held, now=now) else uuid.UUID(bytes=act()[1])


def keep(
    request: HttpRequest, asked: Asked, token: str, *, now: datetime, own: Record | None = None
) -> uuid.UUID:
    """The hold itself."""
    return actions.hold(
        token=token,
        items=asked.items,
        client=client_of(request),
        now=now,
        actor=ACTOR,
        language=asked.language,
        mobility=asked.mobility,
        step_free=asked.step_free,
        interpreter=asked.interpreter,
        replaces=own.id if own else None,
    ).id


def _own(asked: Asked, now: datetime) -> Record:
    found = appointments.find_appointment(asked.replaces, asked.secret, now=now)
    if found is None:
        raise RuleBroken("unknown_appointment")
    return found


@open_to("anyone")
@require_POST
def let_go(request: HttpRequest, hold: uuid.UUID) -> HttpResponse:
    """Somebody else may have it; back to the moments."""
    now = clock.now()
    found = appointments.find_hold(hold, now=now)
    if found is None:
        return redirect("/book")
    actions.release(hold=hold, now=now, actor=ACTOR)
    asked = asked_of(found, now=now)
    return show_moments(
        request, asked, now=now, lines=(_("Het moment is weer vrij voor anderen."),)
    )


def asked_of(found: Record, *, now: datetime) -> Asked:
    """The wish behind a hold or an appointment, to look for other moments."""
    own = appointments.find_once_held(found.replaces, now=now) if found.replaces else None
    return Asked(
        items=found.items,
        step_free=found.step_free,
        mobility=found.mobility,
        language=found.spoken,
        interpreter=found.interpreter,
        replaces=own.code if own else "",
        secret=own.secret if own else "",
    )
