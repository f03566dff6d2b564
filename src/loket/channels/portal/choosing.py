"""Choosing what for: several products, and how many of each, in one visit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from loket.channels.portal import finding
from loket.channels.portal.asking import MOST_ITEMS, Asked
from loket.channels.ui import names, parts
from loket.channels.ui.access import open_to
from loket.channels.ui.context import today_of
from loket.domain.catalogue.channels import ways
from loket.domain.catalogue.legal import LegalText
from loket.domain.catalogue.offer import combine
from loket.domain.catalogue.product import Product
from loket.foundations.catalogue import queries as catalogue
from loket.kit import clock


@dataclass(frozen=True, slots=True)
class Chosen:
    """A product with the numbers one can have of it."""

    code: str
    name: str
    quantity: int
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A product that can be added."""

    value: str
    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Group:
    """The products of a theme."""

    name: str
    choices: tuple[Choice, ...]


@open_to("anyone")
@require_GET
def book(request: HttpRequest) -> HttpResponse:
    """What for, and how many."""
    today = today_of(clock.now())
    asked = Asked.read(request.GET, on=today)
    facts = choice(asked, on=today, words=request.GET.get("q", "")[:100].strip())
    return render(request, "portal/book.html", facts)


def choice(asked: Asked, *, on: date, words: str = "") -> dict[str, Any]:
    """What is chosen, and what goes with it in the same visit."""
    products = {one.code: one for one in list_bookable(on)}
    chosen = [products[one.product] for one in asked.items if one.product in products]
    addable = [one for one in products.values() if _goes_with(one, chosen)]
    full = len(chosen) >= MOST_ITEMS
    return {
        "steps": parts.booking_steps(0),
        "chosen": _chosen(asked, products),
        "said": finding.items_said(asked.items),
        "minutes": finding.minutes_of(asked.items),
        "groups": () if full else _groups(addable),
        "found": _found(words, addable, on) if words else (),
        "words": words,
        "apart": [names.text(one.name) for one in products.values() if _stays_out(one, chosen)],
        "rest": [pair for pair in asked.pairs if pair[0] != "item"],
        "hidden": asked.pairs,
    }


def list_bookable(on: date) -> tuple[Product, ...]:
    """The products one comes to a counter for, by appointment."""
    laws = catalogue.the_catalogue().laws
    return tuple(one for one in catalogue.list_products(on) if _is_bookable(one, on, laws))


def is_bookable(product: Product, on: date) -> bool:
    """Whether one comes to a counter for it, by appointment."""
    return _is_bookable(product, on, catalogue.the_catalogue().laws)


def _is_bookable(product: Product, on: date, laws: Mapping[str, LegalText]) -> bool:
    return "booking" in product.needs and any(
        way.is_open and way.channel.kind == "connect" for way in ways(product, on, laws)
    )


def _chosen(asked: Asked, products: dict[str, Product]) -> tuple[Chosen, ...]:
    return tuple(
        Chosen(
            one.product,
            names.text(products[one.product].name),
            one.quantity,
            tuple(range(products[one.product].max_quantity + 1)),
        )
        for one in asked.items
        if one.product in products
    )


def _goes_with(product: Product, chosen: Iterable[Product]) -> bool:
    return all(product.code != one.code and combine(product, one) for one in chosen)


def _stays_out(product: Product, chosen: Iterable[Product]) -> bool:
    return any(product.code != one.code and not combine(product, one) for one in chosen)


def _as_choice(product: Product) -> Choice:
    return Choice(f"{product.code}:1", names.text(product.name), names.text(product.summary))


def _found(words: str, addable: Iterable[Product], on: date) -> tuple[Choice, ...]:
    codes = {one.code for one in addable}
    found = catalogue.search(words, names.current(), on)
    return tuple(_as_choice(one) for one in found if one.code in codes)


def _groups(addable: list[Product]) -> tuple[Group, ...]:
    """By theme, each product where it stands first."""
    groups = []
    for theme in catalogue.list_themes():
        here = [one for one in addable if one.themes and one.themes[0] == theme.code]
        if here:
            groups.append(Group(names.text(theme.name), tuple(_as_choice(one) for one in here)))
    known = {theme.code for theme in catalogue.list_themes()}
    loose = [one for one in addable if not set(one.themes[:1]) & known]
    return (*groups, Group("", tuple(_as_choice(one) for one in loose))) if loose else tuple(groups)
