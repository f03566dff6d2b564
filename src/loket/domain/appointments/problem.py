"""The question of a day: which visits stand, and on which lanes may each of them be served."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from loket.domain.appointments.grid import lowest_bits


@dataclass(frozen=True, slots=True)
class Placed:
    """A live visit: its stretch in ticks, the lanes that may serve it, its present lane.

    `able` already counts opening, skills and reservations for exactly this stretch.
    `lane` is the witness that the day can be served; -1 when there is none.
    """

    key: Hashable
    start: int
    ticks: int
    able: int
    lane: int = -1

    @property
    def end(self) -> int:
        return self.start + self.ticks

    @property
    def mask(self) -> int:
        return ((1 << self.ticks) - 1) << self.start


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the new visit goes, and which others change lane for it."""

    lane: int
    moves: dict[Hashable, int] = field(default_factory=dict)


class TooHard(Exception):
    """The exact search met more states than it was allowed to."""


def in_order(visits: Iterable[Placed]) -> list[Placed]:
    """By start; the same day gives the same order, whatever the keys and the order of asking."""
    return sorted(visits, key=lambda visit: (visit.start, visit.ticks, visit.able, visit.lane))


def lanes_in(ables: Iterable[int]) -> int:
    """Every lane that some visit may use."""
    lanes = 0
    for able in ables:
        lanes |= able
    return lanes


def classes_of(ables: Iterable[int]) -> tuple[int, ...]:
    """Masks of like lanes: lanes that serve exactly the same visits can be exchanged."""
    distinct = sorted(set(ables))
    like: dict[int, int] = {}
    for lane in lowest_bits(lanes_in(distinct)):
        column = 0
        for able in distinct:
            column = column << 1 | (able >> lane & 1)
        like[column] = like.get(column, 0) | 1 << lane
    return tuple(sorted(like.values(), key=lambda lanes: lanes & -lanes))


def busy_lanes(visits: Sequence[Placed]) -> dict[int, int] | None:
    """Per lane the ticks in use; None when the present lanes are no witness."""
    busy: dict[int, int] = {}
    for visit in visits:
        lane, mask = visit.lane, ((1 << visit.ticks) - 1) << visit.start
        taken = busy.get(lane, 0)
        if lane < 0 or not visit.able >> lane & 1 or taken & mask:
            return None
        busy[lane] = taken | mask
    return busy
