"""Use is counted so that nobody can be recognised in it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.kiosks import telemetry
from loket.domain.kiosks.telemetry import LEAST, Cell, Use

COUNTS = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 30), max_size=7)


@given(counts=COUNTS)
def test_no_shown_cell_has_fewer_than_five_clients(counts: dict[str, int]) -> None:
    assert all(one.count is None or one.count >= LEAST for one in telemetry.shown(counts))


@given(counts=COUNTS)
def test_no_hidden_cell_follows_from_the_sum(counts: dict[str, int]) -> None:
    hidden = [one for one in telemetry.shown(counts) if one.count is None]
    together = sum(counts[one.name] for one in hidden)
    inhabited = [name for name, count in counts.items() if count]
    if hidden and len(inhabited) > 1:
        assert len(hidden) > 1
        assert together >= LEAST or len(hidden) == len(inhabited)


def test_cells_stand_by_size_and_the_hidden_ones_last() -> None:
    found = telemetry.shown({"a": 7, "b": 31, "c": 2, "d": 0, "e": 6})
    assert found == (Cell("b", 31), Cell("a", 7), Cell("c", None), Cell("e", None))


@pytest.mark.parametrize(("counts", "total"), [({"a": 2, "b": 2}, None), ({"a": 5}, 5), ({}, 0)])
def test_a_sum_of_few_clients_is_not_told(counts: dict[str, int], total: int | None) -> None:
    assert telemetry.total_shown(counts) == total


@pytest.mark.parametrize(
    ("age", "band"),
    [(0, "0-17"), (17, "0-17"), (18, "18-29"), (44, "30-44"), (64, "45-64"), (101, "65+")],
)
def test_an_age_is_only_ever_known_as_a_band(age: int, band: str) -> None:
    assert telemetry.band_of(age) == band


def test_the_most_used_comes_first_and_alike_ones_share_a_place() -> None:
    uses = [Use("c", 20, 4, 25), Use("a", 120, 4, 25), Use("b", 120, 4, 25), Use("d", 0, 4, None)]
    ranked = telemetry.rank(uses)
    assert [(one.place, one.use.point) for one in ranked] == [
        (1, "a"), (1, "b"), (3, "c"), (4, "d"),
    ]  # fmt: skip
    assert [one.meets_target for one in ranked] == [True, True, False, None]


def test_a_week_belongs_to_its_monday() -> None:
    assert telemetry.week_of(date(2021, 11, 25)) == date(2021, 11, 22)
    assert telemetry.week_of(date(2021, 11, 22)) == date(2021, 11, 22)
    assert telemetry.week_of(date(2022, 1, 1)) == date(2021, 12, 27)


def test_uptime_is_a_part_of_the_days_there_were() -> None:
    assert telemetry.uptime(720, 1) == 0.5
    assert telemetry.uptime(1440 * 3, 2) == 1.0
    assert telemetry.uptime(0, 0) is None
