"""What holds on a day, out of facts that follow one another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

from loket.domain.catalogue.product import Certificate, Fee, Maturity, Owner, Product


class Starting(Protocol):
    @property
    def valid_from(self) -> date: ...


class Bounded(Protocol):
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


S = TypeVar("S", bound=Starting)


@dataclass(frozen=True, slots=True)
class HandOver:
    """A product that passes from one team to another on a day."""

    product: str
    from_team: str
    to_team: str
    on: date
    decision: str | None


def holds(fact: Bounded, on: date) -> bool:
    """Whether the fact holds on this day; without a bound it always did, or always will."""
    starts = fact.valid_from is None or fact.valid_from <= on
    return starts and (fact.valid_to is None or on < fact.valid_to)


def latest(facts: Iterable[S], on: date) -> S | None:
    """The one that started last, of those that had started on this day."""
    started = [fact for fact in facts if fact.valid_from <= on]
    return max(started, key=lambda fact: fact.valid_from, default=None)


def fee_on(product: Product, on: date) -> Fee | None:
    """The fee in force; None when none was ever set or the last one has ended."""
    fee = latest(product.fees, on)
    return fee if fee and holds(fee, on) else None


def owner_on(product: Product, on: date) -> Owner | None:
    return latest(product.owners, on)


def maturity_on(product: Product, on: date) -> Maturity | None:
    return latest(product.maturity, on)


def certificate_on(product: Product, on: date) -> Certificate | None:
    """How it is decided and made on this day; None when it is no certificate then."""
    found = latest(product.certificate, on)
    return found if found and holds(found, on) else None


def is_in_use(product: Product, on: date) -> bool:
    """Whether residents see it on this day: it holds, and its page is more than a draft."""
    return holds(product, on) and product.stage != "draft"


def is_due_for_review(product: Product, on: date) -> bool:
    return product.review_on is not None and product.review_on <= on


def hand_overs(products: Iterable[Product], *, since: date, until: date) -> list[HandOver]:
    """The products that change teams on a day from `since` up to `until`, ends included."""
    found = [
        HandOver(product.code, before.team, after.team, after.valid_from, after.decision)
        for product in products
        for before, after in _successions(product.owners)
        if before.team != after.team and since <= after.valid_from <= until
    ]
    return sorted(found, key=lambda one: (one.on, one.product))


def _successions(owners: Sequence[Owner]) -> Iterable[tuple[Owner, Owner]]:
    ordered = sorted(owners, key=lambda owner: owner.valid_from)
    return pairwise(ordered)
