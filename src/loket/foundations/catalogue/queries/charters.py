"""What every tier promises, and how each location differs from it: published as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from loket.domain.catalogue import tiers
from loket.domain.catalogue.product import Product
from loket.domain.places.facts import Site
from loket.domain.refusals import Reason
from loket.foundations.catalogue.queries.products import list_products
from loket.foundations.catalogue.queries.remembered import the_catalogue
from loket.foundations.places import queries as places


@dataclass(frozen=True, slots=True)
class LocationLine:
    """A location beside the standard of its tier."""

    site: Site
    #: Capabilities it lacks or has besides, each with the reason it publishes.
    deviations: tuple[tiers.Deviation, ...]
    #: Why it lacks products that are standard, one reason for each.
    departures: tuple[Reason, ...]
    #: Products it has because the offer names it.
    additions: tuple[Product, ...]

    @property
    def is_standard(self) -> bool:
        """Whether it offers what its tier promises, no less and no more."""
        return not self.deviations and not self.departures and not self.additions


@dataclass(frozen=True, slots=True)
class CharterLine:
    """A tier with its promises and standard offer, and its locations on the day asked."""

    tier: tiers.Tier
    products: tuple[Product, ...]
    locations: tuple[LocationLine, ...]


def list_charters(on: date) -> tuple[CharterLine, ...]:
    """Every tier in the order of the pack."""
    products, sites = list_products(on), places.list_locations(on)
    return tuple(
        CharterLine(
            tier=tier,
            products=tiers.charter(tier, products, on).products,
            locations=tuple(_line(one, tier, products, on) for one in sites if one.tier == code),
        )
        for code, tier in the_catalogue().tiers.items()
    )


def _line(site: Site, tier: tiers.Tier, products: tuple[Product, ...], on: date) -> LocationLine:
    return LocationLine(
        site=site,
        deviations=tiers.deviations(tier, site.capabilities, site.profile.deviations),
        departures=tuple(tiers.departures(site, tier, products, on)),
        additions=tiers.additions(site, products, on),
    )
