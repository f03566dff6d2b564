"""Who can stay when the open time of a day changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from loket.domain.appointments.moments import can_place
from loket.domain.appointments.plan import DayPlan, able_at
from loket.domain.appointments.problem import Placed, TooHard
from loket.domain.appointments.solve import solve
from loket.offices.appointments.queries.days import Live


@dataclass(frozen=True, slots=True)
class Seating:
    """Who stays, and on which lane; who cannot be served any more."""

    lanes: Mapping[Any, int]
    left_over: tuple[Any, ...]


def seat(plan: DayPlan, lives: Sequence[Live]) -> Seating:
    """Lanes for these visits under a new plan.

    When not all can stay, the oldest bookings do, and then the holds that nobody confirmed yet.
    """
    visits = [_visit(plan, live) for live in sorted(lives, key=_is_hold)]
    try:
        lanes = solve(visits)
    except TooHard:
        lanes = None
    if lanes is not None:
        return Seating(lanes, ())
    staying: list[Placed] = []
    left_over: list[Any] = []
    for visit in visits:
        placement = can_place(staying, replace(visit, lane=-1)) if visit.able else None
        if placement is None:
            left_over.append(visit.key)
            continue
        staying = [replace(each, lane=placement.moves.get(each.key, each.lane)) for each in staying]
        staying.append(replace(visit, lane=placement.lane))
    return Seating({each.key: each.lane for each in staying}, tuple(left_over))


def _is_hold(live: Live) -> bool:
    return live.lapses_at is not None


def _visit(plan: DayPlan, live: Live) -> Placed:
    """A visit that stands may keep reserved time it once got: what is closed or unable counts."""
    able = able_at(plan.open, plan.able(live.needs), start=live.start, ticks=live.ticks)
    return Placed(live.id, live.start, live.ticks, able, live.lane if able >> live.lane & 1 else -1)
