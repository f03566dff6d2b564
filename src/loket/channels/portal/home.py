"""The first page: what do you want to arrange?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loket.channels.portal import choosing, opening
from loket.channels.portal.asking import Asked
from loket.channels.ui import dates, names
from loket.channels.ui.access import open_to
from loket.channels.ui.context import today_of
from loket.domain.catalogue import dated
from loket.domain.catalogue.channels import Way
from loket.domain.catalogue.product import Product
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places
from loket.kit import clock
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.queries import Item, Wish

TILES = 6
#: Locations on the first page; all of them stand on a page of their own.
DOORS = 4


@dataclass(frozen=True, slots=True)
class Tile:
    """A product and the easiest way to it."""

    name: str
    url: str
    said: str


@dataclass(frozen=True, slots=True)
class Line:
    """A location with its wait."""

    door: opening.Door
    wait: opening.Wait
    when: str


@open_to("anyone")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search, what is asked often, and who is open now."""
    if catalogue.find_city() is None:
        return render(request, "portal/no_city.html", status=503)
    now = clock.now()
    today = today_of(now)
    asked = Asked.read(request.GET, on=today)
    facts = {
        "tiles": [tile(one, now) for one in _popular(now, today)],
        "themes": catalogue.list_themes(),
        "lines": _lines(asked, now),
        "postal": asked.postal,
        "is_near": bool(asked.point(today)),
    }
    return render(request, "portal/home.html", facts)


def _popular(now: datetime, today: date) -> list[Product]:
    """What people book most; before anybody booked, the first product of each theme."""
    products = {one.code: one for one in catalogue.list_products(today)}
    firsts = {one.themes[0]: code for code, one in reversed(products.items()) if one.themes}
    of_themes = [firsts[one.code] for one in catalogue.list_themes() if one.code in firsts]
    codes = dict.fromkeys((*appointments.list_most_booked(now, TILES), *of_themes, *products))
    return [products[code] for code in codes if code in products][:TILES]


def tile(product: Product, now: datetime) -> Tile:
    """A product with the least effort it takes, in a few words."""
    return Tile(names.text(product.name), f"/products/{product.code}", easiest(product, now))


def easiest(product: Product, now: datetime) -> str:
    """ "Gebeurt vanzelf", "Meteen online", or the first free moment at a counter."""
    today = today_of(now)
    ways = [way for way in catalogue.ways(product, today) if way.is_open]
    best = next((way for way in ways if not is_booking(way)), None)
    if best and best.channel.kind == "automate":
        return _("Gebeurt vanzelf")
    stage = dated.maturity_on(product, today)
    if best and best.channel.kind == "swipe" and stage and stage.level in COMPLETE:
        return _("Meteen online")
    if choosing.is_bookable(product, today):
        first = first_moment(product, now)
        if first is not None:
            return _("Eerste vrije moment: %(moment)s") % {
                "moment": dates.brief_moment(first, today)
            }
    return names.text(product.summary)


#: Levels at which nothing is left to do elsewhere; below these a page promises nothing online.
COMPLETE = frozenset({"end_to_end", "automatic"})


def is_booking(way: Way) -> bool:
    """An online way that leads to our own appointments: the visit itself is what it takes."""
    return way.channel.url.startswith("/book")


def first_moment(product: Product, now: datetime) -> datetime | None:
    """When one could come at the earliest, wherever."""
    wish = Wish(items=(Item(product.code),), limit=1)
    try:
        slots = appointments.search(wish=wish, now=now).slots
    except RuleBroken:
        return None
    return slots[0].starts_at if slots else None


def _lines(asked: Asked, now: datetime) -> list[Line]:
    """Who is open; when nobody is, who opens first."""
    today = today_of(now)
    here = asked.point(today)
    every = opening.doors(places.list_locations(today), now, here=here)
    found = [door for door in every if door.until]
    if not found:
        found = [door for door in every if door.opens_at]
        if here is None:
            found.sort(key=lambda door: door.opens_at or now)
    return [_line(door, now) for door in found[:DOORS]]


def _line(door: opening.Door, now: datetime) -> Line:
    quiet = opening.Wait("–", door.address)
    return Line(door, opening.wait_at(door, now) if door.until else quiet, opening.when(door, now))
