"""What a kind of location offers as a standard, and how a location differs from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, Protocol

from loket.domain.catalogue.offer import Place, Spot, is_standard, reasons_against
from loket.domain.catalogue.product import Capability, Product, Texts
from loket.domain.refusals import Reason


@dataclass(frozen=True, slots=True)
class Tier:
    """A kind of location with its charter. Also the format of an entry in `tiers.toml`."""

    code: Annotated[str, "like [a-z_]+", "at most 20 characters"]
    name: Texts
    summary: Texts
    #: What a resident may count on at every location of this tier.
    promises: tuple[Texts, ...]
    #: What every location of this tier has, unless it publishes a deviation with a reason.
    capabilities: tuple[Capability, ...]
    #: Which way one comes in.
    entrance: Literal["appointment", "appointment_and_walk_in", "self_service"] = "appointment"
    decision: Annotated[str, "refers to decisions"] | None = None


class Published(Protocol):
    """A deviation as a location publishes it."""

    @property
    def capability(self) -> str: ...
    @property
    def reason(self) -> Texts: ...


@dataclass(frozen=True, slots=True)
class Deviation:
    """One capability in which a location differs from its tier; no reason is a fault."""

    capability: str
    kind: Literal["missing", "extra"]
    reason: Texts | None = None


@dataclass(frozen=True, slots=True)
class Charter:
    """A tier with the products that are its standard offer on a day."""

    tier: Tier
    products: tuple[Product, ...]


def deviations(
    tier: Tier, capabilities: Iterable[str], published: Iterable[Published] = ()
) -> tuple[Deviation, ...]:
    """How these capabilities differ from the standard of the tier, in the order of the standard."""
    reasons = {one.capability: one.reason for one in published}
    has = frozenset(capabilities)
    missing = [one for one in tier.capabilities if one not in has]
    extra = sorted(has - set(tier.capabilities))
    return (
        *(Deviation(one, "missing", reasons.get(one)) for one in missing),
        *(Deviation(one, "extra", reasons.get(one)) for one in extra),
    )


def unexplained(found: Iterable[Deviation]) -> tuple[Deviation, ...]:
    """Those that take something away without a published reason."""
    return tuple(one for one in found if one.kind == "missing" and not one.reason)


def charter(tier: Tier, products: Sequence[Product], on: date) -> Charter:
    """The tier's promises with its standard offer: what any location of it can deliver."""
    model = Spot("", tier.code, frozenset(tier.capabilities))
    return Charter(tier, tuple(one for one in products if not reasons_against(one, model, on)))


def departures(place: Place, tier: Tier, products: Sequence[Product], on: date) -> list[Reason]:
    """Why this location lacks products that are standard for its tier, product by product."""
    standard = charter(tier, products, on).products
    return [reason for product in standard for reason in reasons_against(product, place, on)]


def additions(place: Place, products: Sequence[Product], on: date) -> tuple[Product, ...]:
    """Products this location has because the offer names it, not its tier."""
    tier_only = Spot("", place.tier, place.capabilities)
    return tuple(
        product
        for product in products
        if not reasons_against(product, place, on) and not is_standard(product, tier_only, on)
    )
