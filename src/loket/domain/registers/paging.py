"""Pages of who looked: an occasion stands on one page, whole, whatever else was asked meanwhile.

A page has a number of look-ups that are its own. An occasion belongs to the page that has its
latest look-up, and takes its earlier ones along from below; the next page leaves those out, which
it knows by the look-ups within an hour above itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from loket.domain.registers.seen import SOON, Occasion, Seen, occasions


@dataclass(frozen=True, slots=True)
class Page:
    """What one page shows, the latest first."""

    occasions: tuple[Occasion, ...]
    #: The last look-up that nobody needs to read again; None on the last page.
    last: Seen | None


def is_whole(above: Sequence[Seen], seen: Sequence[Seen], own: int) -> bool:
    """Whether nothing that is still unread can belong to an occasion of the first ``own``.

    The look-ups of ``seen`` follow each other, and ``above`` those of the hour before them.
    """
    if len(seen) <= own:
        return False
    begun = _begun(above, seen, own)
    return seen[-1].at < min(one.first.at for one in begun) - SOON


def make_page(above: Sequence[Seen], seen: Sequence[Seen], own: int) -> Page:
    """The page of the first ``own`` of ``seen``, which was read until `is_whole`, or to its end."""
    begun = _begun(above, seen, own)
    told = {one for occasion in begun for one in occasion.look_ups}
    of_page = {one.look_up for one in seen[:own]}
    shown = tuple(one for one in begun if one.latest.look_up in of_page)
    left = (i for i, one in enumerate(seen) if i >= own and one.look_up not in told)
    until = next(left, None)
    return Page(shown, seen[until - 1] if until else None)


def _begun(above: Sequence[Seen], seen: Sequence[Seen], own: int) -> list[Occasion]:
    """Occasions whose latest look-up is above or among the first ``own``."""
    early = {one.look_up for one in chain(above, seen[:own])}
    return [one for one in occasions([*above, *seen]) if one.latest.look_up in early]
