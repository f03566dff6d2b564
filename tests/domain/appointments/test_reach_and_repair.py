from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.appointments.referee import days, faults, is_servable
from tests.domain.appointments.test_moments import with_witness

from loket.domain.appointments.problem import Placed, busy_lanes, classes_of, in_order
from loket.domain.appointments.reach import Reach
from loket.domain.appointments.repair import repair


@settings(max_examples=100, deadline=None)
@given(days(), st.integers(0, 15), st.integers(1, 63))
def test_a_tick_is_reached_exactly_when_the_visits_of_that_tick_leave_room(
    visits: list[Placed], tick: int, able: int
) -> None:
    standing = in_order(with_witness(visits))
    busy = busy_lanes(standing)
    assert busy is not None
    at_once = [Placed(v.key, 0, 1, v.able) for v in standing if v.start <= tick < v.end]
    room = is_servable([*at_once, Placed("new", 0, 1, able)])
    assert bool(Reach(standing, busy).any_of(able) >> tick & 1) == room


@settings(max_examples=150, deadline=None)
@given(days(), st.integers(0, 12), st.integers(1, 4), st.integers(1, 63))
def test_a_repair_never_puts_two_visits_together_or_one_where_it_cannot_be_served(
    visits: list[Placed], start: int, ticks: int, able: int
) -> None:
    standing, new = with_witness(visits), Placed("new", start, ticks, able)
    moves = repair(standing, new)
    if moves is not None:
        assert faults([*standing, new], moves) == []
        assert all(moves[visit.key] != visit.lane for visit in standing if visit.key in moves)


def test_two_lanes_exchange_what_hangs_together_on_them() -> None:
    standing = [
        Placed("a", 0, 2, 0b11, lane=0),
        Placed("b", 2, 2, 0b11, lane=1),
        Placed("c", 4, 2, 0b11, lane=0),
    ]
    assert repair(standing, Placed("new", 1, 1, 0b01)) == {"new": 0, "a": 1}
    assert repair(standing, Placed("new", 0, 4, 0b11)) == {"new": 0, "a": 1}
    standing.append(Placed("d", 0, 1, 0b10, lane=1))
    assert repair(standing, Placed("new", 0, 5, 0b11)) is None


def test_visits_push_each_other_aside_over_three_lanes() -> None:
    standing = [Placed("a", 0, 2, 0b011, lane=0), Placed("b", 0, 2, 0b110, lane=1)]
    moves = repair(standing, Placed("new", 0, 2, 0b001))
    assert moves == {"new": 0, "a": 1, "b": 2}


def test_a_repair_without_effort_finds_nothing() -> None:
    standing = [Placed("a", 0, 2, 0b011, lane=0), Placed("b", 0, 2, 0b110, lane=1)]
    assert repair(standing, Placed("new", 0, 2, 0b001), effort=0) is None


def test_lanes_that_serve_the_same_visits_are_alike() -> None:
    assert classes_of([0b0111, 0b0011, 0b0111]) == (0b0011, 0b0100)
    assert classes_of([]) == ()
