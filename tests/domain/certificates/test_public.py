"""More than 50, 75 or 100 years, and not a day sooner."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.certificates.public import anniversary, is_public, public_from
from loket.domain.certificates.terms import terms_on

NOW = terms_on(date(2021, 12, 10))


def test_an_act_of_10_december_1971_is_not_yet_public_on_10_december_2021() -> None:
    assert not is_public("death", date(1971, 12, 10), date(2021, 12, 10), NOW)
    assert is_public("death", date(1971, 12, 10), date(2021, 12, 11), NOW)


@pytest.mark.parametrize(
    ("kind", "years"),
    [("death", 50), ("marriage", 75), ("birth", 100), ("divorce", 100), ("nationality", 100)],
)
def test_each_kind_waits_its_years(kind: str, years: int) -> None:
    made = date(1900, 6, 15)
    assert public_from(kind, made, NOW) == date(1900 + years, 6, 16)


def test_before_the_reform_every_act_waited_a_hundred_years() -> None:
    before = terms_on(date(2019, 3, 30))
    assert public_from("death", date(1930, 1, 1), before) == date(2030, 1, 2)


def test_an_act_of_a_leap_day_counts_from_the_last_of_february() -> None:
    assert anniversary(date(1972, 2, 29), 50) == date(2022, 2, 28)
    assert public_from("death", date(1972, 2, 29), NOW) == date(2022, 3, 1)


@given(
    kind=st.sampled_from(["death", "marriage", "birth"]),
    made=st.dates(date(1850, 1, 1), date(2021, 1, 1)),
    days=st.integers(-400, 400),
)
def test_what_is_public_stays_public(kind: str, made: date, days: int) -> None:
    first = public_from(kind, made, NOW)
    on = first + timedelta(days=days)
    assert is_public(kind, made, on, NOW) is (days >= 0)
