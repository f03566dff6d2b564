"""One location on one day, played from its first visitor to the last, through the queue's acts.

Counters call in the order that the queue's rule gives; here is only decided when people come and
how long they stay.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from loket.demo.packing import Asked
from loket.offices.appointments.queries import Item
from loket.offices.queues import actions as queues

#: How visits end, most of them well.
OUTCOMES = ("helped",) * 8 + ("papers_missing", "come_back")
TO_THE_COUNTER = timedelta(seconds=40)


@dataclass(slots=True)
class Floor:
    """A location whose counters are free at first; times are those of the story."""

    location: str
    counters: list[int]
    actor: str
    chance: random.Random
    waiting: int = 0
    _events: list[tuple[datetime, int, str, Any]] = field(default_factory=list)
    _ranks: Any = field(default_factory=count)

    def expect(self, appointment: UUID, starts_at: datetime) -> None:
        """Somebody with an appointment comes, mostly some minutes early."""
        early = timedelta(seconds=self.chance.triangular(-240, 900, 300))
        self._plan(starts_at - early, "check_in", appointment)

    def walk_in(self, at: datetime, asked: Asked) -> None:
        """Somebody comes without an appointment."""
        self._plan(at + timedelta(seconds=self.chance.uniform(0, 59)), "walk_in", asked)

    def play(self) -> None:
        """Everything that happens, in the order of its time."""
        while self._events:
            at, _, what, who = heapq.heappop(self._events)
            match what:
                case "check_in":
                    queues.check_in(
                        appointment=who, now=at, actor=self.actor, location=self.location
                    )
                    self.waiting += 1
                case "walk_in":
                    item = Item(who.product, who.quantity)
                    queues.take_ticket(
                        location=self.location, items=[item], now=at, actor=self.actor
                    )
                    self.waiting += 1
                case "finish":
                    self._finish(*who, at=at)
            self._call(at)

    def _plan(self, at: datetime, what: str, who: Any) -> None:
        heapq.heappush(self._events, (at, next(self._ranks), what, who))

    def _call(self, at: datetime) -> None:
        """Free counters call for as long as somebody waits whom they can serve."""
        for counter in tuple(self.counters):
            if not self.waiting:
                return
            ticket = queues.call_next(counter=counter, now=at, actor=self.actor)
            if ticket is not None:
                self.counters.remove(counter)
                self.waiting -= 1
                lasts = timedelta(minutes=ticket.minutes * self.chance.triangular(0.6, 1.5, 1.0))
                self._plan(at + TO_THE_COUNTER + lasts, "finish", (ticket.id, counter, at))

    def _finish(self, ticket: UUID, counter: int, called_at: datetime, *, at: datetime) -> None:
        queues.start(ticket=ticket, now=called_at + TO_THE_COUNTER, actor=self.actor)
        outcome = self.chance.choice(OUTCOMES)
        queues.finish(ticket=ticket, outcome=outcome, now=at, actor=self.actor)
        self.counters.append(counter)


def play(
    floor: Floor,
    *,
    appointments: Iterable[tuple[UUID, datetime]],
    walk_ins: Iterable[tuple[datetime, Asked]],
) -> None:
    """The whole day of a location with these people."""
    for appointment, starts_at in appointments:
        floor.expect(appointment, starts_at)
    for at, asked in walk_ins:
        floor.walk_in(at, asked)
    floor.play()
