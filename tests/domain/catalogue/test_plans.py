"""Where a plan of the roadmap stands."""

from datetime import date

import pytest

from loket.domain.catalogue.plans import last_day, stand
from loket.domain.catalogue.product import Plan

TEXT = {"nl": "automatisch"}
LAST = date(2022, 3, 31)


@pytest.mark.parametrize(
    ("quarter", "day"),
    [
        ("2022-Q1", date(2022, 3, 31)),
        ("2022-Q2", date(2022, 6, 30)),
        ("2023-Q3", date(2023, 9, 30)),
        ("2024-Q4", date(2024, 12, 31)),
    ],
)
def test_a_quarter_ends_on_the_last_day_of_its_third_month(quarter: str, day: date) -> None:
    assert last_day(quarter) == day


@pytest.mark.parametrize(
    ("done_on", "on", "said"),
    [
        (LAST, date(2026, 1, 1), "done_in_time"),
        (date(2022, 4, 1), date(2026, 1, 1), "done_late"),
        (None, LAST, "due"),
        (None, date(2022, 4, 1), "overdue"),
        (date(2022, 5, 1), LAST, "due"),
        (date(2022, 5, 1), date(2022, 4, 30), "overdue"),
    ],
)
def test_a_plan_is_in_time_until_the_last_day_of_its_quarter(
    done_on: date | None, on: date, said: str
) -> None:
    assert stand(Plan("2022-Q1", TEXT, done_on=done_on), on) == said
