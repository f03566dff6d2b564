"""Making room by moving a few visits: sound always, complete only as far as it reaches.

Two ways, cheapest first. An exchange of two lanes swaps the visits that hang together on
them (a tail swap is the long form of it). A chain puts the new visit on a lane and asks
each visit in its way to do the same elsewhere.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from loket.domain.appointments.grid import lowest_bits
from loket.domain.appointments.problem import Placed, in_order, lanes_in

#: How many look-ups a repair may cost before it gives up.
EFFORT = 400
#: How long a chain of visits that push each other aside may grow.
DEPTH = 4

#: Visits with the lane they are to have.
Seats = dict[Placed, int]
#: The same as a list, the new visit first.
Seated = list[tuple[Placed, int]]


def repair(
    visits: Sequence[Placed], new: Placed, effort: int = EFFORT
) -> dict[Hashable, int] | None:
    """The changed lanes, the new visit's included, that make room; None when none was found."""
    bench = Bench.of(in_order(visits))
    seats = bench.exchange(new, effort) or bench.chain(new, effort)
    return None if seats is None else {visit.key: lane for visit, lane in seats}


@dataclass(slots=True)
class Bench:
    """The visits lane by lane, and how much may still be tried."""

    lanes: dict[int, list[Placed]]
    effort: int = 0

    @classmethod
    def of(cls, visits: Sequence[Placed]) -> "Bench":
        lanes: dict[int, list[Placed]] = {
            lane: [] for lane in lowest_bits(lanes_in(v.able for v in visits))
        }
        for visit in visits:
            lanes[visit.lane].append(visit)
        return cls(lanes)

    def exchange(self, new: Placed, effort: int = EFFORT) -> Seated | None:
        """Swap what hangs together on two lanes, so that the first is free for the new visit."""
        self.effort = effort
        for lane in lowest_bits(new.able):
            blockers = self._overlapping(lane, new)
            for other in self.lanes:
                if other == lane or self.effort < 0:
                    continue
                seats = self._swap(new, lane, other, blockers)
                if seats is not None:
                    return [(new, lane), *seats]
        return None

    def _swap(
        self, new: Placed, lane: int, other: int, blockers: Sequence[Placed]
    ) -> Seated | None:
        seats: Seats = {}
        todo = list(blockers)
        while todo:
            visit = todo.pop()
            if visit in seats:
                continue
            target = other if visit.lane == lane else lane
            if not visit.able >> target & 1 or (target == lane and _overlap(visit, new)):
                return None
            seats[visit] = target
            todo += self._overlapping(target, visit)
        return list(seats.items())

    def chain(self, new: Placed, effort: int = EFFORT) -> Seated | None:
        """Let visits push each other aside, at most DEPTH deep."""
        self.effort = effort
        seats: Seats = {}
        return list(seats.items()) if self._seat(new, seats, DEPTH) else None

    def _seat(self, visit: Placed, seats: Seats, depth: int) -> bool:
        ways = []
        for lane in lowest_bits(visit.able):
            if lane != visit.lane:
                blockers = self._in_the_way(lane, visit, seats)
                if blockers is not None:
                    ways.append((len(blockers), lane, blockers))
        for count, lane, blockers in sorted(ways, key=lambda way: way[:2]):
            if self.effort < 0 or (count and not depth):
                return False
            if self._push(visit, lane, blockers, seats, depth):
                return True
        return False

    def _push(
        self,
        visit: Placed,
        lane: int,
        blockers: Sequence[Placed],
        seats: Seats,
        depth: int,
    ) -> bool:
        before = dict(seats)
        seats[visit] = lane
        for blocker in blockers:
            if blocker not in seats and not self._seat(blocker, seats, depth - 1):
                seats.clear()
                seats.update(before)
                return False
        return True

    def _in_the_way(self, lane: int, visit: Placed, seats: Seats) -> list[Placed] | None:
        """Who must leave the lane for this visit; None when somebody there was just seated."""
        if any(taken == lane and _overlap(seated, visit) for seated, taken in seats.items()):
            return None
        return [blocker for blocker in self._overlapping(lane, visit) if blocker not in seats]

    def _overlapping(self, lane: int, visit: Placed) -> list[Placed]:
        self.effort -= 1
        start, end = visit.start, visit.start + visit.ticks
        return [
            other
            for other in self.lanes.get(lane, ())
            if other.start < end and start < other.start + other.ticks and other is not visit
        ]


def _overlap(one: Placed, other: Placed) -> bool:
    return one.start < other.start + other.ticks and other.start < one.start + one.ticks
