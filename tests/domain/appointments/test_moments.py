from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.domain.appointments.referee import days, faults, is_servable

from loket.domain.appointments.grid import lowest_bits
from loket.domain.appointments.moments import DayPuzzle, can_place
from loket.domain.appointments.problem import Placed
from loket.domain.appointments.solve import solve

PLAIN, SPECIAL = 0b01, 0b10
#: availability.md: every tick passes, yet no assignment exists.
DECEPTIVE = [
    Placed("plain early", 0, 2, PLAIN | SPECIAL),
    Placed("plain late", 1, 2, PLAIN | SPECIAL),
    Placed("special early", 0, 1, SPECIAL),
    Placed("special late", 2, 1, SPECIAL),
]


def with_witness(visits: list[Placed]) -> list[Placed]:
    lanes = solve(visits)
    assume(lanes is not None)
    assert lanes is not None
    return [replace(visit, lane=lanes[visit.key]) for visit in visits]


def test_the_day_that_passes_at_every_tick_but_cannot_be_served_is_refused() -> None:
    for new in DECEPTIVE:
        others = [visit for visit in DECEPTIVE if visit != new]
        assert solve(others) is not None
        assert can_place(others, new) is None


def test_a_visit_on_the_lane_that_alone_can_serve_the_new_one_steps_aside() -> None:
    standing = [Placed("plain", 0, 3, PLAIN | SPECIAL, lane=1)]
    placement = can_place(standing, Placed("special", 1, 1, SPECIAL))
    assert placement is not None
    assert (placement.lane, placement.moves) == (1, {"plain": 0})


def test_a_day_without_a_witness_is_served_anew_before_a_visit_is_added() -> None:
    standing = [Placed("stranded", 0, 3, 0b11), Placed("fixed", 0, 3, 0b01)]
    placement = can_place(standing, Placed("new", 3, 1, 0b01))
    assert placement is not None
    assert placement.moves == {"stranded": 1, "fixed": 0}


def test_nothing_fits_on_a_day_that_cannot_be_served() -> None:
    puzzle = DayPuzzle(DECEPTIVE)
    assert not puzzle.is_served
    assert puzzle.feasible_starts(1, lambda start: 0b11) == 0
    assert puzzle.place(Placed("new", 10, 1, 0b11)) is None


@settings(max_examples=150, deadline=None)
@given(days(), st.integers(0, 12), st.integers(1, 4), st.integers(1, 63))
def test_a_visit_is_placed_exactly_when_the_referee_finds_lanes_for_all(
    visits: list[Placed], start: int, ticks: int, able: int
) -> None:
    standing, new = with_witness(visits), Placed("new", start, ticks, able)
    placement = can_place(standing, new)
    assert (placement is not None) == is_servable([*standing, new])
    if placement is not None:
        assert faults([*standing, new], {"new": placement.lane} | placement.moves) == []


@settings(max_examples=100, deadline=None)
@given(days(visits=10), st.integers(1, 4), st.lists(st.integers(0, 63), min_size=16, max_size=16))
def test_the_starts_offered_are_exactly_those_the_referee_can_serve(
    visits: list[Placed], ticks: int, able_at: list[int]
) -> None:
    standing = with_witness(visits)
    found = DayPuzzle(standing).feasible_starts(ticks, able_at, (1 << 16) - 1)
    expected = {
        start
        for start, able in enumerate(able_at)
        if able and is_servable([*standing, Placed("new", start, ticks, able)])
    }
    assert set(lowest_bits(found)) == expected


@settings(max_examples=60, deadline=None)
@given(days(), st.integers(1, 4), st.integers(1, 63))
def test_search_and_hold_agree_on_every_start(visits: list[Placed], ticks: int, able: int) -> None:
    standing = with_witness(visits)
    offered = DayPuzzle(standing).feasible_starts(ticks, lambda start: able, (1 << 16) - 1)
    held = {
        start
        for start in range(16)
        if can_place(standing, Placed("new", start, ticks, able)) is not None
    }
    assert set(lowest_bits(offered)) == held


@settings(max_examples=60, deadline=None)
@given(days(), st.permutations(range(6)), st.integers(1, 4), st.integers(1, 63))
def test_other_numbers_for_the_lanes_change_nothing(
    visits: list[Placed], numbers: list[int], ticks: int, able: int
) -> None:
    def renumbered(mask: int) -> int:
        return sum(1 << numbers[lane] for lane in lowest_bits(mask))

    standing = with_witness(visits)
    other = [
        replace(visit, able=renumbered(visit.able), lane=numbers[visit.lane]) for visit in standing
    ]
    here = DayPuzzle(standing).feasible_starts(ticks, lambda start: able)
    there = DayPuzzle(other).feasible_starts(ticks, lambda start: renumbered(able))
    assert here == there


@settings(max_examples=60, deadline=None)
@given(days(), st.integers(1, 4), st.integers(1, 63))
def test_candidates_bound_what_is_looked_at(visits: list[Placed], ticks: int, able: int) -> None:
    puzzle = DayPuzzle(with_witness(visits))
    whole = puzzle.feasible_starts(ticks, lambda start: able)
    assert puzzle.feasible_starts(ticks, lambda start: able, 0b1010) == whole & 0b1010


def test_no_start_is_offered_whose_stretch_would_pass_midnight() -> None:
    found = DayPuzzle([]).feasible_starts(3, lambda start: 1)
    assert found.bit_length() == 286


def test_a_start_that_no_lane_may_serve_is_not_offered() -> None:
    assert DayPuzzle([]).feasible_starts(1, lambda start: 0) == 0


@settings(max_examples=60, deadline=None)
@given(days(lanes=14, visits=40, horizon=30), st.integers(1, 6), st.integers(1, (1 << 14) - 1))
def test_what_is_offered_on_a_large_day_is_sound_and_what_is_refused_is_impossible(
    visits: list[Placed], ticks: int, able: int
) -> None:
    standing = with_witness(visits)
    offered = DayPuzzle(standing).feasible_starts(ticks, lambda start: able, (1 << 24) - 1)
    for start in range(24):
        new = Placed("new", start, ticks, able)
        placement = can_place(standing, new)
        assert (placement is not None) == bool(offered >> start & 1)
        assert (placement is not None) == DayPuzzle(standing).fits(new)
        if placement is not None:
            assert faults([*standing, new], {"new": placement.lane} | placement.moves) == []
        else:
            assert solve([*standing, new]) is None


def test_past_its_effort_the_exact_search_says_no_and_never_maybe() -> None:
    standing = [
        Placed("a", 0, 2, 0b011, lane=0),
        Placed("b", 0, 2, 0b110, lane=1),
    ]
    new = Placed("new", 0, 2, 0b001)
    assert can_place(standing, new) is not None
    assert can_place(standing, new, effort=0) is None


def test_the_order_in_which_visits_are_read_does_not_change_the_answer() -> None:
    standing = [Placed(n, n, 2, 0b11, lane=n % 2) for n in range(12)]
    new = Placed("new", 12, 2, 0b01)
    assert can_place(standing, new) == can_place(standing[::-1], new)
