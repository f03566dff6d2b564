"""Short words for the acts that most queue tests begin with. Nine o'clock is when counters open."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.offices.appointments.helpers import book

from loket.domain.people.may import Role
from loket.foundations.people.models import Assignment, Employee
from loket.foundations.places.models import Counter
from loket.offices.appointments.queries import Item
from loket.offices.queues import actions
from loket.offices.queues.models import Ticket
from loket.offices.queues.queries import TicketLine

DAY = date(2026, 11, 25)
NINE = datetime(2026, 11, 25, 8, tzinfo=UTC)
KIDSID = (Item("KIDSID"),)
BIRTH = (Item("BIRTH"),)
KIOSK = "kiosk:hall"


def at(minutes: float) -> datetime:
    """So many minutes after the counters open."""
    return NINE + timedelta(minutes=minutes)


def clerk(location: str = "hall", role: Role = Role.CLERK, login: str = "clerk") -> str:
    """An employee with a role at a location, as the actor of acts."""
    employee = Employee.objects.create(login=login, name="A Clerk")
    Assignment.objects.create(
        employee=employee, role=role, valid_from=date(2020, 1, 1), location_code=location
    )
    return employee.actor


def counter(lane: int = 0, location: str = "hall") -> int:
    """The id of a counter."""
    return Counter.objects.get(location__code=location, lane=lane).pk


def walk_in(
    minutes: float = 0, items: tuple[Item, ...] = KIDSID, location: str = "hall", **more: Any
) -> TicketLine:
    """Somebody without an appointment takes a ticket."""
    return actions.take_ticket(location=location, items=items, now=at(minutes), actor=KIOSK, **more)


def checked_in(
    clock: str, minutes: float, who: str = "an", items: tuple[Item, ...] = KIDSID
) -> TicketLine:
    """Somebody books a moment of the day and checks in so many minutes after nine."""
    booked = book(f"hall_2026-11-25_{clock}", who, items)
    return actions.check_in(appointment=booked.id, now=at(minutes), actor=KIOSK)


def called(minutes: float, actor: str, lane: int = 0) -> TicketLine:
    """The next person comes to a counter; there is one."""
    ticket = actions.call_next(counter=counter(lane), actor=actor, now=at(minutes))
    assert ticket is not None
    return ticket


def served(ticket: TicketLine, minutes: float, actor: str) -> TicketLine:
    """A called person is helped and goes."""
    actions.start(ticket=ticket.id, actor=actor, now=at(minutes))
    return actions.finish(ticket=ticket.id, outcome="helped", actor=actor, now=at(minutes))


def state_of(ticket: TicketLine) -> str:
    """As the database has it."""
    return Ticket.objects.get(id=ticket.id).state
