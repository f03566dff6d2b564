"""Whatever is killed: what was acknowledged stays, nothing doubles, every message goes out.

A hundred times kill -9 at random moments of hold, confirm, move, cancel and message, while four
people book without end. The cluster writes to disk as a real one does.
"""

from __future__ import annotations

import itertools
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
from tests.faults import audit
from tests.faults.house import House, Letter, building, within
from tests.faults.killer import DECK, kill_all
from tests.faults.visitors import Visit, Visitor

pytestmark = pytest.mark.xdist_group("storms")

KILLS, SEED, VISITORS = 100, 20211125, 4
#: It takes two or three minutes on two free cores.
AT_MOST_SECONDS = 1500
DRAIN_SECONDS = 300.0
#: How late the worker's clock is when the house opens again: the pause after a try that a kill
#: cut off (one minute) is over then.
LATER_SECONDS = 120
REPLAYED = 0.3


@dataclass(slots=True)
class Aftermath:
    """The house after the storm, closed, its cluster still running."""

    house: House
    visitors: list[Visitor]
    killed: Counter[str]
    waiting: int = -1
    verdict: dict[str, Any] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    closed: list[bool] = field(default_factory=list)

    @property
    def visits(self) -> list[Visit]:
        return [visit for visitor in self.visitors for visit in visitor.visits]

    @property
    def letters(self) -> list[Letter]:
        return self.house.mailbox.letters


@pytest.fixture(scope="module")
def aftermath() -> Iterator[Aftermath]:
    """Storm, repetition of a part of all requests, and rest until nothing waits to be sent."""
    with within(AT_MOST_SECONDS), building() as house:
        stop, clock = threading.Event(), [time.monotonic()]
        visitors = [Visitor(number, house.port, stop) for number in range(VISITORS)]
        with house.open():
            killed = _storm(house, visitors, stop)
            clock.append(time.monotonic())
        closed = [house.is_closed()]
        after = Aftermath(house, visitors, killed)
        with house.open(LOKET_CLOCK_SHIFT=str(LATER_SECONDS)):
            for visitor in visitors:
                visitor.replay(REPLAYED)
            clock.append(time.monotonic())
            after.waiting = _drain(house)
        after.closed = [*closed, house.is_closed()]
        after.verdict = house.verify()
        clock.append(time.monotonic())
        after.seconds = [round(b - a, 1) for a, b in itertools.pairwise(clock)]
        yield after


def _storm(house: House, visitors: list[Visitor], stop: threading.Event) -> Counter[str]:
    with ThreadPoolExecutor(VISITORS) as threads:
        running = [threads.submit(visitor.run) for visitor in visitors]
        try:
            killed = kill_all(house, lambda: _acknowledged(visitors), seed=SEED)
        finally:
            stop.set()
        for one in running:
            one.result()
    return killed


def _acknowledged(visitors: list[Visitor]) -> int:
    return sum(len(visit.trail) for visitor in visitors for visit in list(visitor.visits))


def _drain(house: House) -> int:
    until = time.monotonic() + DRAIN_SECONDS
    with house.sql() as db:
        while (left := audit.waiting(db)) and time.monotonic() < until:
            time.sleep(0.25)
    return left


def test_a_hundred_processes_of_every_kind_were_killed_while_people_booked(
    aftermath: Aftermath, capsys: pytest.CaptureFixture[str]
) -> None:
    states = Counter(visit.state or "nothing" for visit in aftermath.visits)
    moves = sum(visit.moves for visit in aftermath.visits)
    statuses: Counter[int] = sum((one.counts.statuses for one in aftermath.visitors), Counter())
    with capsys.disabled():
        sys.stdout.write(
            f"\n{dict(aftermath.killed)} killed; visits: {dict(states)}, {moves} moved; answers"
            f" (0 is none): {dict(statuses)}; {len(aftermath.letters)} letters;"
            f" journal: {aftermath.verdict}; {aftermath.seconds}\n"
        )
    assert aftermath.killed == DECK
    assert aftermath.killed.total() == KILLS
    assert states["booked"] > KILLS // 2
    assert statuses[0], "no request was cut off by a kill"


def test_an_outage_is_said_honestly_and_the_same_key_gets_the_same_answer(
    aftermath: Aftermath,
) -> None:
    assert [one for visitor in aftermath.visitors for one in visitor.counts.surprises] == []
    assert sum(visitor.counts.repeated for visitor in aftermath.visitors) > KILLS // 4


def test_what_was_acknowledged_is_there_and_nothing_else(aftermath: Aftermath) -> None:
    with aftermath.house.sql() as db:
        assert audit.bookings(db, aftermath.visits) == []
        assert audit.answers(db, aftermath.visits) == []


def test_no_counter_serves_two_at_once_and_every_day_row_is_true(aftermath: Aftermath) -> None:
    with aftermath.house.sql() as db:
        assert audit.counters(db) == []
        assert audit.days(db) == []


def test_every_message_arrived_and_always_under_one_message_id(aftermath: Aftermath) -> None:
    assert aftermath.waiting == 0
    with aftermath.house.sql() as db:
        assert audit.messages(db, aftermath.visits, aftermath.letters) == []


def test_the_journal_is_whole_and_has_a_line_for_every_act(aftermath: Aftermath) -> None:
    assert aftermath.verdict["fault"] is None
    assert aftermath.verdict["unsealed"] == 0
    with aftermath.house.sql() as db:
        assert audit.journal(db, aftermath.visits) == []


def test_no_orphan_answers_to_the_port_of_a_closed_house(aftermath: Aftermath) -> None:
    assert aftermath.closed == [True, True]
