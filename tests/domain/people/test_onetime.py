"""One-time codes are those of the standard, each good once and not for long."""

from datetime import UTC, datetime, timedelta

import pytest

from loket.domain.people.onetime import (
    MOST_WRONG,
    PAUSE,
    code_at,
    counter_of,
    find_counter,
    is_paused,
)

#: The secret and the codes of RFC 6238, appendix B (SHA-1), the last six digits of each.
SECRET = b"12345678901234567890"
NOW = datetime(2021, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    assert code_at(SECRET, counter_of(at)) == code
    assert find_counter(SECRET, code, now=at, after=0) == counter_of(at)


@pytest.mark.parametrize(
    ("steps", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_clock_may_be_one_step_off(steps: int, *, good: bool) -> None:
    code = code_at(SECRET, counter_of(NOW) + steps)
    assert (find_counter(SECRET, code, now=NOW, after=0) is not None) is good


def test_a_code_counts_once_and_takes_the_earlier_ones_along() -> None:
    now = counter_of(NOW)
    for step in (now - 1, now):
        assert find_counter(SECRET, code_at(SECRET, step), now=NOW, after=now) is None
    assert find_counter(SECRET, code_at(SECRET, now + 1), now=NOW, after=now) == now + 1


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "١٢٣٤٥٦", "1" * 5000, "-12345"])
def test_what_is_no_code_is_wrong(typed: str) -> None:
    assert find_counter(SECRET, typed, now=NOW, after=0) is None


def test_a_code_may_be_typed_with_a_gap() -> None:
    code = code_at(SECRET, counter_of(NOW))
    assert find_counter(SECRET, f" {code[:3]} {code[3:]} ", now=NOW, after=0)


@pytest.mark.parametrize(
    ("wrong", "ago", "paused"),
    [
        (MOST_WRONG - 1, 0, False),
        (MOST_WRONG, 0, True),
        (MOST_WRONG, 14, True),
        (MOST_WRONG, 15, False),
    ],
)
def test_guessing_stops_for_a_quarter_of_an_hour(wrong: int, ago: int, *, paused: bool) -> None:
    assert timedelta(minutes=15) == PAUSE
    assert is_paused(wrong, NOW - timedelta(minutes=ago), NOW) is paused
    assert not is_paused(wrong, None, NOW)
