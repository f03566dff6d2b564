"""The table of residence shows what it may, and its shares add up."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.evaluation.residence import residence

NEAR = {"centre": 239, "east": 104, "north": 78, "south": 67, "west": 12}
FAR = {"centre": 77, "east": 180, "north": 150, "south": 93}
VISITS = st.dictionaries(st.sampled_from(["", *"abcdefgh"]), st.integers(0, 300))


def test_the_published_share_of_the_trial_is_reproduced() -> None:
    found = residence(NEAR).row("centre")
    assert found is not None
    assert (found.visits, found.share) == (239, 4780)
    assert (round(found.interval.low, 4), round(found.interval.high, 4)) == (0.4346, 0.5218)


def test_the_others_are_computed_and_named() -> None:
    found = residence(FAR)
    assert found.elsewhere("centre") == 8460
    assert found.mainly(besides="centre") == ("east", "north")


def test_the_largest_stands_first() -> None:
    assert [row.district for row in residence(FAR).rows] == ["east", "north", "south", "centre"]


def test_who_did_not_tell_is_in_no_share() -> None:
    found = residence(FAR | {"": 41})
    assert (found.n, found.untold) == (500, 41)


def test_a_district_with_few_visitors_is_hidden_with_another() -> None:
    found = residence({"a": 90, "b": 7, "c": 3})
    assert [row.district for row in found.rows if row.is_hidden] == ["b", "c"]
    assert (found.hidden_visits, found.hidden_share) == (10, 1000)
    assert found.elsewhere("c") is None


def test_too_few_visitors_show_nothing_at_all() -> None:
    found = residence({"a": 4, "": 7})
    assert (found.n, found.untold, found.rows) == (None, 7, ())
    assert found.elsewhere("a") is None


def test_nobody_from_a_district_leaves_all_to_the_others() -> None:
    assert residence({"a": 10}).elsewhere("b") == 10_000


@pytest.mark.parametrize("visits", [{}, {"": 3}, {"a": 0}])
def test_an_empty_sample_is_no_mistake(visits: dict[str, int]) -> None:
    assert residence(visits).n is None


@given(VISITS)
def test_what_is_shown_adds_up_to_a_hundred(visits: dict[str, int]) -> None:
    found = residence(visits)
    if found.n is not None:
        shares = [row.share for row in found.rows if row.share is not None]
        assert sum(shares) + found.hidden_share == 10_000
        counts = [row.visits for row in found.rows if row.visits is not None]
        assert sum(counts) + found.hidden_visits == found.n
        assert all(one >= other for one, other in pairwise(counts))


@given(VISITS)
def test_nothing_below_five_is_shown(visits: dict[str, int]) -> None:
    found = residence(visits)
    assert all(row.visits is None or row.visits >= 5 for row in found.rows)
    assert found.hidden_visits == 0 or found.hidden_visits >= 5
