"""Coming in: check in with a code, or take a number; where that is not possible, where it is."""

from __future__ import annotations

import uuid
from urllib.parse import parse_qs, urlsplit

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from loket.channels.kiosk import keys
from loket.channels.kiosk.choices import (
    Choice,
    Shelf,
    at_counter,
    find_shelf,
    shelves,
    theme_choices,
)
from loket.channels.kiosk.refusing import refused, there_without_appointment
from loket.channels.kiosk.visiting import Visit, at_kiosk, count, show
from loket.channels.ui import names, waits
from loket.channels.ui.language import PageRequest
from loket.channels.ui.sentences import sentences
from loket.domain.catalogue import offer as rules
from loket.domain.catalogue.product import Product
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.queries import Item, Record
from loket.offices.queues import actions
from loket.offices.queues import queries as queues
from loket.offices.queues.queries import TicketLine

#: A code, or the link of a confirmation as a scanner types it.
LONGEST = 300


@at_kiosk
def check_in(request: PageRequest, visit: Visit) -> HttpResponse:
    """The code of the appointment, typed with a finger or scanned."""
    if visit.stand.site is None:
        raise Http404("no counters here")
    typed = request.POST.get("typed", "").strip()[:LONGEST]
    lines: list[str] = []
    if "key" in request.POST:
        typed = keys.press(typed.upper(), request.POST["key"], keys.CODE)
    elif request.method == "POST":
        try:
            ticket_line = _checked_in(visit, typed)
        except RuleBroken as broken:
            lines = sentences(broken)
        else:
            count(visit, "check_in")
            return redirect(visit.url("number", ticket_line.id))
    return show(
        request,
        visit,
        "check_in",
        back=visit.start_url,
        keys=keys.CODE,
        typed=typed,
        lines=lines,
        status=409 if lines else 200,
    )


def _checked_in(visit: Visit, typed: str) -> TicketLine:
    found = _find(visit, typed)
    if found is None:
        raise RuleBroken("unknown_appointment")
    return actions.check_in(
        appointment=found.id,
        location=visit.stand.location,
        now=visit.now,
        actor=visit.stand.actor,
    )


def _find(visit: Visit, typed: str) -> Record | None:
    if "/" not in typed:
        return appointments.find_by_code(typed, location=visit.stand.location, now=visit.now)
    try:
        link = urlsplit(typed)
    except ValueError:
        return None
    secret = parse_qs(link.query).get("s", [""])[0]
    code = link.path.rstrip("/").rpartition("/")[2]
    return appointments.find_appointment(code, secret, now=visit.now)


@at_kiosk
def ticket(request: PageRequest, visit: Visit) -> HttpResponse:
    """What somebody without an appointment comes for; where one needs one, that first."""
    if visit.stand.site is None:
        raise Http404("no counters here")
    choices = theme_choices(_here(visit), lambda theme: visit.url("ticket_of", theme))
    if visit.stand.gives_tickets:
        url = visit.url("ticket_of", "other")
        choices.append(Choice(_("Iets anders"), url, _("of je weet het niet zeker")))
    return show(
        request,
        visit,
        "ticket",
        back=visit.start_url,
        choices=choices,
        there=None if visit.stand.gives_tickets else there_without_appointment(visit, ()),
    )


@at_kiosk
def ticket_of(request: PageRequest, visit: Visit, theme: str) -> HttpResponse:
    """The product within a theme; choosing it gives the number, or says why not and where else."""
    if visit.stand.site is None:
        raise Http404("no counters here")
    if request.method == "POST":
        return _take(request, visit)
    shelf = find_shelf(_here(visit), theme)
    if shelf is None and theme != "other":
        return redirect(visit.url("ticket"))
    if shelf is None:
        choices = [_number_for(visit, theme, None)]
    else:
        choices = [_number_for(visit, theme, one) for one in shelf.products]
    return show(
        request,
        visit,
        "choose",
        back=visit.url("ticket"),
        title=_("Waarvoor kom je?"),
        said_above=shelf.name if shelf else "",
        choices=choices,
    )


def _here(visit: Visit) -> tuple[Shelf, ...]:
    """What can be had here; where everybody needs an appointment, all that can be booked."""
    site = visit.stand.site
    if site is None or not visit.stand.gives_tickets:
        return shelves(visit.today)
    able = (
        one
        for one in at_counter(visit.today)
        if all(
            reason.facts.get("capability") == "booking"
            for reason in rules.reasons_against(one, site, visit.today)
        )
    )
    return shelves(visit.today, able)


def _number_for(visit: Visit, theme: str, product: Product | None) -> Choice:
    url = visit.url("ticket_of", theme)
    if product is None:
        return Choice(_("Geef mij een nummer"), url, is_first=True, fields=(("product", ""),))
    known = names.of_city()
    return Choice(
        known.text(product.name),
        url,
        known.text(product.summary),
        fields=(("product", product.code),),
    )


def _take(request: PageRequest, visit: Visit) -> HttpResponse:
    code = request.POST.get("product", "")[:80]
    if code and catalogue.find_product(code) is None:
        return redirect(visit.url("ticket"))
    items = (Item(code),) if code else ()
    try:
        taken = actions.take_ticket(
            location=visit.stand.location,
            items=items,
            now=visit.now,
            actor=visit.stand.actor,
        )
    except RuleBroken as broken:
        return refused(request, visit, broken, items)
    count(visit, "ticket")
    return redirect(visit.url("number", taken.id))


@at_kiosk
def number(request: PageRequest, visit: Visit, ticket: uuid.UUID) -> HttpResponse:
    """The number, large, and how long it will take."""
    found = queues.find_ticket(ticket, visit.now)
    if found is None or found.location != visit.stand.location:
        return redirect(visit.start_url)
    expected = queues.expected_wait_of(found.id, visit.now)
    early = found.starts_at if found.starts_at and found.starts_at > visit.now else None
    return show(
        request,
        visit,
        "number",
        ticket=found,
        starts_at=early,
        wait=waits.say(expected.spoken) if expected and expected.wait else "",
        is_now=expected is not None and expected.spoken.code == "wait_none",
        is_called=found.state in ("called", "serving"),
    )
