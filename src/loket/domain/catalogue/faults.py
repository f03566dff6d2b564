"""What is wrong with a product file that is well formed: rules its types cannot say."""

from collections.abc import Iterator, Sequence

from loket.domain.catalogue.channels import PERSONAL
from loket.domain.catalogue.dated import Bounded, Starting
from loket.domain.catalogue.offer import ANY
from loket.domain.catalogue.product import Product

Where = tuple[str | int, ...]
Wrong = tuple[Where, str, str]


def wrong_with(product: Product) -> Iterator[Wrong]:
    """Where, what and what instead."""
    yield from _same_start("fees", product.fees)
    yield from _same_start("owners", product.owners)
    yield from _same_start("maturity", product.maturity)
    yield from _backwards((), [product])
    for name in ("channels", "fees", "offered_at", "not_offered_at", "collect_at"):
        yield from _backwards((name,), getattr(product, name))
    if not product.owners:
        yield ("owners",), "nobody", "the team that answers for the product"
    if not any(channel.kind in PERSONAL for channel in product.channels):
        yield ("channels",), "no person", "a channel call or connect: a person is never hidden"
    if ANY in product.combines_with and len(product.combines_with) > 1:
        yield ("combines_with",), '"*" and codes', 'either "*" or codes'


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
