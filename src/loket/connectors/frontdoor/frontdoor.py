"""What opening the front door is for us."""

from __future__ import annotations

from typing import Protocol


class FrontDoor(Protocol):
    """The first page, as a visitor asks for it."""

    def open(self) -> int | None:
        """Milliseconds until the page was there; None when it was not. Never raises."""
