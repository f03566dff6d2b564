"""Large buttons, one question a screen: what the screens that ask have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from loket.channels.ui import names
from loket.domain.catalogue.product import Product
from loket.foundations.catalogue import queries as catalogue


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: a link, or with fields a form that sends them."""

    label: str
    url: str
    note: str = ""
    is_first: bool = False
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """A theme and what of it can be had at a counter."""

    code: str
    name: str
    summary: str
    products: tuple[Product, ...]


def shelves(on: date, wanted: Iterable[Product] | None = None) -> tuple[Shelf, ...]:
    """The themes that hold something for a counter, in the order of the city."""
    able = {one.code for one in (at_counter(on) if wanted is None else wanted)}
    known = names.of_city()
    found = (
        Shelf(
            theme.code,
            known.text(theme.name),
            known.text(theme.summary),
            tuple(one for one in catalogue.list_products_of(theme.code, on) if one.code in able),
        )
        for theme in catalogue.list_themes()
    )
    return tuple(shelf for shelf in found if shelf.products)


def at_counter(on: date) -> tuple[Product, ...]:
    """The products for which one may come to a counter on this day."""
    return tuple(
        one
        for one in catalogue.list_products(on)
        if any(way.channel.kind == "connect" and way.is_open for way in catalogue.ways(one, on))
    )


def find_shelf(shelves_: Iterable[Shelf], theme: str) -> Shelf | None:
    """The one of this theme."""
    return next((shelf for shelf in shelves_ if shelf.code == theme), None)


def theme_choices(shelves_: Iterable[Shelf], address: Callable[[str], str]) -> list[Choice]:
    """A button for each theme."""
    return [Choice(one.name, address(one.code), one.summary) for one in shelves_]
