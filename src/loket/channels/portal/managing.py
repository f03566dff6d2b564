"""Looking after an appointment: see it, move it, cancel it, wait for an earlier moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loket.channels.portal import finding, holding, visiting
from loket.channels.portal.asking import Asked
from loket.channels.portal.refusing import calmly
from loket.channels.ui.access import open_to
from loket.channels.ui.context import today_of
from loket.channels.ui.dates import local_day
from loket.domain.appointments.life import MOVES
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.kit import clock
from loket.offices.appointments import actions
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.queries import Record, manage_path

ENDED = frozenset({"cancelled", "expired", "done", "no_show"})
HERE = frozenset({"checked_in", "in_service"})
#: From when the page offers to check in; the desk and the kiosk do it all day.
CHECK_IN_FROM = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Ways:
    """What one can still do, each with its address."""

    move_url: str
    cancel_url: str
    #: Until this long before one may move or cancel by oneself; shown when that is over.
    is_too_late: bool
    check_in: bool
    earlier: bool


@open_to("anyone")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Where one pastes the link of a message; the code alone opens nothing, and it says so."""
    link = request.POST.get("link", "").strip()[:500]
    parts = urlsplit(link)
    secret = parse_qs(parts.query).get("s", [""])[0]
    code = parts.path.rstrip("/").rpartition("/")[2] if "/" in link else ""
    if code and secret:
        found = appointments.find_appointment(code, secret, now=clock.now())
        if found is not None:
            return redirect(manage_path(found))
    facts = {"tried": request.method == "POST", "link": link}
    return render(request, "portal/enter.html", facts)


@open_to("anyone")
@never_cache
@require_GET
@calmly
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one appointment on one page."""
    now = clock.now()
    own = own_of(request, code, now=now)
    return render(request, "portal/appointment.html", _facts(request, own, now))


def own_of(request: HttpRequest, code: str, *, now: datetime) -> Record:
    """The appointment of whoever has its link. Raises ``RuleBroken("unknown_appointment")``."""
    found = appointments.find_appointment(code, request.GET.get("s", "")[:80], now=now)
    if found is None:
        raise RuleBroken("unknown_appointment")
    return found


def _facts(request: HttpRequest, own: Record, now: datetime) -> dict[str, Any]:
    offer = own.offer
    return {
        "own": own,
        "news": next((one for one in NEWS if one in request.GET), ""),
        "place": visiting.place_of(own.location, own.starts_at),
        "said": finding.items_said(own.items),
        "bring": visiting.list_to_bring(own.items, own.location, own.starts_at),
        "ways": ways_of(own, now),
        "is_over": own.state in ENDED,
        "is_here": own.state in HERE,
        "is_displaced": own.state == "displaced",
        "offer": offer,
        "offer_place": visiting.place_of(offer.location, offer.starts_at) if offer else None,
        "link": f"{settings.BASE_URL}{manage_path(own)}",
        "path": f"/appointments/{own.code}",
        "again_url": Asked(items=own.items).url(),
        "calendar_url": f"/api/v1/appointments/{own.code}/calendar.ics?s={own.secret}",
    }


#: What just happened, as it stands in the address after an act.
NEWS = ("new", "moved", "joined", "left", "declined")


def ways_of(own: Record, now: datetime) -> Ways:
    """Moving and cancelling by oneself, as long as the city allows it before the moment."""
    in_time = now < own.starts_at - catalogue.the_city().booking.change_until
    displaced = own.state == "displaced"
    may_move = "move" in MOVES[own.state] and (in_time or displaced)
    may_cancel = "cancel" in MOVES[own.state] and (in_time or displaced)
    asked = Asked(
        items=own.items, step_free=own.step_free, mobility=own.mobility, language=own.spoken,
        interpreter=own.interpreter, replaces=own.code, secret=own.secret,
    )  # fmt: skip
    return Ways(
        move_url=asked.url() if may_move else "",
        cancel_url=f"/appointments/{own.code}/cancel?s={own.secret}" if may_cancel else "",
        is_too_late=own.state == "booked" and not in_time and now < own.ends_at,
        check_in=own.state == "booked" and _is_nearly_time(own, now),
        earlier=own.state == "booked" and in_time,
    )


def _is_nearly_time(own: Record, now: datetime) -> bool:
    today = local_day(own.starts_at) == today_of(now)
    return today and now >= own.starts_at - CHECK_IN_FROM


@open_to("anyone")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@calmly
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Asks once whether it is meant; cancelling what is cancelled is no mistake."""
    now = clock.now()
    own = own_of(request, code, now=now)
    if own.state == "cancelled":
        return redirect(manage_path(own))
    if request.method == "POST":
        _check_in_time(own, now)
        actions.cancel(appointment=own.id, now=now, actor=holding.ACTOR)
        return redirect(manage_path(own))
    facts = _facts(request, own, now)
    if not facts["ways"].cancel_url:
        return redirect(manage_path(own))
    return render(request, "portal/cancel.html", facts)


def _check_in_time(own: Record, now: datetime) -> None:
    if not ways_of(own, now).cancel_url:
        raise RuleBroken("not_in_this_state", state=own.state)


@open_to("anyone")
@require_POST
@calmly
def earlier(request: HttpRequest, code: str) -> HttpResponse:
    """On the list for an earlier moment, off it, and the answer to an offer."""
    now = clock.now()
    own = own_of(request, code, now=now)
    act = EARLIER.get(request.POST.get("act", ""))
    news = act(request, own, now) if act else ""
    return redirect(f"{manage_path(own)}{f'&{news}=1' if news else ''}")


def _join(request: HttpRequest, own: Record, now: datetime) -> str:
    until = _day(request.POST.get("until", ""))
    anywhere = request.POST.get("anywhere") == "on"
    actions.join_earlier(
        appointment=own.id, until=until, anywhere=anywhere, now=now, actor=holding.ACTOR
    )
    return "joined"


def _leave(_request: HttpRequest, own: Record, now: datetime) -> str:
    actions.leave_earlier(appointment=own.id, now=now, actor=holding.ACTOR)
    return "left"


def _accept(_request: HttpRequest, own: Record, now: datetime) -> str:
    if own.offer is None:
        raise RuleBroken("hold_expired")
    actions.move(appointment=own.id, hold=own.offer.hold, now=now, actor=holding.ACTOR)
    return "moved"


def _decline(_request: HttpRequest, own: Record, now: datetime) -> str:
    if own.offer is not None:
        actions.decline_earlier(offer=own.offer.hold, now=now, actor=holding.ACTOR)
    return "declined"


EARLIER = {"join": _join, "leave": _leave, "accept": _accept, "decline": _decline}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
