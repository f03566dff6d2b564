"""Confirming: who comes, within the time that the moment is kept."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from loket.channels.portal import finding, holding, visiting
from loket.channels.portal.needs import DetailsForm, told_before
from loket.channels.ui import language as languages
from loket.channels.ui import parts
from loket.channels.ui.access import open_to
from loket.channels.ui.context import today_of
from loket.channels.ui.language import PageRequest
from loket.channels.ui.sentences import sentence, sentences
from loket.domain.refusals import Reason, RuleBroken
from loket.kit import clock
from loket.offices.appointments import actions
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.queries import Record, manage_path

EXPIRED = "hold_expired"


@open_to("anyone")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: PageRequest, hold: uuid.UUID) -> HttpResponse:
    """The kept moment: who comes, or, for a move, only yes or no."""
    now = clock.now()
    found = appointments.find_once_held(hold, now=now)
    if found is None:
        return _lost(request, None, now=now)
    if found.state != "held":
        return _is_over(request, found, now=now)
    if found.replaces:
        return _move(request, found, now=now)
    form = _form(request, found, now=now)
    if request.method == "POST" and form.is_valid():
        return _confirm(request, found, form, now=now)
    if found.expires_at and found.expires_at <= now:
        return _lost(request, found, now=now)
    return _show(request, found, form, now=now)


def _form(request: PageRequest, found: Record, *, now: datetime) -> DetailsForm:
    return DetailsForm(
        request.POST if request.method == "POST" else None,
        initial=told_before(found, language=request.language),
        on=today_of(now),
        offered=languages.offered(request.city),
        location=found.location,
    )


def _show(
    request: HttpRequest,
    found: Record,
    form: DetailsForm | None,
    *,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    if form is not None and form.errors:
        status = 422
    return render(
        request, "portal/details.html", _facts(found, now) | {"form": form}, status=status
    )


def _facts(found: Record, now: datetime) -> dict[str, Any]:
    own = appointments.find_once_held(found.replaces, now=now) if found.replaces else None
    return {
        "hold": found,
        "steps": parts.booking_steps(2),
        "said": finding.items_said(found.items),
        "place": visiting.place_of(found.location, found.starts_at),
        "old": own,
        "old_place": visiting.place_of(own.location, own.starts_at) if own else None,
        "old_url": manage_path(own) if own else "",
    }


def _confirm(
    request: PageRequest, found: Record, form: DetailsForm, *, now: datetime
) -> HttpResponse:
    try:
        booked = _book(request, found, form, now=now)
    except RuleBroken as broken:
        if broken.code == "hold_used":
            return redirect(manage_path(found))
        if broken.code in {EXPIRED, "moment_gone", "moment_past"}:
            return _lost(request, found, now=now)
        form.refuse(broken, sentences(broken))
        return _show(request, found, form, now=now)
    return redirect(f"/appointments/{booked.code}?s={booked.secret}&new=1")


def _book(
    request: PageRequest, found: Record, form: DetailsForm, *, now: datetime
) -> actions.Booked:
    """Confirms; a moment whose time ran out is held once more when nobody took it."""
    said = form.cleaned_data
    hold = found.id
    if found.expires_at and found.expires_at <= now:
        asked = holding.asked_of(found, now=now)
        actions.release(hold=hold, now=now, actor=holding.ACTOR)
        hold = holding.keep(request, asked, visiting.token_of(found), now=now)
    return actions.book(
        hold=hold,
        name=said["name"],
        email=said["email"],
        phone=said["phone"],
        language=said.get("messages_in") or request.language,
        district=said.get("district", ""),
        needs=form.needs(),
        now=now,
        actor=holding.ACTOR,
        channel=holding.CHANNEL,
    )


def _move(request: HttpRequest, found: Record, *, now: datetime) -> HttpResponse:
    """The old moment is lost only at this press."""
    if found.expires_at and found.expires_at <= now:
        return _lost(request, found, now=now)
    if request.method != "POST" or found.replaces is None:
        return _show(request, found, None, now=now)
    try:
        moved = actions.move(
            appointment=found.replaces, hold=found.id, now=now, actor=holding.ACTOR
        )
    except RuleBroken as broken:
        return _lost(request, found, now=now, reasons=broken.reasons)
    return redirect(f"/appointments/{moved.code}?s={moved.secret}&moved=1")


def _is_over(request: HttpRequest, found: Record, *, now: datetime) -> HttpResponse:
    """Asked again after the end: the appointment that came of it, or other moments."""
    if found.state == "moved" and found.replaces:
        own = appointments.find_once_held(found.replaces, now=now)
        return redirect(manage_path(own)) if own else redirect("/book")
    if found.state == "expired":
        return _lost(request, found, now=now)
    return redirect(manage_path(found))


def _lost(
    request: HttpRequest,
    found: Record | None,
    *,
    now: datetime,
    reasons: tuple[Reason, ...] = (),
) -> HttpResponse:
    """One calm sentence, and the next moments."""
    if found is None:
        line = sentence(Reason("unknown_hold"))
        return render(request, "portal/refused.html", {"lines": [line]}, status=404)
    lines = tuple(sentence(reason) for reason in reasons or (Reason(EXPIRED),))
    asked = holding.asked_of(found, now=now)
    return holding.show_moments(request, asked, now=now, lines=lines, status=410)
