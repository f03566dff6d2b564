"""What one day can still take: direct gaps from bits, re-shuffle moments from the visits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from loket.domain.appointments.grid import fold, starts_of
from loket.domain.appointments.moments import DayPuzzle
from loket.domain.appointments.plan import DayPlan, able_at, every_lane
from loket.domain.appointments.problem import Placed
from loket.offices.appointments.queries.days import (
    BOOK,
    DayRow,
    Live,
    as_of,
    free_of,
    read_live,
)
from loket.offices.appointments.queries.plans import Offer


class Views:
    """The days of one search: rows as they are at ``now``, and visits when a re-shuffle asks."""

    def __init__(self, *, now: datetime) -> None:
        self.now = now

    def current(self, row: DayRow) -> DayRow:
        """The row without holds that have lapsed since it was written."""
        if row.next_expiry is None or row.next_expiry > self.now:
            return row
        lives = read_live([row.location], row.day, now=self.now)[row.location]
        fresh = as_of(row, lives)
        fresh.memo["lives"] = lives
        BOOK.put(fresh)
        return fresh

    def load(self, rows: Sequence[DayRow]) -> None:
        """Read the visits of rows that lack them: one statement a day."""
        missing = [row for row in rows if "lives" not in row.memo]
        by_day: dict[Any, list[DayRow]] = defaultdict(list)
        for row in missing:
            by_day[row.day].append(row)
        for day, of_day in by_day.items():
            lives = read_live([row.location for row in of_day], day, now=self.now)
            for row in of_day:
                row.memo["lives"] = _if_same(row, lives[row.location])


def _if_same(row: DayRow, lives: list[Live]) -> list[Live] | None:
    """The visits if they are those of this very version of the row; None when the day moved on."""
    return lives if free_of(row.open, lives) == row.free else None


def sure_and_maybe(row: DayRow, offer: Offer, views: Views) -> tuple[int, int]:
    """Ticks at which a stretch is free as it stands, on some counter that may serve it; and those
    at which a re-shuffle might make room besides. Remembered for this version of the day.
    """
    kept = offer.plan.kept(offer.uses, now=views.now)
    key = ("starts", offer.ticks, offer.able, kept)
    found: tuple[int, int] | None = row.memo.get(key)
    if found is None:
        usable = row.free & offer.plan.usable(kept)
        direct = fold(starts_of(usable, offer.ticks), offer.able)
        found = row.memo[key] = direct, _doubtful(row, offer, kept) & ~direct
    return found


def _doubtful(row: DayRow, offer: Offer, kept: int) -> int:
    """Necessary for a re-shuffle, not sufficient: some counter is free at every tick of the
    stretch, and one that may serve it is open through it.
    """
    some_free = fold(row.free, every_lane(row.width))
    some_open = fold(starts_of(row.open & offer.plan.usable(kept), offer.ticks), offer.able)
    return starts_of(some_free, offer.ticks) & some_open


def shuffled(row: DayRow, offer: Offer, ticks: int, views: Views) -> int:
    """Those of these ticks at which every live visit and this one can be served.

    Remembered for this version of the day; nothing is claimed when its visits could not be read.
    """
    lives = row.memo.get("lives")
    if not ticks or lives is None:
        return 0
    kept = offer.plan.kept(offer.uses, now=views.now)
    key = ("shuffled", offer.ticks, offer.able, kept)
    known, fitting = row.memo.get(key, (0, 0))
    unknown = ticks & ~known
    if unknown:
        usable = row.open & offer.plan.usable(kept)
        fitting |= puzzle_of(row, offer.plan, lives, now=views.now).feasible_starts(
            offer.ticks,
            lambda start: able_at(usable, offer.able, start=start, ticks=offer.ticks),
            unknown,
        )
        row.memo[key] = known | unknown, fitting
    return int(fitting & ticks)


def puzzle_of(row: DayRow, plan: DayPlan, lives: Iterable[Live], *, now: datetime) -> DayPuzzle:
    """The visits of a day as a question of who can be served where."""
    released = tuple(reservation.released_at <= now for reservation in plan.reservations)
    key = ("puzzle", released)
    if key not in row.memo:
        row.memo[key] = DayPuzzle(placed(plan, lives, now=now))
    puzzle: DayPuzzle = row.memo[key]
    return puzzle


def placed(plan: DayPlan, lives: Iterable[Live], *, now: datetime) -> list[Placed]:
    """Each live claim with the lanes that may serve it; where it stands is always one of them."""
    visits = []
    for live in lives:
        usable = plan.usable(plan.kept(live.uses, now=now))
        able = able_at(usable, plan.able(live.needs), start=live.start, ticks=live.ticks)
        visits.append(Placed(live.id, live.start, live.ticks, able | 1 << live.lane, live.lane))
    return visits
