"""A quick and sound *no*: at some tick of the stretch no lane can be made free.

At one tick a visit more can be served exactly when an alternating path leads from an idle
lane to a lane that may serve it (Hall, Berge). Lanes are followed for all ticks at once.
"""

from collections.abc import Mapping, Sequence

from loket.domain.appointments.grid import DAY, lowest_bits
from loket.domain.appointments.problem import Placed


class Reach:
    """Per lane the ticks at which it is idle or can be made idle by moving visits about."""

    def __init__(self, visits: Sequence[Placed], busy: Mapping[int, int]) -> None:
        self._ticks = {lane: DAY & ~used for lane, used in busy.items()}
        self._spread(_movable(visits))

    def _spread(self, movable: Mapping[int, Mapping[int, int]]) -> None:
        ticks, grown = self._ticks, True
        while grown:
            grown = False
            for able, lanes in movable.items():
                free = self.any_of(able)
                for lane, where in lanes.items():
                    gain = where & free & ~ticks[lane]
                    if gain:
                        ticks[lane] |= gain
                        grown = True

    def any_of(self, able: int) -> int:
        """The ticks at which one of these lanes can be made free for one visit more."""
        found = 0
        for lane in lowest_bits(able):
            found |= self._ticks.get(lane, DAY)
        return found


def _movable(visits: Sequence[Placed]) -> dict[int, dict[int, int]]:
    """Ticks of the visits that could be elsewhere, by able lanes and present lane."""
    found: dict[int, dict[int, int]] = {}
    for visit in visits:
        lane, able = visit.lane, visit.able
        if able != 1 << lane:
            lanes = found.setdefault(able, {})
            lanes[lane] = lanes.get(lane, 0) | ((1 << visit.ticks) - 1) << visit.start
    return found
