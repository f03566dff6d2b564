"""The whole catalogue in memory, read anew when another was loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar
from uuid import UUID

from loket.domain.catalogue.city import City
from loket.domain.catalogue.legal import LegalText
from loket.domain.catalogue.product import Product, Skill, Team, Theme
from loket.domain.catalogue.tiers import Tier
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import models
from loket.kit import packs
from loket.kit.statements import ask

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Everything the pack says about products, typed; each mapping in the order of the pack."""

    city: City
    products: Mapping[str, Product]
    #: Products that the pack no longer holds; old bookings still need their names.
    withdrawn: Mapping[str, Product]
    #: The hash of each product's definition, also of the withdrawn.
    revisions: Mapping[str, str]
    themes: Mapping[str, Theme]
    laws: Mapping[str, LegalText]
    tiers: Mapping[str, Tier]
    teams: Mapping[str, Team]
    skills: Mapping[str, Skill]


_remembered: dict[UUID, Catalogue] = {}


P = ParamSpec("P")
R = TypeVar("R")
#: What an act began with; see `of_one_edition`.
_began_with: ContextVar[Catalogue | None] = ContextVar("began_with", default=None)


def of_one_edition(act: Callable[P, R]) -> Callable[P, R]:
    """An act that asks many things of the catalogue, all of it as it was when the act began.

    A pack that is loaded meanwhile counts from the next act on.
    """

    @wraps(act)
    def acting(*args: P.args, **kwargs: P.kwargs) -> R:
        token = _began_with.set(find_catalogue())
        try:
            return act(*args, **kwargs)
        finally:
            _began_with.reset(token)

    return acting


def find_catalogue() -> Catalogue | None:
    """The whole catalogue, or None before the first load; one small query when nothing changed."""
    if begun := _began_with.get():
        return begun
    while stamp := _stamp():
        if found := _remembered.get(stamp) or _read_as_of(stamp):
            return found
    return None


def the_catalogue() -> Catalogue:
    """Raises RuleBroken `no_city` as long as no pack was loaded."""
    found = find_catalogue()
    if found is None:
        raise RuleBroken("no_city")
    return found


def find_city() -> City | None:
    """The facts of the city; None as long as no pack was loaded."""
    found = find_catalogue()
    return found.city if found else None


def the_city() -> City:
    """The facts of the city. Raises RuleBroken `no_city` as long as no pack was loaded."""
    return the_catalogue().city


def _stamp() -> UUID | None:
    found: tuple[UUID] | None = ask("SELECT stamp FROM catalogue_city", []).fetchone()
    return found[0] if found else None


def _read_as_of(stamp: UUID) -> Catalogue | None:
    """Everything, remembered under this stamp; None when another load came in between."""
    catalogue = _read()
    if _stamp() != stamp:
        return None
    _remembered.clear()
    _remembered[stamp] = catalogue
    return catalogue


def _read() -> Catalogue:
    here: dict[str, Product] = {}
    gone: dict[str, Product] = {}
    revisions: dict[str, str] = {}
    for record in models.Product.objects.all():
        revisions[record.code] = record.revision
        shelf = gone if record.withdrawn_at else here
        shelf[record.code] = packs.from_json(Product, record.definition)
    return Catalogue(
        city=packs.from_json(City, models.City.objects.get().definition),
        products=here,
        withdrawn=gone,
        revisions=revisions,
        themes=_defined("themes", Theme),
        laws=_defined("legal", LegalText),
        tiers=_defined("tiers", Tier),
        teams=_defined("teams", Team),
        skills=_defined("skills", Skill),
    )


def _defined(section: str, shape: type[T]) -> dict[str, T]:
    records = models.Definition.objects.filter(section=section)
    return {one.key: packs.from_json(shape, one.definition) for one in records}
