"""Visits laid out on the counters of a day: which could all be booked, and how full that is."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from loket.domain.places.facts import in_force
from loket.foundations.places import queries as places

#: What stays free comes in quarters of an hour, as where people book one moment after another.
QUARTER = 3
#: Kept for who comes without an appointment, or for who must be helped within a term.
NOT_FOR_EVERYBODY = frozenset({"walk_in", "priority"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Open time of one counter in five-minute ticks, ``end`` not in it."""

    counter: int
    skills: frozenset[str]
    start: int
    end: int
    reserved_for: str

    @property
    def ticks(self) -> int:
        """Its length."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody comes for, how long it takes and what a counter must be able to do."""

    product: str
    quantity: int
    ticks: int
    skills: frozenset[str]


@dataclass(frozen=True, slots=True)
class Laid:
    """A visit at its place in the day."""

    start: int
    asked: Asked
    #: In time that is kept for who is less mobile.
    mobility: bool


def stretches(location: str, day: date) -> list[Stretch]:
    """What can be booked at the real counters of a location on a day, in the order of the day."""
    known = places.snapshot()
    counters = {
        one.lane: one for one in in_force(known.by_code[location].counters, day) if not one.virtual
    }
    found = [
        Stretch(counters[lane].id, counters[lane].skills, start, end, reserved_for)
        for lane, pieces in known.opening_ticks(location, day).items()
        if lane in counters
        for start, end, reserved_for, _ in pieces
        if reserved_for not in NOT_FOR_EVERYBODY
    ]
    return sorted(found, key=lambda one: (one.start, one.counter))


def lay_all(
    here: Sequence[Stretch], wanted: Sequence[Asked], chance: random.Random
) -> list[Laid] | None:
    """Places for all of these, the longest first, gaps strewn between; None when they do not fit.

    The answer is in the order of ``wanted``.
    """
    left = [stretch.ticks for stretch in here]
    on: list[list[int]] = [[] for _ in here]
    for number in sorted(range(len(wanted)), key=lambda i: -wanted[i].ticks):
        roomy = max(
            (i for i, stretch in enumerate(here) if wanted[number].skills <= stretch.skills),
            key=lambda i: left[i],
            default=None,
        )
        if roomy is None or left[roomy] < wanted[number].ticks:
            return None
        left[roomy] -= wanted[number].ticks
        on[roomy].append(number)
    laid: dict[int, Laid] = {}
    for stretch, numbers, spare in zip(here, on, left, strict=True):
        chance.shuffle(numbers)
        gaps = sorted(chance.randint(0, spare) for _ in numbers)
        at = stretch.start
        for number, gap in zip(numbers, gaps, strict=True):
            asked = wanted[number]
            laid[number] = Laid(at + gap, asked, stretch.reserved_for == "mobility")
            at += asked.ticks
    return [laid[number] for number in range(len(wanted))]


def lay_loosely(
    here: Sequence[Stretch],
    *,
    how_full: Callable[[int], float],
    choose: Callable[[Stretch, int], Asked | None],
    chance: random.Random,
) -> Iterator[Laid]:
    """Visits and gaps by turns, so that of every part of the day about so much is taken.

    ``how_full(tick)`` is that part, up to 1.0: nothing stays free. ``choose(stretch, room)`` gives
    what somebody asks of this counter in so many ticks.
    """
    for stretch in here:
        at, owed = stretch.start, 0.0
        while at < stretch.end:
            part = how_full(at)
            asked = choose(stretch, stretch.end - at)
            if asked is None:
                break
            if part < 1 and owed <= -QUARTER * part / 2:
                at, owed = at + QUARTER, owed + QUARTER * part
                continue
            yield Laid(at, asked, stretch.reserved_for == "mobility")
            at += asked.ticks
            # So many ticks taken ask for gaps, give or take some.
            owed -= asked.ticks * (1 - part) * chance.uniform(0.4, 1.6)
