"""Where and when one goes: the place of a visit, what to bring, and where documents wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from loket.channels.ui import dates, names
from loket.domain.catalogue.offer import advice, collect_at
from loket.domain.catalogue.product import Product
from loket.domain.places.facts import Site
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places
from loket.offices.appointments.queries import Item, Record


@dataclass(frozen=True, slots=True)
class Place:
    """A location as a visit needs it."""

    code: str
    name: str
    url: str
    host: str
    street: str
    town: str
    phone: str
    step_free: bool

    @property
    def address(self) -> str:
        """On one line."""
        return ", ".join(part for part in (self.host, self.street, self.town) if part)


def place_of(location: str, at: datetime) -> Place:
    """The location as it is on the day of the visit."""
    site = places.find_location(location, dates.local_day(at))
    if site is None:
        return Place(location, names.of_city().location(location), f"/locations/{location}",
                     "", "", "", "", step_free=False)  # fmt: skip
    one = site.profile
    return Place(
        code=location,
        name=names.text(one.name),
        url=f"/locations/{location}",
        host=one.host,
        street=one.street,
        town=f"{one.postal_code} {one.locality}".strip(),
        phone=one.phone,
        step_free=one.step_free,
    )


def token_of(found: Record) -> str:
    """The moment of a hold, as a search would name it."""
    return f"{found.location}_{timezone.localtime(found.starts_at):%Y-%m-%d_%H%M}"


@dataclass(frozen=True, slots=True)
class Bring:
    """What to bring for one product, and what happens after."""

    name: str
    url: str
    lines: tuple[str, ...]
    after: tuple[str, ...]


def list_to_bring(items: Iterable[Item], location: str, at: datetime) -> tuple[Bring, ...]:
    """Product by product what to bring to this location."""
    day = dates.local_day(at)
    site = places.find_location(location, day)
    found = ((one, catalogue.find_product(one.product)) for one in items)
    return tuple(_bring(product, site, day) for _item, product in found if product)


def _bring(product: Product, site: Site | None, day: date) -> Bring:
    lines = [names.text(one) for one in product.bring]
    if site is not None:
        lines += [names.text(reason.facts["without"]) for reason in advice(product, site)]
    return Bring(
        names.text(product.name),
        f"/products/{product.code}",
        tuple(line for line in lines if line),
        tuple(_after(product, site, day)),
    )


def _after(product: Product, site: Site | None, day: date) -> Iterator[str]:
    ready = names.text(product.ready_after)
    if ready:
        yield ready
    if product.collect_with and site is not None:
        waits_at = collect_at(product, site.code, day)
        if waits_at != site.code:
            yield _("Afhalen doe je in %(place)s.") % {"place": names.of_city().location(waits_at)}
