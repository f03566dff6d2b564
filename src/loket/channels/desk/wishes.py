"""What a caller asks for, as it stands in the address: items, filters, what the counter must know.

?item=KIDSID:2&item=PASSPORT:1&evening=1&language=fr&move=ACDEFGHJ
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from loket.foundations.catalogue import queries as catalogue
from loket.offices.appointments.queries import Item, Wish

#: Filters that are on or off; the first three restrict, the fourth opens reserved moments.
SWITCHES = ("evening", "saturday", "step_free", "mobility", "here")
WORDS = ("language", "interpreter", "since", "move")
MOST = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish that is being put together."""

    items: tuple[Item, ...]
    on: frozenset[str]
    language: str = ""
    interpreter: str = ""
    #: Not before this day, as `YYYY-MM-DD`; empty for as soon as can be.
    since: str = ""
    #: Code of the appointment that is to be moved.
    move: str = ""

    def query(self, **changes: object) -> str:
        """The address of this wish with some of it changed; `+KIDSID` adds one, `-KIDSID` takes."""
        pairs = [("item", f"{one.product}:{one.quantity}") for one in self.items]
        pairs += [(name, "1") for name in SWITCHES if name in self.on]
        pairs += [(name, getattr(self, name)) for name in WORDS if getattr(self, name)]
        for name, value in changes.items():
            pairs = [pair for pair in pairs if pair[0] != name]
            if value:
                pairs.append((name, str(value)))
        return urlencode(pairs)

    def with_count(self, product: str, quantity: int) -> Asked:
        """The same wish with so many of a product; none takes it out."""
        rest = {one.product: one.quantity for one in self.items} | {product: quantity}
        items = tuple(Item(code, count) for code, count in rest.items() if count > 0)
        return replace(self, items=items)

    def hidden(self) -> list[tuple[str, str]]:
        """As fields of a form."""
        pairs = [("item", f"{one.product}:{one.quantity}") for one in self.items]
        pairs += [(name, "1") for name in SWITCHES if name in self.on]
        return pairs + [(name, getattr(self, name)) for name in WORDS if getattr(self, name)]

    def wish(self, *, here: str, near: tuple[float, float] | None) -> Wish:
        """For the search: near the location where the employee stands."""
        return Wish(
            items=self.items,
            locations=(here,) if "here" in self.on else (),
            evening="evening" in self.on,
            saturday="saturday" in self.on,
            step_free="step_free" in self.on,
            mobility="mobility" in self.on,
            language=self.language,
            near=near,
            since=date.fromisoformat(self.since) if self.since else None,
            limit=30,
        )


def read(data: QueryDict) -> Asked:
    """What stands in an address or a form, less what cannot be."""
    return Asked(
        items=tuple(_items(data.getlist("item")[:MOST])),
        on=frozenset(name for name in SWITCHES if data.get(name)),
        language=data.get("language", "")[:8],
        interpreter=data.get("interpreter", "")[:8],
        since=_day(data.get("since", "")),
        move=data.get("move", "")[:20],
    )


def _day(stated: str) -> str:
    try:
        return date.fromisoformat(stated).isoformat()
    except ValueError:
        return ""


def _items(stated: list[str]) -> list[Item]:
    found: dict[str, int] = {}
    for one in stated:
        code, _colon, count = one.partition(":")
        if catalogue.find_product(code) and (not count or count.isdecimal()):
            found[code] = found.get(code, 0) + int(count or 1)
    return [Item(code, count) for code, count in found.items()]
