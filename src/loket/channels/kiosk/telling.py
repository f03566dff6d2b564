"""Telling: where one can go, when it is open, what to bring, and who helps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from loket.channels.kiosk import basket
from loket.channels.kiosk.choices import Choice, at_counter, find_shelf, shelves, theme_choices
from loket.channels.kiosk.visiting import Visit, at_kiosk, show
from loket.channels.ui import dates, names, parts, week
from loket.channels.ui.language import PageRequest
from loket.domain.catalogue.dated import fee_on
from loket.domain.catalogue.offer import advice
from loket.domain.catalogue.product import Product
from loket.domain.places.facts import Site
from loket.domain.places.near import metres
from loket.domain.places.opening import DayHours, without
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places
from loket.offices.appointments.queries import Item
from loket.offices.kiosks import queries as kiosks

ROOM: Final = 6
#: Seconds between two looks whether somebody heard the call.
LOOKS_EVERY: Final = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A location in the list, the nearest first."""

    name: str
    url: str
    hours: str
    is_open: bool
    metres: float | None
    by_appointment: bool
    is_here: bool


@at_kiosk
def where(request: PageRequest, visit: Visit) -> HttpResponse:
    """The locations, nearest first, and whether they are open."""
    found = sorted(
        (_place(visit, site) for site in places.list_locations(visit.today)),
        key=lambda one: (not one.is_here, one.metres is None, one.metres or 0),
    )
    page = request.GET.get("page", "")
    skip = ROOM * int(page) if page.isdecimal() and len(page) < 3 else 0
    more = f"{visit.url('where')}?page={skip // ROOM + 1}" if len(found) > skip + ROOM else ""
    return show(
        request,
        visit,
        "where",
        back=visit.url("where") if skip else visit.start_url,
        places=found[skip : skip + ROOM],
        more_url=more,
    )


def _place(visit: Visit, site: Site) -> Place:
    now = places.open_now(site.code, visit.now)
    hours = ""
    if now.until:
        hours = _("nu open tot %(hour)s") % {"hour": dates.hour(now.until)}
    elif now.opens_at:
        when = dates.brief_moment(now.opens_at, visit.today)
        hours = _("nu gesloten, weer open: %(when)s") % {"when": when}
    near, point = visit.stand.point, site.point
    return Place(
        names.of_city().text(site.profile.name),
        visit.url("where_location", site.code),
        hours,
        now.is_open,
        metres(near, point) if near and point and site.code != visit.stand.location else None,
        site.profile.reception == "appointments_only",
        site.code == visit.stand.location,
    )


@at_kiosk
def location(request: PageRequest, visit: Visit, location: str) -> HttpResponse:
    """The week of a location as a picture, its address, and whether one needs an appointment."""
    site = places.find_location(location, visit.today)
    if site is None:
        return redirect(visit.url("where"))
    monday = visit.today - timedelta(days=visit.today.weekday())
    local = timezone.localtime(visit.now)
    return show(
        request,
        visit,
        "location",
        back=visit.url("where"),
        place=_place(visit, site),
        profile=site.profile,
        week=week.draw(
            [_hours(day) for day in places.week_of(site.code, monday)],
            today=visit.today,
            minute=local.hour * 60 + local.minute,
        ),
    )


def _hours(day: DayHours) -> week.Hours:
    reasons = [one.reason for one in day.closures] + ([day.holiday.name] if day.holiday else [])
    note = names.text(reasons[0]) if reasons and day.is_exception else ""
    return week.Hours(day.day, day.open, less=without(day.open, day.counters), note=note)


@at_kiosk
def needed(request: PageRequest, visit: Visit) -> HttpResponse:
    """For what one wants to know it."""
    return show(
        request,
        visit,
        "choose",
        back=visit.start_url,
        title=_("Waarover gaat het?"),
        choices=theme_choices(shelves(visit.today), lambda theme: visit.url("needed_of", theme)),
    )


@at_kiosk
def needed_of(request: PageRequest, visit: Visit, theme: str) -> HttpResponse:
    """The product within a theme."""
    shelf = find_shelf(shelves(visit.today), theme)
    if shelf is None:
        return redirect(visit.url("needed"))
    known = names.of_city()
    return show(
        request,
        visit,
        "choose",
        back=visit.url("needed"),
        title=_("Wat precies?"),
        said_above=shelf.name,
        choices=[
            Choice(
                known.text(one.name), visit.url("needed_product", one.code), known.text(one.summary)
            )
            for one in shelf.products
        ],
    )


@at_kiosk
def product(request: PageRequest, visit: Visit, product: str) -> HttpResponse:
    """What to bring, what it costs and when it is ready; from here one can book."""
    found = catalogue.find_product(product)
    if found is None or found.code not in {one.code for one in at_counter(visit.today)}:
        return redirect(visit.url("needed"))
    known = names.of_city()
    chosen = basket.Basket((Item(found.code),))
    several = found.max_quantity > 1
    return show(
        request,
        visit,
        "product",
        back=visit.url("needed_of", found.themes[0]),
        name=known.text(found.name),
        summary=known.text(found.summary),
        facts=_facts(found, visit),
        book_url=visit.url("book_quantity", found.code)
        if several
        else chosen.url(visit.url("book_more")),
    )


def _facts(found: Product, visit: Visit) -> list[parts.Fact]:
    known = names.of_city()
    fee = fee_on(found, visit.today)
    told = [
        (_("Voor wie"), [known.text(found.who)]),
        (_("Breng mee"), [known.text(one) for one in found.bring]),
        (_("Prijs"), [_price(fee.amount_cents)] if fee else []),
        (_("Klaar na"), [known.text(found.ready_after)]),
        (_("Aan het loket"), [dates.minutes(found.minutes.first)]),
    ]
    return [
        parts.Fact(name, tuple(values))
        for name, lines in told
        if (values := [line for line in lines if line])
    ]


def _price(cents: int) -> str:
    return dates.money(cents) if cents else _("gratis")


def bring_along(items: Iterable[Item], site: Site) -> list[str]:
    """What to bring for a visit, and what besides because the location lacks something."""
    known = names.of_city()
    told: list[str] = []
    for item in items:
        found = catalogue.find_product(item.product)
        if found:
            told += [known.text(one) for one in found.bring]
            told += [known.text(one.facts["without"]) for one in advice(found, site)]
    return list(dict.fromkeys(told))


@at_kiosk
def help_here(request: PageRequest, visit: Visit) -> HttpResponse:
    """Who helps: the reception of this place while it is there, and a telephone number."""
    site = visit.stand.site
    reception = False
    if site is not None:
        hours = places.hours_of(site.code, visit.today, visit.today)[0]
        local = timezone.localtime(visit.now)
        minute = local.hour * 60 + local.minute
        reception = any(one.opens <= minute < one.closes for one in hours.reception)
    call = kiosks.find_call(visit.stand.code) if visit.device else None
    return show(
        request,
        visit,
        "help",
        back=visit.start_url,
        has_reception=reception,
        call=call,
        watch=0 if call is None or call.answered_at else LOOKS_EVERY,
    )
