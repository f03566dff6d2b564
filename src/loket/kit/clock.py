"""The only clock of the house; everything below the channels gets `now` as an argument."""

from datetime import UTC, datetime, timedelta

_shift = timedelta()


def now() -> datetime:
    """This instant, aware and in UTC."""
    return datetime.now(UTC) + _shift


def shift(by: timedelta) -> None:
    """Lets this process live on another day: for a show (`loket demo --at`), never for tests."""
    global _shift  # noqa: PLW0603 - a clock is what the whole process shares
    _shift = by
