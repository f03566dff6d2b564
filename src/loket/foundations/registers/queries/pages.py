"""The list of who looked, page by page: by occasions, as it was when somebody began to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from loket.domain.registers.paging import is_whole, make_page
from loket.domain.registers.seen import SOON, Occasion, Seen
from loket.foundations.registers.queries.look_ups import HIGHEST, LONGEST, list_look_ups_of

#: Look-ups that a page has of its own.
PAGE: Final = 50
#: Read below them at once: most occasions are a few look-ups, and end there.
TAIL: Final = 25


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: below this look-up, of those that were written by then."""

    at: datetime
    number: int = 0
    #: The highest number when the reading began: what comes later moves nothing.
    newest: int = HIGHEST


@dataclass(frozen=True, slots=True)
class Page:
    """Occasions, the latest first, and where the next page begins; None on the last one."""

    occasions: tuple[Occasion, ...]
    more: Place | None


def list_occasions_of(resident: UUID, *, since: datetime, place: Place) -> Page:
    """The page that begins there. A look-up is read for two pages at most, and an occasion of
    more than ``LONGEST`` is cut."""
    read = partial(list_look_ups_of, resident, since=since, newest=place.newest)
    above = _above(resident, place)
    seen = read(before=place.at, below=place.number, limit=PAGE + TAIL)
    asked = PAGE + TAIL
    while asked <= len(seen) < LONGEST and not is_whole(above, seen, PAGE):
        seen += read(before=seen[-1].at, below=seen[-1].number, limit=asked)
        asked *= 2
    page = make_page(above, seen, PAGE)
    return Page(page.occasions, _below(page.last, seen, place))


def _above(resident: UUID, place: Place) -> list[Seen]:
    """What was read on the page before and may go on in this one; nothing above the first."""
    if place.newest == HIGHEST:
        return []
    before = place.at + SOON + timedelta.resolution
    near = list_look_ups_of(
        resident, since=place.at, before=before, newest=place.newest, limit=LONGEST
    )
    return [one for one in near if (one.at, one.number) >= (place.at, place.number)]


def _below(last: Seen | None, seen: Sequence[Seen], place: Place) -> Place | None:
    if last is None:
        return None
    return Place(last.at, last.number, min(place.newest, max(one.number for one in seen)))
