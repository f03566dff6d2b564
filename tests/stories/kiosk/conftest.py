"""A slow machine is no slow client: what soon runs out at a kiosk lasts longer in a story."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from loket.channels.kiosk import starting
from loket.domain.kiosks import pairing
from loket.offices.kiosks.actions import enrolling

UNHURRIED = timedelta(minutes=30)


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The square, the question to a card, the entrance of a browser, and the first screen."""
    monkeypatch.setattr(pairing, "PROVED_WITHIN", UNHURRIED)
    monkeypatch.setattr(enrolling, "ENTRANCE_LASTS", UNHURRIED)
    monkeypatch.setattr(starting, "REDRAWN_AFTER", round(UNHURRIED.total_seconds()))
    # A picture shows what the city shows.
    if not os.environ.get("LOKET_SCREENSHOTS"):
        monkeypatch.setattr(pairing, "SHOWN_FOR", UNHURRIED)
