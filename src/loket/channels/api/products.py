"""The catalogue for machines."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from loket.channels.api import shapes
from loket.channels.api.answering import publish
from loket.channels.api.problems import as_json
from loket.channels.api.reading import AskedDay
from loket.channels.api.speech import speaking
from loket.channels.ui import names
from loket.domain.catalogue.channels import Way
from loket.domain.catalogue.dated import fee_on, owner_on
from loket.domain.catalogue.product import Product
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.kit import clock

router = Router(tags=["products"])


@router.get("/products", response=shapes.ProductsOut, summary="What one can come for")
def list_products(request: HttpRequest, on: AskedDay = None) -> HttpResponse:
    """The products in use on a day, today by default."""
    with speaking(request):
        day = on or timezone.localtime(clock.now()).date()
        return publish({"products": [as_answer(one, day) for one in catalogue.list_products(day)]})


@router.get(
    "/products/{code}",
    response={200: shapes.ProductOut, 404: shapes.Problem},
    summary="One product",
)
def show_product(request: HttpRequest, code: str, on: AskedDay = None) -> HttpResponse:
    """A product with its channels and its fee in force on a day, today by default."""
    with speaking(request):
        found = catalogue.find_product(code)
        if found is None:
            raise RuleBroken("unknown_product", product=code[:80])
        return publish(as_answer(found, on or timezone.localtime(clock.now()).date()))


def as_answer(product: Product, on: date) -> dict[str, Any]:
    """A product as it is on a day, in the language of the answer."""
    owner = owner_on(product, on)
    return {
        "code": product.code,
        "name": names.text(product.name),
        "summary": names.text(product.summary),
        "who": names.text(product.who),
        "bring": [names.text(each) for each in product.bring],
        "ready_after": names.text(product.ready_after),
        "themes": list(product.themes),
        "channels": [_way(way) for way in catalogue.ways(product, on)],
        "needs": list(product.needs),
        "helps": [
            {"capability": one.capability, "without": names.text(one.without)}
            for one in product.helps
        ],
        "minutes": {"first": product.minutes.first, "further": product.minutes.further},
        "max_quantity": product.max_quantity,
        "combines_with": list(product.combines_with),
        "statutory_term_days": product.statutory_term_days,
        "owner": owner.team if owner else None,
        "fee": _fee(product, on),
        "valid_from": product.valid_from.isoformat() if product.valid_from else None,
        "valid_to": product.valid_to.isoformat() if product.valid_to else None,
    }


def _way(way: Way) -> dict[str, Any]:
    channel = way.channel
    return {
        "kind": channel.kind,
        "text": names.text(channel.text),
        "url": channel.url,
        "identity": channel.identity,
        "open": way.is_open,
        "shut": as_json(way.shut) if way.shut else None,
    }


def _fee(product: Product, on: date) -> dict[str, Any] | None:
    fee = fee_on(product, on)
    if fee is None:
        return None
    return {
        "amount_cents": fee.amount_cents,
        "currency": "EUR",
        "valid_from": fee.valid_from.isoformat(),
        "note": names.text(fee.note),
        "fictional": fee.fictional,
        "source": fee.source,
    }
