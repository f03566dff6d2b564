"""The level of the service itself: is it there, how fast, and do people finish what they begin?

Measured against what the city promises, which is dated. Nothing is claimed about minutes in which
nobody measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from loket.domain.evaluation.shares import LEAST

Part = Literal["uptime", "answer", "success"]


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """What the city promises from a day on. The format of ``[[service_levels]]``."""

    valid_from: date
    #: Of a hundred minutes, in so many the first page opens.
    uptime_percent: Annotated[float, "50 to 100"]
    #: Nine in ten first pages are there within so many milliseconds.
    answer_ms: Annotated[int, "50 to 10000"]
    #: Of a hundred moments that people hold, so many become an appointment.
    success_percent: Annotated[int, "1 to 100"]
    #: An example, not promised.
    fictional: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was counted over a period."""

    #: Minutes in which somebody looked, and those in which the page opened.
    looked: int
    opened: int
    #: What nine in ten first pages took at most; None when none opened.
    nine_in_ten_ms: int | None
    #: Moments that people held and that are decided, and those that became an appointment.
    held: int
    booked: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One part of the service beside its promise, both in the unit of the part.

    Percents are rounded down: nothing is ``100`` that failed once. ``value`` is None where too
    little was counted; ``kept`` is None where nothing was promised or counted.
    """

    part: Part
    value: float | None
    n: int
    promised: float | None
    kept: bool | None


def standings(measured: Measured, level: ServiceLevel | None) -> Iterator[Standing]:
    """Every part of the service, in the order in which people miss it."""
    uptime = _percent(measured.opened, measured.looked)
    promised = level.uptime_percent if level else None
    yield _standing("uptime", uptime, measured.looked, promised)
    answer = measured.nine_in_ten_ms if measured.opened >= LEAST else None
    yield _standing("answer", answer, measured.opened, level.answer_ms if level else None)
    success = _percent(measured.booked, measured.held)
    promised = level.success_percent if level else None
    yield _standing("success", success, measured.held, promised)


def _standing(part: Part, value: float | None, n: int, promised: float | None) -> Standing:
    if value is None or promised is None:
        return Standing(part, value, n, promised, kept=None)
    kept = value <= promised if part == "answer" else value >= promised
    return Standing(part, value, n, promised, kept)


def _percent(some: int, of_all: int) -> float | None:
    """With two decimals, rounded down; None below five."""
    return (some * 10_000 // of_all) / 100 if of_all >= LEAST else None
