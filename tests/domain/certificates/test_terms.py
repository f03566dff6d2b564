"""The numbers of a day."""

from dataclasses import replace
from datetime import date

from loket.domain.certificates.terms import HOUSE, terms_on


def test_the_terms_of_a_day_are_the_last_that_began() -> None:
    assert terms_on(date(2019, 3, 30)) is HOUSE[0]
    assert terms_on(date(2019, 3, 31)) is HOUSE[1]


def test_the_citys_own_terms_win_on_their_day() -> None:
    city = replace(HOUSE[1], source="regulation of the city", answer_days=5)
    assert terms_on(date(2021, 1, 1), [city]) is city


def test_a_later_revision_succeeds_an_earlier_one_whatever_the_order() -> None:
    first = replace(HOUSE[1], valid_from=date(2022, 1, 1), answer_days=5)
    second = replace(HOUSE[1], valid_from=date(2023, 1, 1), answer_days=3)
    assert terms_on(date(2024, 1, 1), [second, first]) is second
    assert terms_on(date(2022, 6, 1), [second, first]) is first
