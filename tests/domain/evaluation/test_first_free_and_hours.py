"""When a longer wait asks for attention, where an extra window helps, how long people wait."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.evaluation.firstfree import (
    HOUSE_RULE,
    AlertRule,
    Baseline,
    Usual,
    most_urgent_first,
    rule_on,
    stand,
    usual_on,
)
from loket.domain.evaluation.hours import Use, advise
from loket.domain.evaluation.waits import waits

TODAY = date(2021, 10, 4)
RULE = AlertRule(date(2021, 9, 9), later_by_days=3)
USUAL = Usual(4, is_measured=False)
BASELINES = (
    Baseline("hall", 4, date(2021, 1, 1)),
    Baseline("hall", 2, date(2021, 1, 1), product="PASSPORT"),
    Baseline("hall", 9, date(2021, 12, 1)),
    Baseline("annex", 5, date(2020, 1, 1), valid_to=date(2021, 1, 1)),
)


@pytest.mark.parametrize(
    ("days", "is_late"), [(0, False), (4, False), (7, False), (8, True), (None, True)]
)
def test_an_alert_comes_after_so_many_days_more_than_usual(days: int | None, is_late: bool) -> None:
    assert stand("hall", "EID", days, USUAL, RULE).is_late is is_late


def test_nothing_is_late_where_nothing_is_usual() -> None:
    assert not stand("hall", "EID", None, None, RULE).is_late


def test_nothing_free_comes_before_the_longest_delay() -> None:
    late = [stand("a", "EID", 9, USUAL, RULE), stand("b", "EID", 20, USUAL, RULE)]
    late += [stand("c", "EID", None, USUAL, RULE), stand("d", "EID", 1, USUAL, RULE)]
    assert [one.location for one in most_urgent_first(late)] == ["c", "b", "a"]


def test_the_rule_is_that_of_the_day() -> None:
    later = AlertRule(date(2021, 11, 1), later_by_days=1)
    assert rule_on([later, RULE], TODAY) == RULE
    assert rule_on([later, RULE], date(2021, 11, 1)) == later
    assert rule_on([later], TODAY) == HOUSE_RULE


@pytest.mark.parametrize(
    ("location", "product", "days"), [("hall", "EID", 4), ("hall", "PASSPORT", 2)]
)
def test_a_baseline_of_the_product_goes_before_that_of_the_location(
    location: str, product: str, days: int
) -> None:
    found = usual_on(BASELINES, [30], location=location, product=product, on=TODAY)
    assert found == Usual(days, is_measured=False)


@pytest.mark.parametrize(
    ("measured", "usual"),
    [([3, 5, 9], 5), ([3, 5], 3), ([3, None, 5], 3), ([None, None, 5], None), ([], None)],
)
def test_without_a_baseline_the_median_of_earlier_days_is_usual(
    measured: list[int | None], usual: int | None
) -> None:
    found = usual_on(BASELINES, measured, location="annex", product="EID", on=TODAY)
    assert found == (None if usual is None else Usual(usual, is_measured=True))


USE = Use("hub", 200, 80, 3000, 1100, open_minutes=5000, open_outside=1200)


def test_the_share_outside_office_hours_has_two_decimals_and_an_interval() -> None:
    assert USE.share == 4000
    assert USE.interval.low < 0.4 < USE.interval.high


def test_more_time_is_advised_where_evenings_fill_more_than_days() -> None:
    advice = advise(USE, weeks=4, busier_by_points=10)
    assert advice is not None
    # 1100 minutes at the 50 % of the days ask for 2200: 1000 more in four weeks.
    assert (advice.filled_inside, advice.minutes_a_week) == (0.5, 270)


@pytest.mark.parametrize(
    "use",
    [
        replace(USE, minutes_outside=500),
        replace(USE, open_outside=0, minutes_outside=0),
        replace(USE, open_minutes=1200, minutes=1100),
        replace(USE, minutes=1100),
    ],
    ids=["quiet evenings", "never open in the evening", "never open by day", "nobody by day"],
)
def test_no_time_is_advised_without_a_reason(use: Use) -> None:
    assert advise(use, weeks=4, busier_by_points=10) is None


def test_waiting_is_told_by_the_middle_and_nine_in_ten() -> None:
    found = waits(range(1, 11))
    assert (found.n, found.median, found.nine_in_ten, found.longest) == (10, 5, 9, 10)


def test_the_waiting_of_four_people_is_not_told() -> None:
    found = waits([1, 2, 3, 4])
    assert (found.n, found.median, found.longest) == (4, None, None)


@given(st.lists(st.floats(0, 500), min_size=5))
def test_half_of_the_people_waited_no_longer_than_the_median(measured: list[float]) -> None:
    found = waits(measured)
    assert sum(one <= found.median for one in measured) * 2 >= len(measured)
    assert found.median <= found.nine_in_ten <= found.longest
