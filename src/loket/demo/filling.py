"""The days ahead, filled as they are in a living city: near days and evenings fuller."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from loket.demo.asking import choose, menu_of
from loket.demo.chance import seeded
from loket.demo.models import Guest
from loket.demo.names import address_for, invent
from loket.demo.packing import Asked, Laid, Stretch, lay_loosely, stretches
from loket.domain.appointments.grid import TICK_MINUTES
from loket.domain.places.wallclock import instant, local_day
from loket.domain.refusals import RuleBroken
from loket.offices.appointments import actions as appointments
from loket.offices.appointments import queries as appointment_queries
from loket.offices.appointments.queries import Item, Wish

ACTOR = "system:demo"
#: What a location is like: as most are; with longer waits than usual; with hardly a moment left.
Character = Literal["ordinary", "busy", "nearly_full"]
#: Parts of the open time that are taken today and on the last day that can be booked.
NEAR, FAR, HORIZON = 0.76, 0.62, 28
EVENING: Final = 17 * 60 // TICK_MINUTES
#: A busy location has nothing free for so many days.
NOTHING_FREE_FOR = 10
#: Of a hundred people, so many left an address: the mailbox shows what they get.
WITH_ADDRESS = 4
#: Booked at most so long ago: no further back than a process remembers days.
LONGEST_AGO = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Task:
    """One location on one day ahead."""

    location: str
    day: date
    character: Character
    now: datetime
    zone: ZoneInfo

    @property
    def key(self) -> str:
        """Of its chapter, and its seed."""
        return f"ahead/{self.day}/{self.location}"


def how_full(character: Character, distance: int, tick: int) -> float:
    """The part of the open time that is taken, so many days ahead, at this time of the day."""
    if character == "busy":
        return 1.0 if distance < NOTHING_FREE_FOR else 0.88
    if character == "nearly_full":
        return 0.97
    part = NEAR + (FAR - NEAR) * min(1.0, max(0, distance) / HORIZON)
    return part + 0.15 if tick >= EVENING else part


def fill(task: Task) -> int:
    """Book the day up to what is usual; how many visits. In the caller's transaction."""
    chance = seeded(task.key)
    distance = (task.day - local_day(task.now, task.zone)).days
    some = menu_of(task.day).get(task.location, [])
    usual = chance.uniform(-0.05, 0.05) if task.character == "ordinary" else 0.0

    def part(tick: int) -> float:
        return how_full(task.character, distance, tick) + usual

    def pick(stretch: Stretch, room: int) -> Asked | None:
        return choose(some, stretch, room, chance)

    here = stretches(task.location, task.day)
    laid = list(lay_loosely(here, how_full=part, choose=pick, chance=chance))
    guests = _book_all(task, laid, chance)
    _remember(task, guests)
    return len(guests)


def top_up(task: Task) -> int:
    """Book what people book as the day comes near; how many visits. In the caller's transaction."""
    chance = seeded(f"near/{task.day}/{task.location}")
    here = stretches(task.location, task.day)
    distance = (task.day - local_day(task.now, task.zone)).days
    wanted = sum(how_full(task.character, distance, one.start) * one.ticks for one in here)
    lines = appointment_queries.list_day(task.location, task.day)
    taken = sum((line.ends_at - line.starts_at).total_seconds() / 60 for line in lines)
    left = wanted - taken / TICK_MINUTES
    singles = [one for one in menu_of(task.day).get(task.location, []) if one.quantity == 1]
    guests = []
    while left > 0 and singles:
        asked = chance.choice(singles)
        start = _find_free(task, asked, chance)
        if start is None:
            singles.remove(asked)
            continue
        now = task.now - timedelta(minutes=chance.randint(5, 600))
        try:
            guests.append(_book(task, Laid(start, asked, mobility=False), chance, now=now))
        except RuleBroken:  # a visitor of the demo was quicker
            singles.remove(asked)
        left -= asked.ticks
    _remember(task, guests)
    return len(guests)


def _find_free(task: Task, asked: Asked, chance: random.Random) -> int | None:
    wish = Wish(
        items=(Item(asked.product),), since=task.day, until=task.day, locations=(task.location,),
        limit=200,
    )  # fmt: skip
    slots = appointment_queries.search(wish=wish, now=task.now).slots
    if not slots:
        return None
    at = chance.choice(slots).starts_at.astimezone(task.zone)
    return (at.hour * 60 + at.minute) // TICK_MINUTES


def _remember(task: Task, guests: Iterable[UUID]) -> None:
    Guest.objects.bulk_create(
        Guest(appointment=key, location=task.location, day=task.day) for key in guests
    )


def _book_all(task: Task, laid: list[Laid], chance: random.Random) -> list[UUID]:
    """Those who still find their moment: a visitor of the demo may have been first."""
    ago = sorted((_ago(task, chance) for _ in laid), reverse=True)
    chance.shuffle(laid)
    booked = []
    for one, before in zip(laid, ago, strict=True):
        try:
            booked.append(_book(task, one, chance, now=task.now - before))
        except RuleBroken:
            continue
    return booked


def _ago(task: Task, chance: random.Random) -> timedelta:
    """How long ago somebody booked: not before the day could be booked."""
    opened = instant(task.day - timedelta(days=HORIZON), 0, task.zone)
    longest = min(LONGEST_AGO, task.now - opened)
    return timedelta(minutes=5) + longest * 0.98 * chance.random()


def _book(task: Task, laid: Laid, chance: random.Random, *, now: datetime) -> UUID:
    minute = laid.start * TICK_MINUTES
    now = min(now, instant(task.day, minute, task.zone) - timedelta(hours=1))
    held = appointments.hold(
        token=f"{task.location}_{task.day}_{minute // 60:02d}{minute % 60:02d}",
        items=[Item(laid.asked.product, laid.asked.quantity)],
        client="", now=now, actor=ACTOR, mobility=laid.mobility,
    )  # fmt: skip
    name = invent(chance)
    has_address = chance.random() * 100 < WITH_ADDRESS
    done = appointments.book(
        hold=held.id, name=name, now=now + timedelta(minutes=2), actor=ACTOR,
        channel="portal" if has_address else "desk",
        email=address_for(name, chance.randrange(10**6)) if has_address else "",
    )  # fmt: skip
    return done.id


def characters(busy: str, nearly_full: str) -> Callable[[str], Character]:
    """What each location is like."""

    def of(location: str) -> Character:
        if location == busy:
            return "busy"
        return "nearly_full" if location == nearly_full else "ordinary"

    return of
