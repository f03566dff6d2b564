"""Time kept on concrete counters for some visits, and when the rest gets it back."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

#: `priority` is for products that the law gives a term (handbook 9: birth, expired documents).
Share = Literal["walk_in", "mobility", "priority"]

#: The location's wall-clock time at which reserved time is given free.
RELEASED_AT = time(12)
#: Later than any visit.
NEVER = datetime.max.replace(tzinfo=UTC)


def shares_of(*, terms: Iterable[int | None], mobility: bool) -> tuple[Share, ...]:
    """The reserved time that a visit may take, beside all that is open to everybody.

    `terms` are its products' statutory terms in days: one of them is enough for priority.
    Nobody books walk-in time ahead.
    """
    shares: list[Share] = []
    if mobility:
        shares.append("mobility")
    if any(term is not None for term in terms):
        shares.append("priority")
    return tuple(shares)


def released_at(day: date, release_days: int, zone: tzinfo) -> datetime:
    """When a day's reserved time is given free: noon so many days before; with 0 never."""
    if not release_days:
        return NEVER
    return datetime.combine(day - timedelta(days=release_days), RELEASED_AT, tzinfo=zone)
