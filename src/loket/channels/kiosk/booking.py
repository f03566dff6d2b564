"""Choosing a moment: the first free ones in the whole city, six a screen, and holding one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from loket.channels.kiosk import basket
from loket.channels.kiosk.basket import Basket
from loket.channels.kiosk.choices import Choice
from loket.channels.kiosk.moments import first_of
from loket.channels.kiosk.visiting import Visit, at_kiosk, show
from loket.channels.ui import dates, parts
from loket.channels.ui.access import client_of
from loket.channels.ui.language import PageRequest
from loket.channels.ui.sentences import sentences
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.offices.appointments import actions
from loket.offices.appointments.queries import Wish, search

ROOM: Final = 6
MOST_PAGES: Final = 40


@at_kiosk
def moments(request: PageRequest, visit: Visit) -> HttpResponse:
    """Six moments; pressing one holds it."""
    chosen = basket.read(request.GET)
    if not chosen.items:
        return redirect(visit.url("book"))
    if request.method != "POST":
        return _moments(request, visit, chosen)
    try:
        held = actions.hold(
            token=request.POST.get("moment", "")[:120],
            items=chosen.items,
            client=client_of(request),
            now=visit.now,
            actor=visit.stand.actor,
        )
    except RuleBroken as broken:
        return _moments(request, visit, chosen, sentences(broken))
    return redirect(visit.url("book_hold", held.id))


def _moments(
    request: PageRequest, visit: Visit, chosen: Basket, lines: list[str] | None = None
) -> HttpResponse:
    page, since = _page(request.GET.get("page", "")), _day(request.GET.get("day", ""))
    late = request.GET.get("late") == "1"
    address = visit.url("book_moments")
    try:
        offered = first_of(
            chosen, visit.stand, now=visit.now, room=ROOM, page=page, since=since, late=late
        )
    except RuleBroken as broken:
        return _impossible(request, visit, chosen, broken)
    asked = {"day": since} if since else {}
    here = asked | ({"late": 1} if late else {})
    return show(
        request,
        visit,
        "moments",
        back=chosen.url(address, **here, page=page - 1) if page > 1 else visit.url("book"),
        said_above=chosen.said,
        days=offered.days,
        action=chosen.url(address, **here, page=page),
        lines=lines or [],
        chips=(
            parts.Chip(_("Elk moment"), chosen.url(address, **asked), not late),
            parts.Chip(_("Avond of zaterdag"), chosen.url(address, **asked, late=1), late),
            parts.Chip(_("Een andere dag"), chosen.url(visit.url("book_days"))),
        ),
        more_url=chosen.url(address, **here, page=page + 1) if offered.has_more else "",
        status=409 if lines else 200,
    )


def _impossible(
    request: PageRequest, visit: Visit, chosen: Basket, broken: RuleBroken
) -> HttpResponse:
    """What was put together cannot be one visit: say why, and begin choosing again."""
    return show(
        request,
        visit,
        "choose",
        back=visit.url("book"),
        title=_("Dat gaat niet in één bezoek"),
        said_above=chosen.said,
        lines=sentences(broken),
        choices=[Choice(_("Kies opnieuw"), visit.url("book"), is_first=True)],
        kind="few",
        status=409,
    )


@at_kiosk
def days(request: PageRequest, visit: Visit) -> HttpResponse:
    """The days that still have a moment, each with its first."""
    chosen = basket.read(request.GET)
    address = visit.url("book_moments")
    if not chosen.items:
        return redirect(visit.url("book"))
    try:
        choices = _days(visit, chosen, address)
    except RuleBroken as broken:
        return _impossible(request, visit, chosen, broken)
    return show(
        request,
        visit,
        "days",
        back=chosen.url(address),
        title=_("Vanaf welke dag?"),
        said_above=chosen.said,
        choices=choices,
    )


def _days(visit: Visit, chosen: Basket, address: str) -> list[Choice]:
    """One search a day, over the days that can be booked."""
    choices = []
    for count in range(catalogue.the_city().booking.horizon.days + 1):
        day = visit.today + timedelta(days=count)
        wish = Wish(items=chosen.items, since=day, until=day, limit=1)
        found = search(wish=wish, now=visit.now).slots
        if found:
            first = _("vanaf %(hour)s") % {"hour": dates.hour(found[0].starts_at)}
            url = chosen.url(address, day=day)
            choices.append(Choice(dates.near_day(day, visit.today), url, first))
    return choices


def _page(text: str) -> int:
    return min(max(int(text), 1), MOST_PAGES) if text.isdecimal() and len(text) < 4 else 1


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
