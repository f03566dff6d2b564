"""Other hours from a day on: what stays, what ends, what begins."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.places.facts import Window, in_force
from loket.domain.places.succession import succeeded

SINCE = date(2026, 1, 5)
TURN = date(2026, 6, 1)

windows = st.builds(
    lambda purpose, hour, weekday, lane, since, length: Window(
        purpose, hour * 60, hour * 60 + 60, since,
        None if length is None else since + timedelta(days=length),
        weekday=weekday, lane=lane if purpose == "counter" else None,
    ),
    st.sampled_from(["counter", "reception"]),
    st.integers(8, 18),
    st.integers(0, 6),
    st.sampled_from([None, 0, 1]),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.sampled_from([None, 30, 200]),
)  # fmt: skip
plans = st.lists(windows, max_size=8)


def mine(found: tuple[Window, ...], on: date) -> list[tuple[int | None, int]]:
    """Weekday and opening of the weekly windows of counter 0 in force on a day."""
    here = [one for one in in_force(found, on) if one.purpose == "counter" and one.lane == 0]
    return sorted((one.weekday, one.opens) for one in here if one.weekday is not None)


@given(plans, plans, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_before_the_day_all_stays_and_from_it_on_only_what_was_wanted_holds(
    before: list[Window], wanted: list[Window], on: date
) -> None:
    after = succeeded(before, wanted, valid_from=TURN, lane=0)
    if on < TURN:
        assert mine(after, on) == mine(tuple(before), on)
    else:
        assert mine(after, on) == sorted((one.weekday, one.opens) for one in wanted)


@given(plans, plans)
def test_a_change_of_one_counter_touches_nothing_else(
    before: list[Window], wanted: list[Window]
) -> None:
    after = succeeded(before, wanted, valid_from=TURN, lane=0)
    others = [one for one in before if (one.purpose, one.lane) != ("counter", 0)]
    assert [one for one in after if (one.purpose, one.lane) != ("counter", 0)] == others


@given(plans, plans)
def test_a_change_made_twice_is_made_once(before: list[Window], wanted: list[Window]) -> None:
    once = succeeded(before, wanted, valid_from=TURN, lane=0)
    twice = succeeded(once, wanted, valid_from=TURN, lane=0)
    for on in (TURN - timedelta(days=1), TURN, TURN + timedelta(days=200)):
        assert mine(twice, on) == mine(once, on)


def test_a_window_for_one_date_outlives_other_weekly_hours() -> None:
    single = Window("counter", 540, 600, SINCE, on=date(2026, 7, 1), lane=0)
    assert single in succeeded([single], [], valid_from=TURN, lane=0)


@pytest.mark.parametrize("since", [TURN, date(2026, 9, 1)])
def test_a_plan_that_had_not_begun_is_replaced_and_leaves_no_trace(since: date) -> None:
    later = Window("counter", 540, 600, since, weekday=0, lane=0)
    wanted = replace(later, opens=480, valid_from=TURN)
    assert succeeded([later], [wanted], valid_from=TURN, lane=0) == (wanted,)
