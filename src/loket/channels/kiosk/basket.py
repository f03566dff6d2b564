"""What a client wants to arrange in one visit; it stands in the address and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from loket.channels.ui import dates, names
from loket.domain.catalogue import offer as rules
from loket.domain.catalogue.product import Product
from loket.foundations.catalogue import queries as catalogue
from loket.offices.appointments.queries import Item

#: More than this is not one visit.
MOST = 6


@dataclass(frozen=True, slots=True)
class Basket:
    """Products with their quantities, in the order of choosing."""

    items: tuple[Item, ...] = ()

    def url(self, address: str, **more: object) -> str:
        """The address with what was chosen."""
        pairs = [("item", f"{one.product}:{one.quantity}") for one in self.items]
        pairs += [(name, str(value)) for name, value in more.items()]
        return f"{address}?{urlencode(pairs)}" if pairs else address

    def has(self, product: str) -> bool:
        """Whether it was chosen already."""
        return any(one.product == product for one in self.items)

    def takes(self, product: Product) -> bool:
        """Whether this can be had in the same visit."""
        chosen = [found for one in self.items if (found := catalogue.find_product(one.product))]
        return not self.has(product.code) and all(rules.combine(one, product) for one in chosen)

    @property
    def said(self) -> str:
        """ "2 × Kids-ID en Reispas"."""
        known = names.of_city()
        return dates.listing(
            [
                known.product(one.product)
                if one.quantity == 1
                else _("%(count)s × %(what)s")
                % {"count": one.quantity, "what": known.product(one.product)}
                for one in self.items
            ]
        )


def read(query: QueryDict) -> Basket:
    """What the address says; what it says wrongly is left out."""
    items = [_item(text[:90]) for text in query.getlist("item")[:MOST]]
    return Basket(tuple(one for one in items if one))


def _item(text: str) -> Item | None:
    code, _colon, quantity = text.partition(":")
    if catalogue.find_product(code) is None or not quantity.isdecimal():
        return None
    return Item(code, int(quantity[:4]))
