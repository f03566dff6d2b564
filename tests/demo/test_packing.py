"""Visits laid out on a day never overlap, and fill it as far as is asked."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.demo.chance import seeded
from loket.demo.filling import how_full
from loket.demo.packing import Asked, Laid, Stretch, lay_all, lay_loosely
from loket.demo.script import portions

SINGLE = Asked("KIDSID", 1, 3, frozenset({"identity"}))
FAMILY = Asked("KIDSID", 3, 9, frozenset({"identity"}))
BIRTH = Asked("BIRTH", 1, 6, frozenset({"civil"}))
MORNING = Stretch(1, frozenset({"identity"}), 108, 144, "")
AFTERNOON = Stretch(2, frozenset({"identity", "civil"}), 156, 192, "mobility")


def overlap(here: list[Laid]) -> bool:
    ordered = sorted(here, key=lambda one: one.start)
    return any(one.start + one.asked.ticks > other.start for one, other in pairwise(ordered))


@given(st.lists(st.sampled_from([SINGLE, FAMILY, BIRTH]), max_size=12), st.integers())
def test_what_is_laid_fits_its_counter_and_its_neighbours(wanted: list[Asked], seed: int) -> None:
    laid = lay_all([MORNING, AFTERNOON], wanted, seeded(str(seed)))
    if laid is not None:
        assert [one.asked for one in laid] == wanted
        assert not overlap(laid)
        for one in laid:
            where = MORNING if one.start < 150 else AFTERNOON
            assert one.asked.skills <= where.skills
            assert where.start <= one.start <= where.end - one.asked.ticks
            assert one.mobility is (where is AFTERNOON)


def test_more_than_a_day_holds_is_refused() -> None:
    assert lay_all([MORNING], [SINGLE] * 12, seeded("a")) is not None
    assert lay_all([MORNING], [SINGLE] * 13, seeded("a")) is None
    assert lay_all([MORNING], [BIRTH], seeded("a")) is None


@pytest.mark.parametrize("part", [0.3, 0.62, 0.76, 0.9, 1.0])
def test_a_day_is_as_full_as_is_asked(part: float) -> None:
    stretches = [Stretch(i, frozenset({"identity"}), 108, 204, "") for i in range(200)]
    laid = lay_loosely(
        stretches,
        how_full=lambda _tick: part,
        choose=lambda _stretch, room: SINGLE if room >= 3 else None,
        chance=seeded("a day"),
    )
    taken = sum(one.asked.ticks for one in laid)
    assert taken / (200 * 96) == pytest.approx(part, abs=0.05)


def test_the_near_days_and_the_evenings_are_fuller() -> None:
    morning, evening = 110, 220
    parts = [how_full("ordinary", distance, morning) for distance in range(29)]
    assert parts == sorted(parts, reverse=True)
    assert 0.6 <= parts[-1] < parts[0] <= 0.77
    assert all(how_full("ordinary", d, evening) > how_full("ordinary", d, morning) for d in (0, 28))


@given(st.integers(0, 1000), st.lists(st.integers(1, 200), min_size=1, max_size=30))
def test_portions_add_up_and_follow_their_weights(total: int, weights: list[int]) -> None:
    found = portions(total, weights)
    assert sum(found) == total
    assert all(
        abs(part - total * weight / sum(weights)) < 1
        for part, weight in zip(found, weights, strict=True)
    )
