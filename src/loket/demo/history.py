"""The trial, told through the acts of the offices: each at its own time."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from uuid import UUID

from loket.demo import floor
from loket.demo.chance import seeded
from loket.demo.floor import Floor
from loket.demo.packing import stretches
from loket.demo.script import Scene, Visit
from loket.domain.places.wallclock import instant
from loket.domain.queues.reception import Ending
from loket.foundations.places import queries as places
from loket.offices.appointments import actions as appointments
from loket.offices.appointments.queries import Item
from loket.offices.queues import actions as queues
from loket.offices.queues import queries as queue_queries

ACTOR = "system:demo"
#: Nobody books further ahead than this in the story, so these days must be open by then.
LONGEST_AHEAD = timedelta(days=21)
#: From a minute of the scene's day to the instant.
Wall = Callable[[int], datetime]


def open_days_for(scene: Scene) -> None:
    """Open the days of the scene as they were open when people booked."""
    began = datetime.combine(scene.day - LONGEST_AHEAD, time(7), tzinfo=places.find_zone())
    appointments.open_days(now=began)


def tell(scene: Scene) -> None:
    """Book, cancel, come, wait, be served: the day of one location. In the caller's transaction."""
    chance = seeded(scene.key)
    at = partial(instant, scene.day, zone=places.find_zone())
    booked = _book_all(scene, at, chance)
    coming = [(key, starts_at) for key, starts_at, visit in booked if visit.ends == "comes"]
    counters = sorted({one.counter for one in stretches(scene.location, scene.day)})
    floor.play(
        Floor(scene.location, counters, ACTOR, chance),
        appointments=coming,
        walk_ins=[(at(minute), asked) for minute, asked in scene.walk_ins],
    )
    _miss(booked, at(22 * 60))
    _ask(scene, at, chance)


def _book_all(scene: Scene, at: Wall, chance: random.Random) -> list[tuple[UUID, datetime, Visit]]:
    """Everybody books in the order of the days on which they did."""
    moments = [
        (at(chance.randint(8 * 60, 21 * 60)) - timedelta(days=visit.booked_days_ahead), i)
        for i, visit in enumerate(scene.visits)
    ]
    booked = []
    for now, i in sorted(moments):
        visit = scene.visits[i]
        key, starts_at = _book(scene, visit, now=now)
        booked.append((key, starts_at, visit))
    return booked


def _book(scene: Scene, visit: Visit, *, now: datetime) -> tuple[UUID, datetime]:
    laid = visit.laid
    held = appointments.hold(
        token=f"{scene.location}_{scene.day}_{laid.start // 12:02d}{laid.start % 12 * 5:02d}",
        items=[Item(laid.asked.product, laid.asked.quantity)],
        client="", now=now, actor=ACTOR, mobility=laid.mobility,
    )  # fmt: skip
    done = appointments.book(
        hold=held.id, name=visit.name, district=visit.district, channel="desk", actor=ACTOR,
        now=now + timedelta(minutes=2),
    )  # fmt: skip
    if visit.ends == "cancels":
        appointments.cancel(appointment=done.id, now=now + timedelta(hours=9), actor=ACTOR)
    return done.id, done.starts_at


def _miss(booked: list[tuple[UUID, datetime, Visit]], evening: datetime) -> None:
    """In the evening it is plain who did not come."""
    for key, _, visit in booked:
        if visit.ends == "stays_away":
            appointments.mark(appointment=key, state="no_show", now=evening, actor=ACTOR)


def _ask(scene: Scene, at: Wall, chance: random.Random) -> None:
    """The questions at the reception: topic, government and outcome, nothing else."""
    topics = queue_queries.list_topics()
    for minute in scene.questions if topics else ():
        topic = chance.choice(topics)
        usual = Ending.ANSWERED if topic.level == "city" else Ending.REFERRED
        queues.log_question(
            location=scene.location,
            topic=topic.code,
            outcome=chance.choice([usual, usual, usual, Ending.APPOINTMENT]),
            actor=ACTOR,
            now=at(minute),
        )
