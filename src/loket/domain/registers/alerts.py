"""What asks a reviewer's attention in the evidence of look-ups: pure rules over plain traces.

An alert accuses nobody. It says which look-ups to read first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import Final, Literal
from uuid import UUID

Kind = Literal["own_surname", "colleague", "many_look_ups", "no_ground", "one_person_often"]
Flag = Literal["own_surname", "colleague"]


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on something is unusual."""

    #: Look-ups of one employee on one day: at least so many, and so many times the team's median.
    many: int = 40
    times_median: float = 3.0
    #: Refused for want of a ground, of one actor on one day.
    refusals: int = 3
    #: Of one employee about one person within the time looked at, on different days.
    same_person_days: int = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """One look-up as the rules need it."""

    look_up: UUID
    #: On the city's clock.
    at: datetime
    actor: str
    team: str
    about: UUID | None
    result: str
    flags: frozenset[Flag] = frozenset()
    #: Whether a case was read, and no register asked.
    is_reading: bool = False

    @property
    def on(self) -> date:
        """Its day on the city's calendar."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to read first: of whom, on which day, how often, and one look-up to begin with."""

    kind: Kind
    actor: str
    on: date
    count: int
    look_up: UUID


EMPLOYEE: Final = "employee:"


def flags_of(
    actor_name: str, shown: Collection[tuple[tuple[str, ...], str]], *, namesakes: Collection[str]
) -> frozenset[Flag]:
    """What stands out in an answer: first names and family name of everybody in it.

    Compared without case; a family name of two words counts when it is the end of the employee's.
    ``namesakes`` are full names that are also an employee's.
    """
    own = f" {actor_name.casefold()}"
    known = {one.casefold() for one in namesakes}
    found: set[Flag] = set()
    for first_names, names in shown:
        if names and own.endswith(f" {names.casefold()}"):
            found.add("own_surname")
        if any(f"{first} {names}".casefold() in known for first in first_names[:1]):
            found.add("colleague")
    return frozenset(found)


def find_alerts(asked: Iterable[Asked], limits: Limits = Limits()) -> list[Alert]:
    """Every alert in these look-ups, the latest day first."""
    lines = [one for one in asked if one.actor.startswith(EMPLOYEE)]
    found = [*_flagged(lines), *_many(lines, limits), *_refused(lines, limits)]
    found += _same_person(lines, limits)
    return sorted(found, key=lambda one: (-one.on.toordinal(), one.kind, one.actor))


def _flagged(lines: Iterable[Asked]) -> Iterator[Alert]:
    for one in lines:
        for flag in sorted(one.flags):
            yield Alert(flag, one.actor, one.on, 1, one.look_up)


def _many(lines: Iterable[Asked], limits: Limits) -> Iterator[Alert]:
    """More than the colleagues of the same team on that day; alone, more than the limit.

    Opening a case is no look-up: who decides many cases would be told of for working.
    """
    days: dict[tuple[str, date], Counter[str]] = defaultdict(Counter)
    first: dict[tuple[str, date], UUID] = {}
    for one in lines:
        if one.is_reading:
            continue
        days[one.team, one.on][one.actor] += 1
        first.setdefault((one.actor, one.on), one.look_up)
    for (_team, on), counts in days.items():
        for actor, count in counts.items():
            others = [more for who, more in counts.items() if who != actor]
            usual = median(others) if others else 0
            if count >= max(limits.many, limits.times_median * usual):
                yield Alert("many_look_ups", actor, on, count, first[actor, on])


def _refused(lines: Iterable[Asked], limits: Limits) -> Iterator[Alert]:
    grouped: dict[tuple[str, date], list[UUID]] = defaultdict(list)
    for one in lines:
        if one.result == "no_ground":
            grouped[one.actor, one.on].append(one.look_up)
    for (actor, on), tried in grouped.items():
        if len(tried) >= limits.refusals:
            yield Alert("no_ground", actor, on, len(tried), tried[0])


def _same_person(lines: Iterable[Asked], limits: Limits) -> Iterator[Alert]:
    """The same person again and again, on different days: a neighbour, an ex, somebody known."""
    grouped: dict[tuple[str, UUID], dict[date, UUID]] = defaultdict(dict)
    for one in lines:
        if one.about is not None and one.result in ("shown", ""):
            grouped[one.actor, one.about].setdefault(one.on, one.look_up)
    for (actor, _about), days in grouped.items():
        if len(days) >= limits.same_person_days:
            yield Alert("one_person_often", actor, max(days), len(days), days[max(days)])
