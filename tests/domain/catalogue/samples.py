"""Products for tables: as small as can be."""

from datetime import date
from typing import Any

from loket.domain.catalogue.product import Channel, Duration, Owner, Product

CONNECT = Channel("connect", {"nl": "Kom langs"})


def product(code: str = "PASSPORT", **fields: Any) -> Product:
    """A product that anyone offers and one person owns, but for what is said here."""
    usual: dict[str, Any] = {
        "name": {"nl": code.title()},
        "summary": {"nl": "Iets."},
        "minutes": Duration(15, 10),
        "channels": (CONNECT,),
        "owners": (Owner(date(2020, 1, 1), "counters"),),
        "themes": (),
    }
    return Product(code=code, **(usual | fields))
