"""Tries come further and further apart, and they end."""

from datetime import timedelta

from loket.domain.messages.delivery import PAUSES, pause_after


def test_the_first_pause_is_a_minute_and_none_is_shorter_than_the_one_before() -> None:
    assert pause_after(1) == timedelta(minutes=1)
    assert list(PAUSES) == sorted(PAUSES)


def test_after_about_three_days_nobody_tries_again() -> None:
    assert timedelta(days=2) < sum(PAUSES, timedelta()) < timedelta(days=4)
    assert pause_after(len(PAUSES)) is not None
    assert pause_after(len(PAUSES) + 1) is None
