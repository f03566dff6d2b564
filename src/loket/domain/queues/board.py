"""What the board shows: every call that still stands, and which ones are new.

Two calls at once are announced one after the other; each is new for its full time, counted from
its own announcement, and neither pushes the other away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from loket.domain.queues.rules import QueueRules


@dataclass(frozen=True, slots=True)
class Call:
    """A ticket that was called to a counter; ``called_at`` is the last call or recall."""

    number: str
    counter: str
    called_at: datetime
    #: Whether it still says something: the person has not come yet, or is at the counter now.
    stands: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the board. ``announced_at`` is when its sound plays and it lights up."""

    number: str
    counter: str
    announced_at: datetime
    is_new: bool


def announcements(calls: Iterable[Call], *, rules: QueueRules) -> list[tuple[Call, datetime]]:
    """Each call with the moment of its announcement, in order, at least a gap apart."""
    gap = timedelta(seconds=rules.call_gap_seconds)
    announced: list[tuple[Call, datetime]] = []
    for call in sorted(calls, key=lambda one: (one.called_at, one.number)):
        at = call.called_at
        if announced:
            at = max(at, announced[-1][1] + gap)
        announced.append((call, at))
    return announced


def lines(calls: Iterable[Call], *, rules: QueueRules, now: datetime) -> list[Shown]:
    """What to show, the latest first: who is called or at a counter, and every call still new.

    All new calls are shown, however many; a call whose announcement is yet to come counts as new.
    """
    long = timedelta(seconds=rules.new_call_seconds)
    shown = [
        Shown(call.number, call.counter, at, is_new=now < at + long)
        for call, at in announcements(calls, rules=rules)
        if call.stands or now < at + long
    ]
    return sorted(shown, key=lambda line: (line.announced_at, line.number), reverse=True)
