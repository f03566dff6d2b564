"""How long it takes now: for the page, the board, the kiosk and the API alike."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from loket.domain.queues.life import State
from loket.domain.queues.order import Server, Waiting, in_order, turn
from loket.domain.queues.visits import Step, visits_of
from loket.domain.queues.waiting import Spoken, Visit, Wait, expect, spoken
from loket.offices.appointments.models import Appointment
from loket.offices.queues.models import Move, Ticket
from loket.offices.queues.queries.reception import gives_tickets
from loket.offices.queues.queries.scenes import Scene, scene
from loket.offices.queues.queries.tickets import as_waiting

#: The id of somebody who would come in now; sorts after every ticket with the same due time.
NEWCOMER = "~"


@dataclass(frozen=True, slots=True)
class Expected:
    """How long somebody will wait from now; ``wait`` is None when no counter can help."""

    wait: Wait | None

    @property
    def spoken(self) -> Spoken:
        """As people are told, in round minutes."""
        return spoken(self.wait)


@dataclass(frozen=True, slots=True)
class Queued:
    """Somebody who waits, as the board may say it: a number, and how long it will still take."""

    number: str
    #: The own moment, while that is still to come; None for a walk-in, or once it has come.
    moment: datetime | None
    expected: Expected


@dataclass(frozen=True, slots=True)
class QueueNow:
    """The queue of a location at an instant."""

    location: str
    at: datetime
    #: Whether somebody without an appointment gets a ticket here.
    gives_tickets: bool
    #: Whether a counter is open by its hours.
    is_open: bool
    waiting: int
    at_counters: int
    #: How long the person who waits longest has waited since the own moment; 0 when nobody waits.
    longest_minutes: int
    #: For a newcomer without an appointment.
    expected: Expected
    #: The next ones to be called, as many as were asked for.
    next: tuple[Queued, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hall:
    """What one reading of a location gives; every wait that is told of it follows from this."""

    here: Scene
    now: datetime
    present: Sequence[Ticket]
    visits: Sequence[Visit]
    #: Appointments of today whose people are not here yet, and not late beyond the grace.
    booked: Sequence[Waiting]

    @property
    def waiting(self) -> list[Waiting]:
        return [as_waiting(row) for row in self.present if row.state == State.WAITING]

    def expected(self, me: Waiting) -> Expected:
        minutes = [row.minutes for row in self.present] or [self.here.rules.usual_minutes]
        told = expect(
            me,
            waiting=self.waiting,
            coming=[one for one in self.booked if one.due_at < me.due_at],
            servers=_servers(self.here, self.visits, self.now),
            visits=self.visits,
            planned_minutes=sum(minutes) / len(minutes),
            rules=self.here.rules,
            now=self.now,
        )
        return Expected(told)


def expected_wait(location: str, skills: Collection[str], now: datetime) -> Expected:
    """What a newcomer without an appointment who needs these skills will wait.

    ``RuleBroken("unknown_location")``.
    """
    hall = _hall(scene(location, now), now)
    return hall.expected(_newcomer(hall.here, skills, now))


def expected_wait_of(ticket: uuid.UUID, now: datetime) -> Expected | None:
    """What the holder of a ticket will still wait; None when the ticket does not wait."""
    row = Ticket.objects.waiting().select_related("location").filter(id=ticket).first()
    if row is None:
        return None
    return _hall(scene(row.location.code, now), now).expected(as_waiting(row))


def describe_queue(location: str, now: datetime, *, tell: int = 0) -> QueueNow:
    """Everything that may be said aloud about the queue; ``RuleBroken("unknown_location")``.

    ``tell`` is how many of the next ones to tell their own waits.
    """
    hall = _hall(scene(location, now), now)
    waiting = hall.waiting
    since = [max(one.arrived_at, one.not_before) for one in waiting]
    longest = max((now - at for at in since), default=timedelta())
    return QueueNow(
        location=location,
        at=now,
        gives_tickets=gives_tickets(hall.here.place.profile(hall.here.day)),
        is_open=bool(hall.here.open_now),
        waiting=len(waiting),
        at_counters=sum(row.state in (State.CALLED, State.SERVING) for row in hall.present),
        longest_minutes=max(0, int(longest / timedelta(minutes=1))),
        expected=hall.expected(_newcomer(hall.here, (), now)),
        next=_next(hall, waiting, tell),
    )


def _next(hall: _Hall, waiting: Iterable[Waiting], tell: int) -> tuple[Queued, ...]:
    rows = {str(row.id): row for row in hall.present}
    return tuple(
        Queued(rows[one.id].number, _moment_to_come(rows[one.id], hall.now), hall.expected(one))
        for one in in_order(waiting, now=hall.now)[:tell]
    )


def _moment_to_come(row: Ticket, now: datetime) -> datetime | None:
    starts_at = row.appointment.starts_at if row.appointment else None
    return starts_at if starts_at and starts_at > now else None


def _newcomer(here: Scene, skills: Collection[str], now: datetime) -> Waiting:
    due = turn(starts_at=None, arrived_at=now, rules=here.rules)
    return Waiting(NEWCOMER, due.due_at, due.not_before, now, frozenset(skills))


def _hall(here: Scene, now: datetime) -> _Hall:
    present = Ticket.objects.live().today(here.place.code, here.day).select_related("appointment")
    return _Hall(here, now, list(present), _visits(here, now), _booked(here, now))


def _servers(here: Scene, visits: Iterable[Visit], now: datetime) -> list[Server]:
    """The counters that are open by their hours, and those at work outside them."""
    patience = now - timedelta(minutes=here.rules.idle_minutes)
    at_work = {
        int(visit.counter)
        for visit in visits
        if visit.released_at is None or visit.released_at > patience
    }
    wanted = here.open_now | at_work
    return [here.server(counter) for counter in sorted(wanted & here.counters.keys())]


def _visits(here: Scene, now: datetime) -> list[Visit]:
    """What the counters did lately: all moves of tickets that live or ended not long ago."""
    since = now - timedelta(minutes=here.rules.recent_minutes)
    moves = (
        Move.objects.filter(ticket__location=here.place.id, ticket__day=here.day, at__lte=now)
        .filter(Q(ticket__finished_at=None) | Q(ticket__finished_at__gt=since))
        .order_by("ticket_id", "at", "id")
        .values_list(
            "ticket_id", "at", "from_state", "to_state", "counter_id", "ticket__not_before"
        )
    )
    return visits_of(
        Step(
            ticket=str(ticket),
            at=at,
            before=State(before) if before else None,
            after=State(after),
            counter=str(counter) if counter else None,
            not_before=not_before,
        )
        for ticket, at, before, after, counter, not_before in moves
    )


def _booked(here: Scene, now: datetime) -> list[Waiting]:
    grace = timedelta(minutes=here.rules.grace_minutes)
    rows = Appointment.objects.filter(
        location_id=here.place.id, day=here.day, state="booked", starts_at__gte=now - grace
    )
    return [
        Waiting(str(row.id), row.starts_at, row.starts_at, row.starts_at, frozenset(row.needs))
        for row in rows
    ]
