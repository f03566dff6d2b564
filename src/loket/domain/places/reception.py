"""Whether somebody welcomes people whenever the reception is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from loket.domain.places.facts import Interval
from loket.domain.places.opening import Intervals, merged, without


@dataclass(frozen=True, slots=True)
class Gap:
    """Time during which the reception of a location is open and nobody is planned."""

    location: str
    day: date
    interval: Interval


def uncovered(opening: Intervals, shifts: Iterable[Interval]) -> Intervals:
    """The part of the reception's opening that no staffed shift covers."""
    return without(opening, merged(shifts))
