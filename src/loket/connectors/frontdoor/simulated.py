"""The simulator: a door that opens as it is told."""

from __future__ import annotations

from collections.abc import Iterable


class SimulatedFrontDoor:
    """Gives these milliseconds one after another, and nothing (None) when there are no more."""

    def __init__(self, answers: Iterable[int | None]) -> None:
        self._answers = iter(answers)

    def open(self) -> int | None:
        """The next answer."""
        return next(self._answers, None)
