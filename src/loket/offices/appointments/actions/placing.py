"""Making room on a day: the one place where day rows and witnesses are written.

Locks are taken in one order everywhere: the day row first, several days sorted by location and
day, then appointments. The lock is courtesy; the constraints of the migration are law.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection

from loket.domain.appointments.grid import fold, lanes_at, starts_of, stretch
from loket.domain.appointments.limits import LIST_COMES_FIRST
from loket.domain.appointments.moments import can_place
from loket.domain.appointments.plan import DayPlan, able_at, every_lane
from loket.domain.appointments.solve import Placed
from loket.domain.refusals import RuleBroken
from loket.kit.statements import ask
from loket.offices.appointments.queries.days import (
    DayRow,
    Live,
    first_tick,
    free_of,
    next_end,
    read_live,
)
from loket.offices.appointments.queries.feasible import placed

LOCK = """
SELECT id, location_id, day, version, open, free, next_expiry
FROM appointments_day WHERE location_id = %s AND day = %s FOR UPDATE
"""
TAKE = """
UPDATE appointments_day
SET free = free & ~%(bits)s::varbit, version = version + 1, changed = pg_current_xact_id(),
    next_expiry = least(next_expiry, %(expires_at)s)
WHERE id = %(id)s AND length(free) = length(%(bits)s::varbit)
  AND free & %(bits)s::varbit = %(bits)s::varbit
RETURNING id
"""
WRITE = """
UPDATE appointments_day
SET free = %s::varbit, version = version + 1, changed = pg_current_xact_id(), next_expiry = %s
WHERE id = %s
"""
LAPSE = """
UPDATE appointments_appointment SET state = 'expired', inside_id = NULL
WHERE location_id = %s AND day = %s AND state = 'held' AND NOT offered AND expires_at <= %s
RETURNING id
"""
#: What rested inside a claim that ended gets its own claim back, on the counter where it rests.
WAKE = """
UPDATE appointments_appointment AS a
SET inside_id = NULL, during = int4range(%s + a.start, %s + a.start + a.ticks)
WHERE a.inside_id = ANY(%s)
"""
MOVE = """
UPDATE appointments_appointment AS a SET counter_id = m.counter
FROM unnest(%s::uuid[], %s::bigint[]) AS m (id, counter)
WHERE a.id = m.id OR a.inside_id = m.id
"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a visit asks of a day: when, what a counter must be able to do, what it may use."""

    start: int
    ticks: int
    needs: tuple[str, ...]
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A locked day: its row, and the live claims on it without holds that lapsed."""

    row: DayRow
    plan: DayPlan
    lives: tuple[Live, ...]

    @property
    def counters(self) -> Mapping[int, int]:
        """Counter id per lane."""
        return {lane.number: lane.counter for lane in self.plan.lanes}


def lock_day(location: int, day: date, plan: DayPlan, *, now: datetime) -> OpenDay:
    """The day row under lock, with lapsed holds dropped; ``RuleBroken("not_open")`` if unknown."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [location, day])
        found = cursor.fetchone()
        if found is None:
            raise RuleBroken("not_open", day=day)
        key, _, _, version, open_bits, free, next_expiry = found
        row = DayRow(
            key,
            location,
            day,
            version,
            len(open_bits),
            int(open_bits, 2),
            int(free, 2),
            next_expiry,
        )
        if next_expiry is not None and next_expiry <= now:
            cursor.execute(LAPSE, [location, day, now - LIST_COMES_FIRST])
            wake([gone for (gone,) in cursor.fetchall()], day)
    lives = read_live([location], day, now=now)[location]
    return OpenDay(
        replace(row, free=free_of(row.open, lives), next_expiry=next_end(lives)), plan, tuple(lives)
    )


def wake(ended: Collection[uuid.UUID], day: date) -> None:
    """Give back their own claim to visits that rested inside claims that ended."""
    if ended:
        base = first_tick(day)
        with connection.cursor() as cursor:
            cursor.execute(WAKE, [base, base, list(ended)])


def take_gap(row: DayRow, lane: int, wanted: Stretch, *, expires_at: datetime | None) -> bool:
    """Take a stretch where it is still free, without a lock before; False when it is gone."""
    bits = f"{stretch(lane, wanted.start, wanted.ticks):0{row.width}b}"
    taken = ask(TAKE, {"bits": bits, "id": row.id, "expires_at": expires_at})
    return taken.fetchone() is not None


def gap_of(free: int, plan: DayPlan, wanted: Stretch, *, now: datetime) -> int | None:
    """The counter that loses least by taking this stretch as it stands; None when no gap is direct.

    The one with the fewest skills, and among these the one whose gap is tightest before and after.
    """
    usable = free & plan.usable(plan.kept(wanted.uses, now=now))
    lanes = lanes_at(starts_of(usable, wanted.ticks), wanted.start, plan.able(wanted.needs))
    choices = [lane for lane in plan.lanes if lanes >> lane.number & 1]
    if not choices:
        return None
    return min(
        choices,
        key=lambda lane: (len(lane.skills), _slack(usable, lane.number, wanted), lane.number),
    ).number


def _slack(free: int, lane: int, wanted: Stretch) -> int:
    """Free neighbours of the stretch: 0 when it fits exactly between what is taken."""
    before, after = (
        stretch(lane, wanted.start, 1) >> 1,
        stretch(lane, wanted.start + wanted.ticks, 1),
    )
    return int(bool(free & before)) + int(bool(free & after))


def is_hopeless(row: DayRow, wanted: Stretch) -> bool:
    """Whether at some tick of the stretch no counter at all is free: no re-shuffle can help."""
    return not starts_of(fold(row.free, every_lane(row.width)), wanted.ticks) >> wanted.start & 1


def make_room(day: OpenDay, wanted: Stretch, *, now: datetime) -> tuple[OpenDay, int] | None:
    """A lane for the stretch on a locked day, moving witnesses if need be; None when it cannot be.

    The moves are written in one statement, so that no two visits share a counter at its end.
    """
    lane = gap_of(day.row.free, day.plan, wanted, now=now)
    if lane is not None:
        return day, lane
    if is_hopeless(day.row, wanted):
        return None
    usable = day.plan.usable(day.plan.kept(wanted.uses, now=now))
    able = able_at(usable, day.plan.able(wanted.needs), start=wanted.start, ticks=wanted.ticks)
    visits = placed(day.plan, day.lives, now=now)
    placement = (
        can_place(visits, Placed("new", wanted.start, wanted.ticks, able, -1)) if able else None
    )
    if placement is None:
        return None
    return moved(day, placement.moves), placement.lane


def moved(day: OpenDay, moves: Mapping[Any, int]) -> OpenDay:
    """The day after its witnesses changed counters, as written."""
    if not moves:
        return day
    counters = day.counters
    with connection.cursor() as cursor:
        cursor.execute(MOVE, [list(moves), [counters[lane] for lane in moves.values()]])
    lives = tuple(replace(live, lane=moves.get(live.id, live.lane)) for live in day.lives)
    return replace(day, lives=lives)


def write_day(
    day: OpenDay, *, taken: Iterable[tuple[int, Stretch]] = (), expires_at: datetime | None = None
) -> None:
    """Store the free time of a locked day, less what was just taken."""
    free = free_of(day.row.open, day.lives)
    for lane, wanted in taken:
        free &= ~stretch(lane, wanted.start, wanted.ticks)
    ends = [end for end in (next_end(day.lives), expires_at) if end is not None]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [f"{free:0{day.row.width}b}", min(ends, default=None), day.row.id])
