"""Hours of a weekday as somebody types them: `9.00-12.30, 13.30-17.00 zonder afspraak`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from loket.domain.places.facts import ReservedFor, Window

WORDS: Final[dict[ReservedFor, str]] = {
    "": "",
    "walk_in": "zonder afspraak",
    "mobility": "minder mobiel",
    "priority": "voorrang",
}
_MEANS: Final = {word: kind for kind, word in WORDS.items()}
_STRETCH: Final = re.compile(
    r"(\d{1,2})(?:[.:u](\d{2}))?\s*(?:-|–|tot)\s*(\d{1,2})(?:[.:u](\d{2}))?\s*(.*)"
)
LAST: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """Open time in minutes after midnight, and for whom it is kept."""

    opens: int
    closes: int
    reserved_for: ReservedFor = ""


class Unreadable(ValueError):
    """What was typed is no stretch of time; the text is the part that cannot be read."""


def read(typed: str) -> tuple[Stretch, ...]:
    """The stretches that were typed; nothing for a closed day. Raises `Unreadable`."""
    parts = (part.strip() for part in re.split(r"[,;]", typed))
    return tuple(_stretch(part) for part in parts if part)


def _stretch(part: str) -> Stretch:
    found = _STRETCH.fullmatch(part)
    if found is None:
        raise Unreadable(part)
    hour, minute, to_hour, to_minute, word = found.groups()
    opens, closes = _minutes(hour, minute), _minutes(to_hour, to_minute)
    kind = _MEANS.get(" ".join(word.lower().split()))
    if kind is None or not opens < closes <= LAST:
        raise Unreadable(part)
    return Stretch(opens, closes, kind)


def _minutes(hour: str, minute: str | None) -> int:
    return int(hour) * 60 + int(minute or 0)


def write(windows: Iterable[Window]) -> str:
    """The same, of windows that there are."""
    ordered = sorted(windows, key=lambda one: one.opens)
    return ", ".join(
        f"{_clock(one.opens)}-{_clock(one.closes)} {WORDS[one.reserved_for]}".strip()
        for one in ordered
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60}.{minutes % 60:02}"
