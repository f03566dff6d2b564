"""What a resident asks for, as it stands in an address: read leniently, written back whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import cached_property

from loket.foundations.places import queries as places
from loket.offices.appointments.queries import Item, Wish

ITEM: Final = re.compile(r"(?P<product>[^\s:]{1,40})(:(?P<quantity>[0-9]{1,6}))?")
POINT: Final = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,10})?),(-?[0-9]{1,3}(?:\.[0-9]{1,10})?)")
POSTAL: Final = re.compile(r"[A-Za-z0-9 -]{2,10}")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
#: Products in one visit; more is not a visit but a mistake.
MOST_ITEMS: Final = 12
#: As our links say yes, and as a ticked box does.
YES: Final = frozenset({"1", "on"})


@dataclass(frozen=True)
class Asked:
    """A wish with everything around it that has to survive the next click."""

    items: tuple[Item, ...] = ()
    since: date | None = None
    #: All moments of this one day instead of the first ones.
    day: date | None = None
    location: str = ""
    evening: bool = False
    saturday: bool = False
    step_free: bool = False
    mobility: bool = False
    language: str = ""
    interpreter: str = ""
    postal: str = ""
    near: str = ""
    #: Metres from there, at most; 0 for any distance.
    within: int = 0
    #: How many pages of first moments are shown.
    pages: int = 1
    #: The own appointment that is being moved: its code and secret.
    replaces: str = ""
    secret: str = ""

    @classmethod
    def read(cls, query: QueryDict, *, on: date) -> Self:
        """From an address or a form; what cannot be read is not asked."""
        asked = cls(
            items=tuple(_items(query.getlist("item"))),
            since=_day(query.get("since", "")),
            day=_day(query.get("day", "")),
            location=_known_location(query.get("location", ""), on),
            **{name: query.get(name) in YES for name in FLAGS},
            language=_fit(LANGUAGE, query.get("language", "")),
            interpreter=_fit(LANGUAGE, query.get("interpreter", "")),
            postal=_fit(POSTAL, query.get("postal", "").strip()),
            near=_fit(POINT, query.get("near", "").replace(" ", "")),
            within=_within(query.get("within", "")),
            pages=_pages(query.get("pages", "")),
            replaces=query.get("replaces", "")[:20],
            secret=query.get("s", "")[:80],
        )
        return replace(asked, near="") if query.get("postal") and asked.postal else asked

    def wish(self, *, on: date, **more: Any) -> Wish:
        """As the office reads it."""
        return Wish(
            **{
                "items": self.items,
                "since": self.since,
                "locations": (self.location,) if self.location else (),
                "evening": self.evening,
                "saturday": self.saturday,
                "step_free": self.step_free,
                "language": self.language,
                "mobility": self.mobility,
                "near": self.point(on),
                "within_m": self.within or None,
                **more,
            }
        )

    def point(self, on: date) -> tuple[float, float] | None:
        """From where distances count: the place of the device, else the district of the code."""
        if self.near:
            lat, lon = self.near.split(",")
            return float(lat), float(lon)
        for district in places.find_districts_of(self.postal, on) if self.postal else ():
            if district.lat is not None and district.lon is not None:
                return district.lat, district.lon
        return None

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Names and values for an address or for hidden fields."""
        return tuple(_pairs(self))

    def url(self, path: str = "/book/moments", **changes: Any) -> str:
        """The address with this wish, some of it changed."""
        changed = replace(self, **changes)
        return f"{path}?{urlencode(changed.pairs, safe=':,')}" if changed.pairs else path


FLAGS: Final = ("evening", "saturday", "step_free", "mobility")


def _items(values: list[str]) -> Iterator[Item]:
    """Each product once, with the sum of what was asked; nought is nothing."""
    wanted: dict[str, int] = {}
    for value in values[: 4 * MOST_ITEMS]:
        read = ITEM.fullmatch(value)
        if read:
            count = int(read["quantity"]) if read["quantity"] else 1
            wanted[read["product"]] = wanted.get(read["product"], 0) + count
    yield from (Item(code, count) for code, count in list(wanted.items())[:MOST_ITEMS] if count)


def _pairs(asked: Asked) -> Iterator[tuple[str, str]]:
    for item in asked.items:
        yield "item", f"{item.product}:{item.quantity}"
    for name in ("since", "day"):
        day: date | None = getattr(asked, name)
        if day:
            yield name, day.isoformat()
    for name in FLAGS:
        if getattr(asked, name):
            yield name, "1"
    for name in ("location", "language", "interpreter", "postal", "near", "within", "replaces"):
        if getattr(asked, name):
            yield name, str(getattr(asked, name))
    if asked.pages > 1:
        yield "pages", str(asked.pages)
    if asked.secret:
        yield "s", asked.secret


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _known_location(code: str, on: date) -> str:
    return code if code and places.find_location(code, on) else ""


def _fit(pattern: re.Pattern[str], text: str) -> str:
    return text if pattern.fullmatch(text) else ""


def _within(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _pages(text: str) -> int:
    return min(max(int(text), 1), 6) if text.isdecimal() and len(text) < 3 else 1
