from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from loket.domain.appointments import grid

DAYS = st.integers(min_value=0, max_value=grid.DAY)


def free_of(days: list[int]) -> int:
    return sum(day << lane * grid.LANE for lane, day in enumerate(days))


@given(st.lists(DAYS, min_size=1, max_size=4), st.integers(1, 40))
def test_a_start_is_found_exactly_where_every_tick_of_its_stretch_is_free(
    days: list[int], ticks: int
) -> None:
    starts = grid.starts_of(free_of(days), ticks)
    for lane, day in enumerate(days):
        expected = {
            tick
            for tick in range(grid.TICKS - ticks + 1)
            if all(day >> tick + step & 1 for step in range(ticks))
        }
        assert set(grid.lowest_bits(grid.lane_of(starts, lane))) == expected


@given(st.integers(1, 288))
def test_a_run_never_leaks_from_one_lane_into_the_next(ticks: int) -> None:
    starts = grid.starts_of(free_of([grid.DAY, grid.DAY]), ticks)
    assert grid.lane_of(starts, 0) == (1 << grid.TICKS - ticks + 1) - 1


@given(st.lists(DAYS, min_size=1, max_size=5), st.integers(0, 31))
def test_folding_takes_the_chosen_lanes_and_no_other(days: list[int], lanes: int) -> None:
    lanes &= (1 << len(days)) - 1
    expected = 0
    for lane, day in enumerate(days):
        expected |= day if lanes >> lane & 1 else 0
    assert grid.fold(free_of(days), lanes) == expected


@given(st.lists(DAYS, min_size=1, max_size=5), st.integers(0, 287))
def test_the_lanes_of_a_tick_are_those_that_have_its_bit(days: list[int], tick: int) -> None:
    found = grid.lanes_at(free_of(days), tick, (1 << len(days)) - 1)
    assert found == sum((day >> tick & 1) << lane for lane, day in enumerate(days))


@given(st.lists(DAYS, min_size=0, max_size=5))
def test_bits_survive_the_way_through_the_database_text(days: list[int]) -> None:
    bits = free_of(days)
    text = grid.to_text(bits, len(days))
    assert len(text) == grid.LANE * len(days)
    assert grid.from_text(text) == bits


def test_the_last_character_of_the_text_is_the_first_tick_of_the_first_counter() -> None:
    assert grid.to_text(1, 2).endswith("01")
    assert grid.to_text(1 << grid.LANE, 2)[grid.LANE - 1] == "1"


@given(st.integers(0, 2), st.integers(0, 280), st.integers(1, 8))
def test_a_stretch_lies_on_its_own_lane(lane: int, start: int, ticks: int) -> None:
    mask = grid.stretch(lane, start, ticks)
    assert set(grid.lowest_bits(mask)) == {lane * grid.LANE + start + step for step in range(ticks)}


def test_the_same_day_is_spread_over_the_chosen_lanes() -> None:
    spread = grid.across(0b101, 0b110)
    assert [grid.lane_of(spread, lane) for lane in range(3)] == [0, 0b101, 0b101]


@given(st.integers(0, grid.TICKS - 1))
def test_every_tick_has_its_time(tick: int) -> None:
    moment = grid.time_of(tick)
    assert grid.is_on_grid(moment)
    assert grid.tick_of(moment) == tick


def test_a_time_between_two_ticks_is_not_on_the_grid() -> None:
    assert not grid.is_on_grid(time(9, 3))
    assert not grid.is_on_grid(time(9, 0, 1))
    assert grid.tick_of(time(9, 4)) == 108


def test_minutes_are_rounded_up_to_whole_ticks() -> None:
    assert [grid.ticks_for(minutes) for minutes in (0, 1, 5, 6, 45)] == [0, 1, 1, 2, 9]
