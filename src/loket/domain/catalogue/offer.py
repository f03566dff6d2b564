"""Where a product can be had: `needs` refuse, `helps` warn, and what goes into one visit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Protocol

from loket.domain.catalogue.dated import holds, is_in_use, latest
from loket.domain.catalogue.product import Product
from loket.domain.refusals import Reason

ANY = "*"


class Place(Protocol):
    """What these rules ask of a location on a day."""

    @property
    def code(self) -> str: ...
    @property
    def tier(self) -> str: ...
    @property
    def capabilities(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Spot:
    """A location on a day, for those who have no record of their own that fits `Place`."""

    code: str
    tier: str
    capabilities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """So many of a product in one visit."""

    product: Product
    quantity: int = 1


def reasons_against(product: Product, place: Place, on: date) -> list[Reason]:
    """Why this location cannot deliver the product on this day; empty when it can."""
    about = {"product": product.code, "location": place.code}
    reasons = []
    if not is_in_use(product, on):
        reasons.append(Reason("product_not_in_use", about))
    if not is_standard(product, place, on):
        reasons.append(Reason("not_offered_here", about | {"tier": place.tier}))
    reasons += [
        Reason("not_offered_by_exception", about | {"because": one.reason})
        for one in product.not_offered_at
        if one.location == place.code and holds(one, on)
    ]
    reasons += [
        Reason("location_lacks", about | {"capability": capability})
        for capability in product.needs
        if capability not in place.capabilities
    ]
    return reasons


def is_offered(product: Product, place: Place, on: date) -> bool:
    return not reasons_against(product, place, on)


def is_standard(product: Product, place: Place, on: date) -> bool:
    """Whether the offer of this day names the location, its tier, or everywhere."""
    for offered in product.offered_at:
        everywhere = not offered.tiers and not offered.locations
        named = place.tier in offered.tiers or place.code in offered.locations
        if (everywhere or named) and holds(offered, on):
            return True
    return False


def advice(product: Product, place: Place) -> list[Reason]:
    """What to bring because the location lacks something handy; refuses nothing."""
    return [
        Reason("bring_along", {"capability": one.capability, "without": one.without})
        for one in product.helps
        if one.capability not in place.capabilities
    ]


def combine(one: Product, other: Product) -> bool:
    """Whether both say that they go together in a visit."""
    return _admits(one, other) and _admits(other, one)


def _admits(one: Product, other: Product) -> bool:
    return ANY in one.combines_with or other.code in one.combines_with


def reasons_against_together(items: Sequence[Item]) -> list[Reason]:
    """Why these cannot be one visit: a quantity out of bounds, or two that do not combine."""
    return [*_quantities(items), *_pairs(items)]


def _quantities(items: Sequence[Item]) -> Iterator[Reason]:
    for item in items:
        most = item.product.max_quantity
        if not 1 <= item.quantity <= most:
            facts = {"product": item.product.code, "quantity": item.quantity, "most": most}
            yield Reason("quantity_out_of_bounds", facts)


def _pairs(items: Sequence[Item]) -> Iterator[Reason]:
    for one, other in combinations(items, 2):
        if one.product.code == other.product.code:
            yield Reason("product_twice", {"product": one.product.code})
        elif not combine(one.product, other.product):
            facts = {"product": one.product.code, "other": other.product.code}
            yield Reason("products_do_not_combine", facts)


def minutes(items: Sequence[Item], here: Mapping[str, tuple[int, int]] | None = None) -> int:
    """How long the visit takes at the counter; `here` are a location's own (first, further)."""
    return sum(_minutes(item, here or {}) for item in items)


def _minutes(item: Item, here: Mapping[str, tuple[int, int]]) -> int:
    usual = (item.product.minutes.first, item.product.minutes.further)
    first, further = here.get(item.product.code, usual)
    return first + further * (item.quantity - 1)


def collect_at(product: Product, asked_at: str, on: date) -> str:
    """The code of the location where a document waits that was asked for on this day."""
    fitting = (
        one
        for one in product.collect_at
        if holds(one, on) and (not one.asked_at or asked_at in one.asked_at)
    )
    found = latest(fitting, on)
    return found.location if found else asked_at
