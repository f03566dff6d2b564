"""What is wrong with a product file that is well formed: rules its types cannot say."""

from collections.abc import Iterator, Sequence

from loket.domain.catalogue.channels import PERSONAL
from loket.domain.catalogue.dated import Bounded, Starting
from loket.domain.catalogue.offer import ANY
from loket.domain.catalogue.product import Certificate, Product

#: The levels of a sign-in: a code, itsme, eID.
LEVELS = (400, 450, 500)
Where = tuple[str | int, ...]
Wrong = tuple[Where, str, str]


def wrong_with(product: Product) -> Iterator[Wrong]:
    """Where, what and what instead."""
    yield from _same_start("fees", product.fees)
    yield from _same_start("owners", product.owners)
    yield from _same_start("maturity", product.maturity)
    yield from _same_start("certificate", product.certificate)
    yield from _backwards((), [product])
    for name in ("channels", "fees", "offered_at", "not_offered_at", "collect_at", "certificate"):
        yield from _backwards((name,), getattr(product, name))
    yield from _wrong_certificates(product.certificate)
    if not product.owners:
        yield ("owners",), "nobody", "the team that answers for the product"
    if not any(channel.kind in PERSONAL for channel in product.channels):
        yield ("channels",), "no person", "a channel call or connect: a person is never hidden"
    if ANY in product.combines_with and len(product.combines_with) > 1:
        yield ("combines_with",), '"*" and codes', 'either "*" or codes'


def _wrong_certificates(certificates: Sequence[Certificate]) -> Iterator[Wrong]:
    for index, one in enumerate(certificates):
        where = ("certificate", index)
        if one.level not in LEVELS:
            yield (*where, "level"), str(one.level), "400, 450 or 500"
        if (one.made_by == "person") != (one.model == ""):
            yield (*where, "model"), f'"{one.model}"', "a model, unless a person makes it"
        if one.rules == "criminal_record" and one.at_kiosk:
            yield (*where, "at_kiosk"), "true", "false: others stand around a kiosk"


def _same_start(name: str, facts: Sequence[Starting]) -> Iterator[Wrong]:
    seen = set()
    for index, fact in enumerate(facts):
        if fact.valid_from in seen:
            day = fact.valid_from.isoformat()
            yield (name, index, "valid_from"), f"{day} a second time", "a day of its own"
        seen.add(fact.valid_from)


def _backwards(path: Where, facts: Sequence[Bounded]) -> Iterator[Wrong]:
    for index, fact in enumerate(facts):
        if fact.valid_from and fact.valid_to and fact.valid_to <= fact.valid_from:
            where = (*path, index, "valid_to") if path else ("valid_to",)
            yield where, fact.valid_to.isoformat(), f"a day after {fact.valid_from.isoformat()}"
