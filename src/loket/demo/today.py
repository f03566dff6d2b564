"""The queue of today, kept moving: only tickets that the demo made, never those of a visitor.

Everything is worked out from what stands in the queue, so that a step may be taken at any time, by
a process that was just started as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loket.demo.asking import menu_of
from loket.demo.chance import seeded
from loket.demo.floor import OUTCOMES, TO_THE_COUNTER
from loket.demo.models import Guest
from loket.demo.packing import Asked
from loket.domain.places.facts import TICK_MINUTES, in_force
from loket.domain.places.wallclock import local_day, minute_of
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.queries import Item
from loket.offices.queues import actions as queues
from loket.offices.queues import queries as queue_queries
from loket.offices.queues.queries import TicketLine

ACTOR = "system:demo"
#: Of a hundred people with an appointment, so many come.
COME = 93
#: More than this many do not come in: the demo's counters must keep up.
MOST_WAITING = 7
#: Somebody without an appointment comes so often, where tickets are given.
WALK_IN_EVERY = timedelta(minutes=14)
#: A process that starts in the middle of the day looks no further back.
CATCH_UP = timedelta(minutes=45)
STEP = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Open:
    """A location whose counters are open now. One counter is left to the visitor of the demo."""

    location: str
    day: date
    #: Skills of the counters at which the demo works, by their ids.
    counters: Mapping[int, frozenset[str]]

    def can_serve(self, skills: Collection[str]) -> bool:
        """Whether one of these counters can do all of it."""
        return any(set(skills) <= able for able in self.counters.values())


def list_open(now: datetime) -> list[Open]:
    """The locations that are open, with the counters at which the demo works."""
    known = places.snapshot()
    day = local_day(now, known.zone)
    tick = minute_of(now, day=day, zone=known.zone) // TICK_MINUTES
    found = []
    for place in known.places:
        counters = {one.lane: one for one in in_force(place.counters, day) if not one.virtual}
        lanes = sorted(
            lane
            for lane, pieces in known.opening_ticks(place.code, day).items()
            if lane in counters and any(start <= tick < end for start, end, *_ in pieces)
        )
        at_work = [counters[lane] for lane in (lanes[1:] or lanes)]
        if at_work:
            found.append(Open(place.code, day, {one.id: one.skills for one in at_work}))
    return found


def catch_up(*, now: datetime) -> int:
    """Play what happened since the last step that left a trace; how many steps."""
    steps = 0
    at = now - CATCH_UP
    while at <= now:
        step(now=at)
        at, steps = at + STEP, steps + 1
    return steps


def step(*, now: datetime) -> None:
    """One look at every open location."""
    for here in list_open(now):
        try:
            _serve(here, now)
            _come(here, now)
            _call(here, now)
        except RuleBroken:
            continue  # a visitor of the demo was quicker: the next step sees what is so then


def _come(here: Open, now: datetime) -> None:
    """Guests whose time has come check in; somebody without an appointment takes a ticket."""
    waiting = [one for one in queue_queries.list_waiting(here.location, now) if is_ours(one)]
    room = MOST_WAITING - len(waiting)
    for line in _expected(here, now):
        if room > 0:
            queues.check_in(appointment=line.id, now=now, actor=ACTOR, location=here.location)
            room -= 1
    if room > 0 and _somebody_walks_in(here, now):
        able = [one for one in _singles(here) if here.can_serve(one.skills)]
        asked = seeded(f"{here.location}{now}").choice(able) if able else None
        if asked is not None:
            queues.take_ticket(
                location=here.location, items=[Item(asked.product)], now=now, actor=ACTOR
            )


def _singles(here: Open) -> list[Asked]:
    return [one for one in menu_of(here.day).get(here.location, []) if one.quantity == 1]


def _expected(here: Open, now: datetime) -> Iterator[appointments.Line]:
    """Guests who come, from some minutes before their moment to a little after it."""
    guests = set(
        Guest.objects.filter(location=here.location, day=here.day).values_list(
            "appointment", flat=True
        )
    )
    for line in appointments.list_day(here.location, here.day):
        if line.state != "booked" or line.id not in guests or line.id.int % 100 >= COME:
            continue
        if not here.can_serve(_skills(line)):
            continue
        comes_at = line.starts_at - timedelta(minutes=line.id.int % 13)
        if comes_at <= now < line.starts_at + timedelta(minutes=15):
            yield line


def _skills(line: appointments.Line) -> set[str]:
    found = (catalogue.find_product(item.product) for item in line.items)
    return {skill for product in found if product for skill in product.skills}


def _somebody_walks_in(here: Open, now: datetime) -> bool:
    reception = queue_queries.describe_reception(here.location, here.day)
    if not reception.gives_tickets:
        return False
    part = int(now.timestamp()) // int(WALK_IN_EVERY.total_seconds())
    due = seeded(f"{here.location}/{part}").random() * WALK_IN_EVERY
    begin = datetime.fromtimestamp(part * WALK_IN_EVERY.total_seconds(), tz=now.tzinfo)
    ours = [one.arrived_at for one in _all(here, now) if one.kind == "walk_in" and is_ours(one)]
    return begin + due <= now and not any(at >= begin for at in ours)


def _all(here: Open, now: datetime) -> list[TicketLine]:
    return [
        *queue_queries.list_waiting(here.location, now),
        *queue_queries.list_at_counters(here.location, now),
        *queue_queries.list_ended(here.location, now),
    ]


def _call(here: Open, now: datetime) -> None:
    """Free counters of the demo call, as long as the next in line is one of the demo's own."""
    busy = {one.counter for one in queue_queries.list_at_counters(here.location, now)}
    for counter, skills in here.counters.items():
        if counter in busy:
            continue
        line = [
            one
            for one in queue_queries.list_waiting(here.location, now)
            if set(one.skills) <= skills and not one.only_at
        ]
        if line and is_ours(line[0]):
            queues.call_next(counter=counter, now=now, actor=ACTOR)


def _serve(here: Open, now: datetime) -> None:
    """Who was called comes to the counter; who was served long enough goes home."""
    for one in queue_queries.list_at_counters(here.location, now):
        if not is_ours(one):
            continue
        if one.state == "called" and one.called_at and now - one.called_at >= TO_THE_COUNTER:
            queues.start(ticket=one.id, now=now, actor=ACTOR)
        elif one.state == "serving" and one.started_at and now - one.started_at >= _lasts(one):
            outcome = OUTCOMES[one.id.int % len(OUTCOMES)]
            queues.finish(ticket=one.id, outcome=outcome, now=now, actor=ACTOR)


def _lasts(one: TicketLine) -> timedelta:
    return timedelta(minutes=one.minutes * (0.5 + one.id.int % 50 / 100))


def is_ours(one: TicketLine) -> bool:
    """Whether nobody but the demo ever did anything with this ticket."""
    return all(move.actor == ACTOR for move in queue_queries.list_moves(one.id))
