from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.appointments.referee import days, faults, is_servable
from tests.domain.appointments.test_moments import DECEPTIVE

from loket.domain.appointments.problem import Placed, TooHard
from loket.domain.appointments.solve import solve


def test_a_day_without_visits_is_served() -> None:
    assert solve([]) == {}


def test_the_deceptive_day_is_proved_impossible() -> None:
    assert solve(DECEPTIVE) is None


def test_a_visit_that_no_lane_may_serve_makes_the_day_impossible() -> None:
    assert solve([Placed("nowhere", 0, 1, 0)]) is None


def test_a_valid_witness_is_kept() -> None:
    assert solve([Placed(1, 0, 2, 0b11, lane=1), Placed(2, 1, 2, 0b11, lane=0)]) == {1: 1, 2: 0}


@settings(max_examples=200, deadline=None)
@given(days(visits=14))
def test_a_day_is_solved_exactly_when_the_referee_solves_it(visits: list[Placed]) -> None:
    lanes = solve(visits)
    assert (lanes is not None) == is_servable(visits)
    if lanes is not None:
        assert set(lanes) == {visit.key for visit in visits}
        assert faults(visits, lanes) == []


@given(days(), st.randoms())
def test_the_order_in_which_visits_are_given_does_not_matter(
    visits: list[Placed], random: Random
) -> None:
    shuffled = list(visits)
    random.shuffle(shuffled)
    assert (solve(visits) is None) == (solve(shuffled) is None)


def test_a_day_that_needs_more_states_than_allowed_is_too_hard() -> None:
    with pytest.raises(TooHard):
        solve([Placed(key, key, 1, 0b1) for key in range(5)], limit_states=0)
