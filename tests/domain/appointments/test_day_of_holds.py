"""A day on which people hold and let go at random, judged after every step."""

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.domain.appointments.referee import faults, is_servable

from loket.domain.appointments.moments import DayPuzzle, can_place
from loket.domain.appointments.problem import Placed

HORIZON = 14
STARTS = st.integers(0, HORIZON - 1)
TICKS = st.integers(1, 5)


class DayOfHolds(RuleBasedStateMachine):
    @initialize(lanes=st.integers(1, 5), data=st.data())
    def open_counters(self, lanes: int, data: st.DataObject) -> None:
        kinds = st.integers(1, (1 << lanes) - 1)
        self.kinds = data.draw(st.lists(kinds, min_size=1, max_size=3))
        self.visits: list[Placed] = []
        self.asked = 0

    @rule(start=STARTS, ticks=TICKS, kind=st.integers(0, 2))
    def hold(self, start: int, ticks: int, kind: int) -> None:
        self.asked += 1
        new = Placed(self.asked, start, ticks, self.kinds[kind % len(self.kinds)])
        placement = can_place(self.visits, new)
        assert (placement is not None) == is_servable([*self.visits, new])
        if placement is not None:
            moved = [replace(v, lane=placement.moves.get(v.key, v.lane)) for v in self.visits]
            self.visits = [*moved, replace(new, lane=placement.lane)]

    @precondition(lambda self: self.visits)
    @rule(which=st.integers(0, 30))
    def release(self, which: int) -> None:
        self.visits.pop(which % len(self.visits))

    @rule(start=STARTS, ticks=TICKS, kind=st.integers(0, 2))
    def ask(self, start: int, ticks: int, kind: int) -> None:
        able = self.kinds[kind % len(self.kinds)]
        offered = DayPuzzle(self.visits).feasible_starts(ticks, lambda _: able, 1 << start)
        possible = is_servable([*self.visits, Placed("asked", start, ticks, able)])
        assert (offered == 1 << start) == possible

    @invariant()
    def the_witness_serves_everybody(self) -> None:
        visits = getattr(self, "visits", [])
        assert faults(visits, {}) == []


DayOfHolds.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestDayOfHolds = DayOfHolds.TestCase
