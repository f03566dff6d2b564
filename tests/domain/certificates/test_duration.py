"""How long somebody lived in the city within the last years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.certificates.duration import Lived, Stay, tie, window

ON = date(2026, 11, 23)
HERE = frozenset({"11002"})
FIRST = date(2016, 11, 23)


def of(*lived: tuple[str, date, date | None]):
    return tie([Lived(*one) for one in lived], here=HERE, on=ON, years=10)


def test_who_always_lived_here_has_the_whole_window_and_no_more() -> None:
    found = of(("11002", date(1960, 1, 1), None))
    assert found.stays == (Stay(FIRST, ON),)
    assert found.years_and_months == (10, 0)


def test_a_move_within_the_city_is_no_gap() -> None:
    found = of(("11002", date(2020, 5, 1), date(2022, 3, 9)), ("11002", date(2022, 3, 9), None))
    assert found.stays == (Stay(date(2020, 5, 1), ON),)
    assert found.years_and_months == (6, 6)


def test_years_elsewhere_do_not_count_and_the_latest_stay_is_told_first() -> None:
    found = of(
        ("11002", date(2010, 1, 1), date(2018, 11, 5)),
        ("44021", date(2018, 11, 5), date(2022, 9, 1)),
        ("11002", date(2022, 9, 1), None),
    )
    assert found.stays == (Stay(date(2022, 9, 1), ON), Stay(FIRST, date(2018, 11, 5)))
    assert found.days == (ON - date(2022, 9, 1)).days + (date(2018, 11, 5) - FIRST).days
    assert found.years_and_months == (6, 2)


def test_what_ended_before_the_window_is_not_told() -> None:
    assert of(("11002", date(1990, 1, 1), FIRST)).stays == ()


def test_a_former_municipality_that_the_city_took_in_counts_when_the_terms_say_so() -> None:
    lived = [Lived("11007", date(2020, 1, 1), date(2025, 1, 1)), Lived("11002", date(2025, 1, 1))]
    alone = tie(lived, here=HERE, on=ON, years=10)
    merged = tie(lived, here=HERE | {"11007"}, on=ON, years=10)
    assert alone.stays == (Stay(date(2025, 1, 1), ON),)
    assert merged.stays == (Stay(date(2020, 1, 1), ON),)


def test_who_came_today_has_no_stay_yet() -> None:
    found = of(("11002", ON, None))
    assert (found.days, found.years_and_months) == (0, (0, 0))


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (date(2025, 11, 24), (0, 11)),
        (date(2025, 11, 23), (1, 0)),
        (date(2026, 10, 24), (0, 0)),
        (date(2026, 10, 23), (0, 1)),
    ],
)
def test_a_month_counts_when_it_is_whole(since: date, said: tuple[int, int]) -> None:
    assert of(("11002", since, None)).years_and_months == said


def test_a_window_that_would_begin_on_a_leap_day_begins_on_the_last_of_february() -> None:
    assert window(date(2028, 2, 29), 10) == date(2018, 2, 28)


DAYS = st.dates(date(2005, 1, 1), date(2030, 1, 1))
LIVED = st.builds(Lived, st.sampled_from(["11002", "44021"]), DAYS, st.none() | DAYS)


@given(st.lists(LIVED, max_size=8))
def test_each_day_here_counts_once_and_no_other_does(lived: list[Lived]) -> None:
    found = tie(lived, here=HERE, on=ON, years=10)
    window_days = (FIRST + timedelta(days=n) for n in range((ON - FIRST).days))
    here = [one for one in lived if one.municipality in HERE]
    counted = sum(any(one.since <= day < (one.until or ON) for one in here) for day in window_days)
    assert found.days == counted
