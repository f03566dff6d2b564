"""One chain of questions for search and hold, so that what is offered can be had.

For a new visit on a day: an idle lane, else a quick *no* (reach), else a few moves (repair),
else the exact search. Up to about eight lanes that search always ends (at twelve it did in
every measured day); beyond, it may give up after its effort and the answer is *no*: sound
always, complete as far as it reaches.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from loket.domain.appointments.grid import DAY, TICKS, lowest_bits, starts_of
from loket.domain.appointments.problem import (
    Placed,
    Placement,
    TooHard,
    busy_lanes,
    classes_of,
    in_order,
    lanes_in,
)
from loket.domain.appointments.reach import Reach
from loket.domain.appointments.repair import Bench, Seated
from loket.domain.appointments.solve import solve
from loket.domain.appointments.sweep import Node, Sweep

#: States that one candidate may cost in a search; a hold may spend HOLD_EFFORT.
SEARCH_EFFORT = 20_000
HOLD_EFFORT = 10 * SEARCH_EFFORT

#: Up to so many lanes the exact search is quicker than long chains of moves.
EXACT_LANES = 12

#: The lanes that may serve a new visit, by its start.
AbleAt = Callable[[int], int] | Sequence[int]


def can_place(visits: Sequence[Placed], new: Placed, effort: int = HOLD_EFFORT) -> Placement | None:
    """A lane for the new visit and the moves it needs, or None; keys must differ."""
    return DayPuzzle(visits, effort).place(new)


@dataclass(frozen=True, slots=True)
class Cut:
    """The day at one moment: the class kept free, those of the visits that cross it, both sides."""

    held: int
    classes: dict[int, int]
    before: Node
    after: Node


class DayPuzzle:
    """The live visits of one day, and everything found out about them so far."""

    def __init__(self, visits: Sequence[Placed], effort: int = SEARCH_EFFORT) -> None:
        self._effort = effort
        self._before = {visit.key: visit.lane for visit in visits}
        self._visits = _with_witness(visits)
        self._busy = (busy_lanes(self._visits) if self._visits is not None else None) or {}
        self._classes = classes_of(visit.able for visit in self._visits or ())
        self._reach: Reach | None = None
        self._bench: Bench | None = None
        self._sweeps: tuple[Sweep, Sweep] | None = None

    @property
    def is_served(self) -> bool:
        """Whether the visits that stand can all be served."""
        return self._visits is not None

    def feasible_starts(self, ticks: int, able_at: AbleAt, candidates: int = DAY) -> int:
        """The starts among the candidates at which one visit more of so many ticks fits."""
        if self._visits is None:
            return 0
        found = 0
        for able, starts in _by_able(able_at, candidates & (1 << TICKS - ticks + 1) - 1).items():
            direct = self._direct_starts(ticks, able) & starts
            found |= direct
            doubtful = starts_of(self._reached(able), ticks) & starts & ~direct
            found |= doubtful if self._is_plain(able) else self._shuffles(ticks, able, doubtful)
        return found

    def fits(self, new: Placed) -> bool:
        """Whether the new visit can be placed; cheaper than to say how."""
        return self.feasible_starts(new.ticks, lambda _: new.able, 1 << new.start) != 0

    def _shuffles(self, ticks: int, able: int, doubtful: int) -> int:
        """Those of the doubtful starts that a re-shuffle makes possible."""
        found = hard = 0
        while doubtful:
            start = (doubtful & -doubtful).bit_length() - 1
            new = Placed(_NEW, start, ticks, able)
            seats = self._benched().exchange(new)
            if seats is None:
                hard |= 1 << start
                doubtful &= doubtful - 1
            else:
                made = starts_of(self._gap_after(seats), ticks) & doubtful
                found |= made
                doubtful &= ~made
        for start in lowest_bits(hard & ~found):
            new = Placed(_NEW, start, ticks, able)
            if self._chain(new) is not None or self._cut(new) is not None:
                found |= 1 << start
        return found

    def _gap_after(self, seats: Seated) -> int:
        """The free ticks of the new visit's lane once the others have changed lanes."""
        (_, lane), *moved = seats
        free = DAY & ~self._busy[lane]
        for visit, _ in moved:
            if visit.lane == lane:
                free |= visit.mask
        for visit, target in moved:
            if target == lane:
                free &= ~visit.mask
        return free

    def place(self, new: Placed) -> Placement | None:
        """A lane for the new visit and the moves it needs, or None."""
        if self._visits is None:
            return None
        for lane in lowest_bits(new.able):
            if not self._busy.get(lane, 0) & new.mask:
                return self._placement(lane, {})
        if new.mask & ~self._reached(new.able):
            return None
        seats = self._shuffled(new)
        if seats is None:
            return None
        return self._placement(seats.pop(new.key), seats)

    def _placement(self, lane: int, seats: Mapping[Hashable, int]) -> Placement:
        after = {visit.key: visit.lane for visit in self._visits or ()} | dict(seats)
        return Placement(lane, {k: v for k, v in after.items() if v != self._before[k]})

    def _direct_starts(self, ticks: int, able: int) -> int:
        found = 0
        for lane in lowest_bits(able):
            found |= starts_of(DAY & ~self._busy.get(lane, 0), ticks)
        return found

    def _reached(self, able: int) -> int:
        if self._reach is None:
            self._reach = Reach(self._visits or (), self._busy)
        return self._reach.any_of(able)

    def _is_plain(self, able: int) -> bool:
        """With one class of like lanes the count per tick is the whole truth."""
        return len(self._classes) == 1 and able & self._classes[0] != 0

    def _shuffled(self, new: Placed) -> dict[Hashable, int] | None:
        """The changed lanes, the new visit's included."""
        seats = self._benched().exchange(new) or self._chain(new)
        if seats is not None:
            return {visit.key: lane for visit, lane in seats}
        cut = self._cut(new)
        return None if cut is None else self._seats(new, cut)

    def _chain(self, new: Placed) -> Seated | None:
        return self._benched().chain(new) if len(self._busy) > EXACT_LANES else None

    def _benched(self) -> Bench:
        if self._bench is None:
            self._bench = Bench.of(self._visits or ())
        return self._bench

    def _cut(self, new: Placed) -> Cut | None:
        """A way to stand at the new visit's start that both sides of the day can complete."""
        visits = self._visits or []
        left, right = self._both_sides()
        left.effort = right.effort = self._effort
        crossing = [n for n, v in enumerate(visits) if v.start < new.start < v.start + v.ticks]
        room = [0, *(like.bit_count() for like in self._classes)]
        for held, like in enumerate(self._classes, 1):
            if not new.able & like:
                continue
            room[held] -= 1
            try:
                for cut in self._ways(crossing, room):
                    before = left.node(TICKS - new.start, cut)
                    if not left.completes(before):
                        continue
                    after = right.node(new.start, cut, held, new.end)
                    if right.completes(after):
                        return Cut(held, cut, before, after)
            except TooHard:
                return None
            room[held] += 1
        return None

    def _ways(self, crossing: Sequence[int], room: list[int]) -> Iterator[dict[int, int]]:
        """Every way to put the visits that cross a moment on classes, the present way first."""
        if not crossing:
            yield {}
            return
        visit = (self._visits or ())[crossing[0]]
        numbers = [n for n, like in enumerate(self._classes, 1) if visit.able & like and room[n]]
        for number in sorted(numbers, key=lambda n: not self._classes[n - 1] >> visit.lane & 1):
            room[number] -= 1
            for cut in self._ways(crossing[1:], room):
                cut[crossing[0]] = number
                yield cut
            room[number] += 1

    def _seats(self, new: Placed, cut: Cut) -> dict[Hashable, int]:
        """Lanes for everybody, from a cut that both sides complete."""
        visits, (left, right) = self._visits or [], self._both_sides()
        lane, seats = _seats_at(new, visits, cut.classes, self._classes, cut.held)
        begun = {taken: TICKS - visits[number].start for number, taken in seats.items()}
        ended = {taken: visits[number].end for number, taken in seats.items()}
        seats |= left.settle(cut.before, begun)
        seats |= right.settle(cut.after, ended | {lane: new.end})
        return {new.key: lane} | {visits[number].key: taken for number, taken in seats.items()}

    def _both_sides(self) -> tuple[Sweep, Sweep]:
        if self._sweeps is None:
            rows = [
                (v.start, v.start + v.ticks, v.able, v.lane, number)
                for number, v in enumerate(self._visits or ())
            ]
            mirrored = sorted((TICKS - r[1], TICKS - r[0], r[2], r[3], r[4]) for r in rows)
            self._sweeps = Sweep(mirrored, self._classes), Sweep(rows, self._classes)
        return self._sweeps


#: Key of a visit that is only asked about.
_NEW = object()


def _with_witness(visits: Sequence[Placed]) -> list[Placed] | None:
    """The visits on lanes that serve them all; None when there are none such."""
    ordered = in_order(visits)
    if busy_lanes(ordered) is not None:
        return ordered
    try:
        lanes = solve(ordered)
    except TooHard:
        return None
    return None if lanes is None else in_order(replace(v, lane=lanes[v.key]) for v in ordered)


def _by_able(able_at: AbleAt, candidates: int) -> dict[int, int]:
    """The candidate starts for each set of lanes that may serve them."""
    look = able_at if callable(able_at) else able_at.__getitem__
    found: dict[int, int] = {}
    for start in lowest_bits(candidates):
        able = look(start)
        if able:
            found[able] = found.get(able, 0) | 1 << start
    return found


def _seats_at(
    new: Placed,
    visits: Sequence[Placed],
    cut: Mapping[int, int],
    classes: Sequence[int],
    held: int,
) -> tuple[int, dict[int, int]]:
    """A lane for the new visit, and lanes for those that cross its start, most unmoved."""
    at_home = {
        number: visits[number].lane
        for number, like in cut.items()
        if classes[like - 1] >> visits[number].lane & 1
    }
    free = classes[held - 1] & new.able
    kept = lanes_in(1 << lane for lane in at_home.values())
    lane = next(lowest_bits(free & ~kept or free))
    seats = {number: home for number, home in at_home.items() if home != lane}
    used = 1 << lane | lanes_in(1 << home for home in seats.values())
    for number, like in cut.items():
        if number not in seats:
            seats[number] = next(lowest_bits(classes[like - 1] & ~used))
            used |= 1 << seats[number]
    return lane, seats
