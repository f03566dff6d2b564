"""What people of the demo come for, at a location, on a day."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from loket.demo.packing import Asked, Stretch
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places
from loket.offices.appointments.queries import Item, Wish
from loket.offices.appointments.queries.plans import Offer, offers

#: One for most, more for families.
QUANTITIES = (1, 1, 1, 2, 2, 3)
Menu = dict[str, list[Asked]]


def menu_of(day: date) -> Menu:
    """By location what can be booked there on this day; the shortest visits first."""
    return _menu_of(day, places.find_edition())


@lru_cache(maxsize=64)
def _menu_of(day: date, edition: int) -> Menu:
    menu: defaultdict[str, list[Asked]] = defaultdict(list)
    for product in catalogue.list_products(day):
        if "booking" in product.needs and product.statutory_term_days is None:
            for quantity in sorted(set(QUANTITIES)):
                for offer in _offered(edition, Item(product.code, quantity), day):
                    menu[offer.location].append(_asked(offer, product.code, quantity))
    return {
        location: sorted(some, key=lambda one: (one.ticks, one.product, one.quantity))
        for location, some in menu.items()
    }


def _offered(edition: int, item: Item, day: date) -> list[Offer]:
    try:
        return [one for one in offers(edition, Wish(items=(item,)), day) if not one.reasons]
    except RuleBroken:
        return []  # more at once than the product allows


def _asked(offer: Offer, product: str, quantity: int) -> Asked:
    return Asked(product, quantity, offer.ticks, frozenset(offer.needs))


def choose(
    menu: Sequence[Asked], stretch: Stretch, room: int, chance: random.Random
) -> Asked | None:
    """Something that this counter can do in so many ticks; single visits more often than others."""
    quantity = chance.choice(QUANTITIES)
    able = [one for one in menu if one.ticks <= room and one.skills <= stretch.skills]
    wished = [one for one in able if one.quantity == quantity and one.ticks % 3 == 0]
    return chance.choice(wished or able) if able else None
