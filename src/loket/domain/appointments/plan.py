"""What a location can do on one day: its counters as lanes, and who may use which part of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from loket.domain.appointments.grid import LANE, TICKS, stretch


@dataclass(frozen=True, slots=True)
class Lane:
    """A counter, at its fixed place in the bits of a day row."""

    number: int
    counter: int
    skills: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reservation:
    """Time kept for one kind of visit (``walk_in``, ``mobility``, ``priority``), for a while."""

    kind: str
    bits: int
    released_at: datetime


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One location on one local day. ``open`` has a bit for each tick that a counter works."""

    lanes: tuple[Lane, ...]
    open: int
    reservations: tuple[Reservation, ...] = ()

    @property
    def width(self) -> int:
        """Length of the bit string, in bits; lanes are numbered for ever, so gaps may occur."""
        return LANE * (1 + max((lane.number for lane in self.lanes), default=0))

    def able(self, needs: Collection[str]) -> int:
        """The lanes, as a bit mask, whose counter has every skill needed."""
        return sum(1 << lane.number for lane in self.lanes if lane.skills.issuperset(needs))

    def kept(self, uses: Collection[str], *, now: datetime) -> int:
        """Which reservations keep this visit out, as a bit mask over ``reservations``."""
        kept = 0
        for index, reservation in enumerate(self.reservations):
            if reservation.kind not in uses and now < reservation.released_at:
                kept |= 1 << index
        return kept

    def usable(self, kept: int) -> int:
        """Open time less the reservations in ``kept``."""
        bits = self.open
        for index, reservation in enumerate(self.reservations):
            if kept >> index & 1:
                bits &= ~reservation.bits
        return bits


def able_at(usable: int, able: int, *, start: int, ticks: int) -> int:
    """The lanes of ``able`` that may work through the whole stretch, as a bit mask."""
    found, lanes = 0, able
    while lanes:
        lane = (lanes & -lanes).bit_length() - 1
        lanes &= lanes - 1
        wanted = stretch(lane, start, ticks)
        if usable & wanted == wanted:
            found |= 1 << lane
    return found


def every_lane(width: int) -> int:
    """All lanes of a bit string of ``width`` bits, as a bit mask."""
    return (1 << width // LANE) - 1


WHOLE_DAY = (1 << TICKS) - 1
