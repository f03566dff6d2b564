from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from loket.domain.appointments.shares import NEVER, released_at, shares_of

BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.mark.parametrize(
    ("terms", "mobility", "shares"),
    [
        ([None], False, ()),
        ([None, 15], False, ("priority",)),
        ([15, 8], True, ("mobility", "priority")),
        ([], True, ("mobility",)),
    ],
)
def test_a_visit_may_take_the_time_that_is_kept_for_it(
    terms: list[int | None], mobility: bool, shares: tuple[str, ...]
) -> None:
    assert shares_of(terms=terms, mobility=mobility) == shares


@pytest.mark.parametrize(
    ("day", "days", "instant"),
    [
        (date(2026, 3, 30), 1, datetime(2026, 3, 29, 10, tzinfo=UTC)),
        (date(2026, 3, 30), 2, datetime(2026, 3, 28, 11, tzinfo=UTC)),
        (date(2026, 10, 26), 1, datetime(2026, 10, 25, 11, tzinfo=UTC)),
    ],
)
def test_reserved_time_is_given_free_at_noon_on_the_wall_on_both_sides_of_a_clock_change(
    day: date, days: int, instant: datetime
) -> None:
    assert released_at(day, days, BRUSSELS) == instant


def test_time_without_a_release_is_kept_to_the_end() -> None:
    assert released_at(date(2026, 3, 30), 0, BRUSSELS) == NEVER
