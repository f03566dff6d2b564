"""Waiting in figures: what half of the people waited, and what nine in ten did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from loket.domain.evaluation.shares import LEAST


@dataclass(frozen=True, slots=True)
class Waits:
    """How long people waited, in the unit of what was given. Nothing but ``n`` below five."""

    n: int
    median: float | None
    nine_in_ten: float | None
    longest: float | None


def waits(measured: Iterable[float], *, least: int = LEAST) -> Waits:
    """Figures of waiting; each is a wait that somebody really had."""
    found = sorted(measured)
    if len(found) < least:
        return Waits(len(found), None, None, None)
    return Waits(len(found), _rank(found, 0.5), _rank(found, 0.9), found[-1])


def _rank(ordered: list[float], part: float) -> float:
    """The smallest value that is not exceeded by so large a part of them."""
    return ordered[ceil(part * len(ordered)) - 1]
