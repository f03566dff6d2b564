"""The sections of a city pack that this room understands."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from loket.domain.catalogue import city, faults
from loket.domain.catalogue.legal import LegalText
from loket.domain.catalogue.offer import ANY
from loket.domain.catalogue.product import Product, Skill, Team, Theme
from loket.domain.catalogue.tiers import Tier, deviations, unexplained
from loket.foundations.catalogue import actions
from loket.foundations.catalogue.importers import dldb
from loket.kit import packs

CITY, PRODUCTS = "city", "products"
#: What products refer to: section to shape; each has its file of that name.
DEFINED: dict[str, type[Any]] = {
    "themes": Theme,
    "legal": LegalText,
    "tiers": Tier,
    "teams": Team,
    "skills": Skill,
}


def register() -> None:
    for section in sections():
        packs.register(section)


def sections() -> tuple[packs.Section[Any], ...]:
    defined = (_defined(name, shape) for name, shape in DEFINED.items())
    return (_city(), *defined, _products(), dldb.section())


def _city() -> packs.Section[city.City]:
    return packs.Section(
        name=CITY,
        file="city.toml",
        shape=city.City,
        key=_code_of,
        load=actions.settle,
        faults=_faults(city.wrong_with),
        required=True,
    )


def _products() -> packs.Section[Product]:
    return packs.Section(
        name=PRODUCTS,
        file="products/*.toml",
        shape=Product,
        key=_code_of,
        load=actions.define_products,
        faults=_faults(faults.wrong_with),
        agree=_disagreements,
        after=(CITY, *DEFINED),
        required=True,
    )


def _defined(name: str, shape: type[Any]) -> packs.Section[Any]:
    return packs.Section(
        name=name,
        file=f"{name}.toml",
        table=name,
        shape=shape,
        key=_code_of,
        load=partial(actions.define, section=name),
        agree=_AGREE.get(name, _agreed),
        after=(CITY,),
    )


def _code_of(entry: Any) -> str:
    return str(entry.code)


def _faults(
    wrong_with: Callable[[Any], Iterable[faults.Wrong]],
) -> Callable[[Any], list[packs.Fault]]:
    return lambda value: [packs.Fault(*one) for one in wrong_with(value)]


def _agreed(_: packs.Pack) -> tuple[packs.Problem, ...]:
    return ()


def _disagreements(pack: packs.Pack) -> Iterator[packs.Problem]:
    """Products and languages that are named where only the whole pack can tell."""
    codes = pack.keys(PRODUCTS)
    yield from _strangers(pack, codes)
    languages = {language for one in pack.values(CITY) for language in one.languages}
    for entry in pack.entries[PRODUCTS]:
        product: Product = entry.value
        for index, code in enumerate(product.combines_with):
            if code != ANY and code not in codes:
                found = f'"{code}" is not in products'
                expected = packs.nearest(code, sorted(codes))
                where = ("combines_with", index)
                yield entry.problem(where, found=found, expected=expected)
        for language in set(product.keywords) - languages:
            expected = packs.nearest(language, sorted(languages))
            yield entry.problem(("keywords", language), found="unknown language", expected=expected)


def _strangers(pack: packs.Pack, codes: set[str]) -> Iterator[packs.Problem]:
    """Locations with minutes of their own for products that do not exist."""
    for entry in pack.entries.get("locations", ()):
        for index, profile in enumerate(entry.value.profiles):
            for code in set(profile.minutes) - codes:
                found = f'"{code}" is not in products'
                expected = packs.nearest(code, sorted(codes))
                where = ("profiles", index, "minutes", code)
                yield entry.problem(where, found=found, expected=expected)


def _unexplained(pack: packs.Pack) -> Iterator[packs.Problem]:
    """Locations that lack what is standard for their tier without a published reason."""
    tiers: dict[str, Tier] = {one.code: one for one in pack.values("tiers")}
    for entry in pack.entries.get("locations", ()):
        for index, profile in enumerate(entry.value.profiles):
            found = deviations(tiers[profile.tier], profile.capabilities, profile.deviations)
            for one in unexplained(found):
                yield entry.problem(
                    ("profiles", index, "capabilities"),
                    found=f'lacks "{one.capability}", which is standard for {profile.tier}',
                    expected="a deviation with its reason",
                )


_AGREE: dict[str, Callable[[packs.Pack], Iterable[packs.Problem]]] = {"tiers": _unexplained}
