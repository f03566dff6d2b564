"""From what was done with tickets to the visits that counters made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from loket.domain.queues.life import AT_COUNTER, State
from loket.domain.queues.waiting import Visit


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a ticket; ``before`` is None for the arrival."""

    ticket: str
    at: datetime
    before: State | None
    after: State
    counter: str | None
    #: The ticket is not called before this while others wait.
    not_before: datetime


def visits_of(steps: Iterable[Step]) -> list[Visit]:
    """Each stay at a counter; ``steps`` are grouped by ticket and in order of time within it."""
    found: list[Visit] = []
    for _, group in groupby(steps, key=lambda step: step.ticket):
        found += _visits_of_one(list(group))
    return found


def _visits_of_one(steps: list[Step]) -> list[Visit]:
    found: list[Visit] = []
    ready: Step | None = None
    called: Step | None = None
    for step in steps:
        was, is_now = step.before in AT_COUNTER, step.after in AT_COUNTER
        if is_now and not was:
            called = step
        elif was and not is_now and called is not None:
            found.append(_visit(called, ready=ready, released_at=step.at))
            called = None
        if step.after is State.WAITING:
            ready = step
    if called is not None:
        found.append(_visit(called, ready=ready, released_at=None))
    return found


def _visit(called: Step, *, ready: Step | None, released_at: datetime | None) -> Visit:
    waited = called.before is State.WAITING and ready is not None
    ready_at = max(ready.at, ready.not_before) if waited and ready else called.at
    return Visit(
        counter=called.counter or "",
        ready_at=min(ready_at, called.at),
        called_at=called.at,
        released_at=released_at,
    )
