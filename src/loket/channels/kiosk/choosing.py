"""Choosing what to arrange: a theme, a product, how many, and whether there is something else."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from loket.channels.kiosk import basket
from loket.channels.kiosk.basket import Basket
from loket.channels.kiosk.choices import (
    Choice,
    Shelf,
    at_counter,
    find_shelf,
    shelves,
    theme_choices,
)
from loket.channels.kiosk.visiting import Visit, at_kiosk, show
from loket.channels.ui import names
from loket.channels.ui.language import PageRequest
from loket.domain.catalogue.product import Product
from loket.foundations.catalogue import queries as catalogue
from loket.offices.appointments.queries import Item


@at_kiosk
def themes(request: PageRequest, visit: Visit) -> HttpResponse:
    """What it is about."""
    chosen = basket.read(request.GET)
    return show(
        request,
        visit,
        "choose",
        back=chosen.url(visit.url("book_more")) if chosen.items else visit.start_url,
        title=_("Wat wil je nog regelen?") if chosen.items else _("Wat wil je regelen?"),
        choices=theme_choices(
            _shelves(visit, chosen), lambda theme: chosen.url(visit.url("book_theme", theme))
        ),
    )


@at_kiosk
def products(request: PageRequest, visit: Visit, theme: str) -> HttpResponse:
    """The product within the theme."""
    chosen = basket.read(request.GET)
    shelf = find_shelf(_shelves(visit, chosen), theme)
    if shelf is None:
        return redirect(chosen.url(visit.url("book")))
    known = names.of_city()
    return show(
        request,
        visit,
        "choose",
        back=chosen.url(visit.url("book")),
        title=_("Wat precies?"),
        said_above=shelf.name,
        choices=[
            Choice(known.text(one.name), _after(visit, chosen, one), known.text(one.summary))
            for one in shelf.products
        ],
    )


@at_kiosk
def quantity(request: PageRequest, visit: Visit, product: str) -> HttpResponse:
    """For how many."""
    chosen, found = basket.read(request.GET), catalogue.find_product(product)
    if found is None or not chosen.takes(found):
        return redirect(chosen.url(visit.url("book")))
    return show(
        request,
        visit,
        "quantity",
        back=chosen.url(visit.url("book_theme", found.themes[0])),
        said_above=names.of_city().text(found.name),
        choices=[
            Choice(str(count), _with(chosen, found, count).url(visit.url("book_more")))
            for count in range(1, found.max_quantity + 1)
        ],
    )


@at_kiosk
def more(request: PageRequest, visit: Visit) -> HttpResponse:
    """Something else in the same visit, or on to the moments."""
    chosen = basket.read(request.GET)
    if not chosen.items:
        return redirect(visit.url("book"))
    moments = Choice(
        _("Nee, toon de vrije momenten"), chosen.url(visit.url("book_moments")), is_first=True
    )
    another = Choice(_("Ja, nog iets"), chosen.url(visit.url("book")))
    can = len(chosen.items) < basket.MOST and bool(_shelves(visit, chosen))
    if not can:
        return redirect(moments.url)
    return show(
        request,
        visit,
        "choose",
        back=visit.url("book"),
        title=_("Wil je in hetzelfde bezoek nog iets regelen?"),
        said_above=_("Je koos: %(what)s") % {"what": chosen.said},
        choices=[moments, another],
        kind="few",
    )


def _shelves(visit: Visit, chosen: Basket) -> tuple[Shelf, ...]:
    """What can still be chosen, beside what was."""
    able = (one for one in at_counter(visit.today) if chosen.takes(one))
    return shelves(visit.today, able)


def _after(visit: Visit, chosen: Basket, product: Product) -> str:
    """How many is only asked where there can be more than one."""
    if product.max_quantity > 1:
        return chosen.url(visit.url("book_quantity", product.code))
    return _with(chosen, product, 1).url(visit.url("book_more"))


def _with(chosen: Basket, product: Product, count: int) -> Basket:
    return Basket((*chosen.items, Item(product.code, count)))
