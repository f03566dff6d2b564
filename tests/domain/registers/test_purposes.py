"""A code stands for what it stood for on the day of the look-up, also after it ended."""

from datetime import date

import pytest
from tests.factories.registers import purpose

from loket.domain.registers.purposes import find_at

FIRST = purpose(valid_from=date(2020, 1, 1), valid_to=date(2022, 1, 1))
SECOND = purpose(valid_from=date(2022, 1, 1), valid_to=date(2024, 1, 1))


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2019, 12, 31), None),
        (date(2020, 1, 1), FIRST),
        (date(2021, 12, 31), FIRST),
        (date(2022, 1, 1), SECOND),
        (date(2024, 1, 1), SECOND),
        (date(2030, 1, 1), SECOND),
    ],
)
def test_a_code_is_read_as_it_was_on_the_day(on: date, found: object) -> None:
    for some in ((FIRST, SECOND), (SECOND, FIRST)):
        assert find_at(some, on=on) == found


def test_an_entry_that_was_taken_back_on_its_first_day_gives_way_to_the_one_that_held() -> None:
    never = purpose(valid_from=date(2021, 1, 1), valid_to=date(2021, 1, 1))
    assert find_at((FIRST, never), on=date(2021, 5, 1)) == FIRST


def test_nothing_is_nothing() -> None:
    assert find_at((), on=date(2024, 1, 1)) is None
