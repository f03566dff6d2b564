"""What the tests of the channels share."""

from datetime import timedelta

import pytest

from loket.kit import clock


@pytest.fixture
def half_past(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next time that it is half past: what is counted by the hour begins no new hour."""
    now = clock.now()
    ahead = timedelta(minutes=(30 - now.minute) % 60)
    monkeypatch.setattr(clock, "_shift", ahead)
