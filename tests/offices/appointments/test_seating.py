"""When open time goes: everybody who can stay stays, and of two it is the older booking."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from tests.domain.appointments.referee import is_servable

from loket.domain.appointments.grid import stretch
from loket.domain.appointments.plan import DayPlan, Lane, Reservation, able_at
from loket.domain.appointments.problem import Placed
from loket.offices.appointments.queries.days import DayRow, Live, as_of, free_of, next_end
from loket.offices.appointments.queries.seating import seat

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)
SKILLS = (frozenset({"a"}), frozenset({"b"}), frozenset({"a", "b"}))
OPENS, CLOSES = 108, 120


def plan(opening: tuple[tuple[int, int], ...], *, kept: int = 0) -> DayPlan:
    """Three unlike counters, each open from tick to tick."""
    lanes = tuple(Lane(number, 10 + number, skills) for number, skills in enumerate(SKILLS))
    bits = sum(
        stretch(lane, start, end - start)
        for lane, (start, end) in enumerate(opening)
        if end > start
    )
    return DayPlan(lanes, bits, (Reservation("mobility", kept, NOON),) if kept else ())


WIDE = plan(((OPENS, CLOSES),) * 3)


def live(key: int, start: int, ticks: int, lane: int, *needs: str) -> Live:
    return Live(key, start, ticks, lane, needs, (), None)


def crowd(chance: Random) -> list[Live]:
    """Visits, oldest first, that the wide plan can serve."""
    found: list[Live] = []
    for key in range(14):
        start, ticks = chance.randrange(OPENS, CLOSES - 2), chance.randrange(1, 4)
        lane = chance.randrange(3)
        needs = chance.choice(sorted(SKILLS[lane]))
        wanted = stretch(lane, start, ticks)
        if start + ticks <= CLOSES and free_of(WIDE.open, found) & wanted == wanted:
            found.append(live(key, start, ticks, lane, needs))
    return found


def placed(narrow: DayPlan, one: Live) -> Placed:
    able = able_at(narrow.open, narrow.able(one.needs), start=one.start, ticks=one.ticks)
    return Placed(one.id, one.start, one.ticks, able)


@pytest.mark.parametrize("seed", range(60))
def test_who_stays_can_be_served_and_who_leaves_could_not_beside_the_older(seed: int) -> None:
    chance = Random(seed)
    lives = crowd(chance)
    narrow = plan(tuple((OPENS, chance.choice((OPENS, OPENS + 5, CLOSES))) for _ in SKILLS))
    seating = seat(narrow, lives)
    assert set(seating.lanes) | set(seating.left_over) == {one.id for one in lives}
    taken = 0
    for one in lives:
        if one.id in seating.lanes:
            lane = seating.lanes[one.id]
            wanted = stretch(lane, one.start, one.ticks)
            assert narrow.open & wanted == wanted
            assert set(one.needs) <= SKILLS[lane]
            assert not taken & wanted
            taken |= wanted
    staying: list[Placed] = []
    for one in lives:
        fits = is_servable([*staying, placed(narrow, one)])
        assert fits == (one.id in seating.lanes)
        if fits:
            staying.append(placed(narrow, one))


def test_nobody_changes_counter_when_nothing_has_to() -> None:
    lives = crowd(Random(3))
    assert seat(WIDE, lives).lanes == {one.id: one.lane for one in lives}


def test_who_once_got_reserved_time_keeps_it() -> None:
    kept = plan(((OPENS, CLOSES), (OPENS, OPENS), (OPENS, OPENS)), kept=stretch(0, OPENS, 12))
    assert seat(kept, [live(1, OPENS, 2, 0, "a")]).left_over == ()


def test_a_day_row_follows_its_claims_and_the_first_hold_that_ends() -> None:
    early, late = NOON, NOON + timedelta(minutes=5)
    row = DayRow(1, 1, NOON.date(), 7, 960, WIDE.open, 0, None, {"old": 1})
    lives = [
        live(1, OPENS, 2, 0, "a"),
        Live(2, OPENS, 3, 1, ("b",), (), late),
        Live(3, OPENS + 2, 3, 2, ("b",), (), early),
    ]
    seen = as_of(row, lives)
    assert WIDE.open & ~seen.free == sum(stretch(one.lane, one.start, one.ticks) for one in lives)
    assert (seen.next_expiry, seen.memo, seen.version) == (early, {}, 7)
    assert next_end(lives[:1]) is None


def test_a_confirmed_visit_stays_before_a_hold_that_is_older() -> None:
    one = plan(((OPENS, CLOSES), (OPENS, OPENS), (OPENS, OPENS)))
    hold = Live(1, OPENS, 3, 0, ("a",), (), NOON)
    assert seat(one, [hold, live(2, OPENS, 3, 1, "a")]).left_over == (1,)
