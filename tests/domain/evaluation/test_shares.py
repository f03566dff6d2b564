"""Shares add up to 100.00, come with their interval, and hide what few people would show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.evaluation.shares import LEAST, hidden_cells, hundredths, wilson

CELLS = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 60), max_size=9)


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        # Newcombe (1998), table I, method 3 (the score interval without continuity correction).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0000),
    ],
)
def test_the_interval_is_that_of_wilson(count: int, total: int, low: float, high: float) -> None:
    found = wilson(count, total)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_of_an_empty_sample_nothing_is_known() -> None:
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)


def test_more_than_all_is_no_share() -> None:
    with pytest.raises(ValueError, match="6 of 5"):
        wilson(6, 5)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share(sample: tuple[int, int]) -> None:
    count, total = sample
    found = wilson(count, total)
    assert 0 <= found.low <= count / total <= found.high <= 1


@given(st.integers(1, 500), st.integers(1, 500))
def test_a_larger_sample_has_a_smaller_interval(count: int, more: int) -> None:
    small, large = wilson(count, count + more), wilson(count * 4, (count + more) * 4)
    assert large.high - large.low < small.high - small.low


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([239, 261], [4780, 5220]),
        ([77, 423], [1540, 8460]),
        ([1, 1, 1], [3334, 3333, 3333]),
        ([1, 2], [3333, 6667]),
        ([0, 0], [0, 0]),
        ([7], [10_000]),
    ],
)
def test_shares_have_two_decimals(counts: list[int], expected: list[int]) -> None:
    assert hundredths(counts) == expected


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40).filter(any))
def test_shares_add_up_and_none_is_off_by_a_hundredth(counts: list[int]) -> None:
    found = hundredths(counts)
    assert sum(found) == 10_000
    assert all(
        abs(share - count * 10_000 / sum(counts)) < 1
        for share, count in zip(found, counts, strict=True)
    )


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 20, "b": 9}, set()),
        ({"a": 20, "b": 9, "c": 4}, {"b", "c"}),
        ({"a": 20, "b": 9, "c": 4, "d": 1}, {"c", "d"}),
        ({"a": 20, "b": 9, "c": 1, "d": 1}, {"b", "c", "d"}),
        ({"a": 20, "b": 5}, set()),
        ({"a": 20, "b": 9, "c": 0}, set()),
        ({"a": 20, "b": 3}, {"a", "b"}),
    ],
)
def test_small_cells_are_hidden_with_company(counts: dict[str, int], hidden: set[str]) -> None:
    assert hidden_cells(counts) == hidden


@given(CELLS)
def test_no_cell_with_few_people_is_shown(counts: dict[str, int]) -> None:
    hidden = hidden_cells(counts)
    assert {name for name, count in counts.items() if 0 < count < LEAST} <= hidden


@given(CELLS)
def test_no_hidden_cell_follows_from_the_sum_less_the_others(counts: dict[str, int]) -> None:
    hidden = hidden_cells(counts)
    inhabited = {name for name, count in counts.items() if count}
    others_can_be_hidden = len(inhabited) > 1 and sum(counts.values()) >= LEAST
    if hidden and others_can_be_hidden:
        assert len(hidden) > 1
        assert sum(counts[name] for name in hidden) >= LEAST
