"""Questions about products: which there are, which fit these words, who answers for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from loket.domain.catalogue import channels, dated, finding
from loket.domain.catalogue.product import Level, Plan, Product, Theme
from loket.foundations.catalogue.queries.remembered import Catalogue, the_catalogue
from loket.kit import texts


@dataclass(frozen=True, slots=True)
class RoadmapLine:
    """A planned step of a product, and how far the product is on the day asked."""

    product: Product
    plan: Plan
    level: Level


def list_products(on: date) -> tuple[Product, ...]:
    """The products in use on this day, in the order of the pack."""
    products = the_catalogue().products.values()
    return tuple(one for one in products if dated.is_in_use(one, on))


def find_product(code: str) -> Product | None:
    """A product of the pack, whenever it is in use; None when the pack does not hold it."""
    return the_catalogue().products.get(code)


def find_revision(code: str) -> str:
    """The content hash of a product's definition, which a request pins; empty when unknown."""
    return the_catalogue().revisions.get(code, "")


def find_withdrawn(code: str) -> Product | None:
    """A product that a former pack held: old bookings still need its name."""
    return the_catalogue().withdrawn.get(code)


def list_themes() -> tuple[Theme, ...]:
    """The themes, in the order of the pack."""
    return tuple(the_catalogue().themes.values())


def list_products_of(theme: str, on: date) -> tuple[Product, ...]:
    """The products of a theme in use on this day."""
    return tuple(one for one in list_products(on) if theme in one.themes)


def ways(product: Product, on: date) -> tuple[channels.Way, ...]:
    """The channels of a product, least effort first; those that wait for a law are shut."""
    return channels.ways(product, on, the_catalogue().laws)


def search(text: str, language: str, on: date, limit: int = 10) -> tuple[Product, ...]:
    """Products these words are about, best first, in this language and the city's own."""
    catalogue = the_catalogue()
    codes = finding.rank(text, _index(catalogue, language))
    found = (catalogue.products[code] for code in codes)
    return tuple(one for one in found if dated.is_in_use(one, on))[:limit]


@lru_cache(maxsize=16)
def _index(catalogue: Catalogue, language: str) -> finding.Index:
    own = catalogue.city.language
    languages = {language, own}
    words = (
        finding.findable(
            product.code,
            name=" ".join(texts.pick(product.name, one, own) for one in languages),
            keywords=_keywords(product, languages),
            summary=" ".join(texts.pick(product.summary, one, own) for one in languages),
        )
        for product in catalogue.products.values()
    )
    return finding.index(words, catalogue.city.search)


def _keywords(product: Product, languages: set[str]) -> Iterator[str]:
    for language in languages:
        yield from product.keywords.get(language, ())


def list_hand_overs(since: date, until: date) -> list[dated.HandOver]:
    """Products that pass from one team to another between these days, ends included."""
    return dated.hand_overs(the_catalogue().products.values(), since=since, until=until)


def list_roadmap(on: date) -> tuple[RoadmapLine, ...]:
    """Planned steps by quarter, beside how digital each product is on this day."""
    lines = [
        RoadmapLine(product, plan, _level(product, on))
        for product in list_products(on)
        for plan in product.roadmap
    ]
    return tuple(sorted(lines, key=lambda line: line.plan.quarter))


def _level(product: Product, on: date) -> Level:
    maturity = dated.maturity_on(product, on)
    return maturity.level if maturity else "information"
