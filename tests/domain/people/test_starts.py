"""A client begins to sign in as often as a whole school does, and not as often as a robot."""

from datetime import UTC, datetime

import pytest

from loket.domain.people.starts import MOST, seconds_to_wait, window_of

AT = datetime(2026, 11, 25, 9, 59, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts", "now", "seconds"),
    [
        (1, AT, 0),
        (MOST, AT, 0),
        (MOST + 1, AT, 30),
        (MOST + 1, AT.replace(second=59, microsecond=999_999), 1),
        (MOST + 1, AT.replace(minute=0, second=0), 3600),
    ],
)
def test_who_began_too_often_waits_for_the_next_hour(
    starts: int, now: datetime, seconds: int
) -> None:
    assert seconds_to_wait(starts, now=now) == seconds


def test_a_count_is_of_one_hour() -> None:
    assert window_of(AT) == datetime(2026, 11, 25, 9, tzinfo=UTC)
