"""What is decided about a contact point: what its host thinks of it, and when it goes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final, Literal, get_args

from loket.domain.refusals import Reason

#: What a host wants of the kiosk in the house.
Wish = Literal["keep", "change", "stop"]
WISHES: Final = frozenset(get_args(Wish))
#: Characters of a reason; less tells whoever decides nothing.
SHORTEST_REASON: Final = 10
LONGEST_REASON: Final = 500
#: From the notice to the removal: our own, so that nobody finds an empty corner.
LEAST_NOTICE: Final = timedelta(days=14)


def against_opinion(*, wish: str, reason: str, on: date, today: date) -> list[Reason]:
    """Why this is no opinion to keep: it says what, why and when, and the day was."""
    found = [] if wish in WISHES else [Reason("opinion_unknown")]
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        found.append(Reason("opinion_needs_a_reason", {"least": SHORTEST_REASON}))
    if on > today:
        found.append(Reason("opinion_in_the_future", {"day": on}))
    return found


def against_closing(
    *, point: str, notice_on: date, removed_on: date, redirect: str, open_: Collection[str],
    today: date,
) -> list[Reason]:  # fmt: skip
    """Why a contact point cannot go so; ``open_`` are the places that serve on the last day."""
    found = []
    if notice_on < today:
        found.append(Reason("notice_in_the_past", {"day": notice_on}))
    if removed_on < notice_on + LEAST_NOTICE:
        found.append(Reason("notice_too_short", {"days": LEAST_NOTICE.days}))
    if redirect == point or redirect not in open_:
        found.append(Reason("redirect_not_open", {"place": redirect}))
    return found
