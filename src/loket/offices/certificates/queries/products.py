"""Which products are certificates, and how each is decided and made."""

from __future__ import annotations

from datetime import date

from loket.domain.catalogue import dated
from loket.domain.catalogue.product import Certificate, Product
from loket.domain.certificates.rights import MANDATED
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue


def find_certificate(code: str, on: date) -> Certificate | None:
    """How this product is decided and made on that day; None when it is not asked here."""
    product = catalogue.find_product(code)
    if product is None or not dated.is_in_use(product, on):
        return None
    return dated.certificate_on(product, on)


def the_certificate(code: str, on: date) -> Certificate:
    """The same. Raises ``unknown_certificate``."""
    found = find_certificate(code, on)
    if found is None:
        raise RuleBroken("unknown_certificate")
    return found


def may_be_mandated(code: str, on: date) -> bool:
    """Whether one may ask for it for many, each under a mandate."""
    found = find_certificate(code, on)
    return found is not None and found.rules in MANDATED


def list_certificates(on: date) -> tuple[Product, ...]:
    """The products that are asked and delivered here on that day, in the order of the pack."""
    products = catalogue.list_products(on)
    return tuple(one for one in products if dated.certificate_on(one, on))


def team_of(code: str, on: date) -> str:
    """The team that answers for the product on that day."""
    product = catalogue.find_product(code) or catalogue.find_withdrawn(code)
    owner = dated.owner_on(product, on) if product else None
    return owner.team if owner else ""


def revision_of(code: str) -> str:
    """The revision of the product file, which a request pins."""
    return catalogue.find_revision(code)
