"""A city in which it is noon, with two locations, and employees of every role."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django.test import Client
from tests.factories.city import SINCE, Desk, Spot, make_city
from tests.stories.portal.helpers import noon

from loket.domain.people.may import Role
from loket.foundations.people.models import Assignment, Employee
from loket.foundations.places.models import Counter
from loket.kit import clock
from loket.offices.appointments import actions as appointments
from loket.offices.appointments import queries as appointment_queries
from loket.offices.appointments.actions import Booked
from loket.offices.appointments.queries import Item, Wish
from loket.offices.queues import actions as queues
from loket.offices.queues.models import Topic
from loket.offices.queues.queries import TicketLine

PASSWORD = "sneeuwklok-42-tak"
BOTH = ("identity", "civil")
KIDSID = (Item("KIDSID"),)
PASSPORT = (Item("PASSPORT"),)


def open_city(**more: Any) -> None:
    """A hall with two counters, a nook where one comes by appointment only."""
    desk = Desk(BOTH, opens=time(0), closes=time(23, 55), weekdays=tuple(range(7)))
    spots = {
        "hall": Spot(desks=(desk, desk)),
        "nook": Spot(desks=(desk,), reception="appointments_only", point=(51.21, 4.41)),
    }
    make_city(more.pop("spots", spots), now=clock.now(), zone=noon(), **more)
    for sort, (code, level) in enumerate({"waste": "city", "taxes": "federal"}.items()):
        Topic.objects.create(code=code, name={"nl": code.title()}, level=level, sort=sort)


def employee(role: Role | str = Role.CLERK, location: str = "hall", login: str = "") -> Employee:
    """Somebody with a role at a location; empty: everywhere."""
    made = Employee(login=login or f"{role}", name=f"{str(role).title()} Claes")
    made.set_password(PASSWORD)
    made.save()
    Assignment.objects.create(
        employee=made, role=str(role), location_code=location, valid_from=SINCE
    )
    return made


def counter(lane: int = 0, location: str = "hall") -> int:
    """The id of a counter."""
    return int(Counter.objects.get(location__code=location, lane=lane).pk)


def signed_in(who: Employee, *, at: str = "hall:0") -> Client:
    """A browser of somebody who has signed in and says where they stand."""
    client = Client()
    client.force_login(who)
    client.post("/desk/counter", {"where": at})
    return client


def walk_in(items: tuple[Item, ...] = KIDSID, **more: Any) -> TicketLine:
    """Somebody without an appointment."""
    return queues.take_ticket(
        location="hall", items=items, now=clock.now(), actor="kiosk:hall", **more
    )


def booked(name: str = "An Peeters", *, items: tuple[Item, ...] = KIDSID, **more: Any) -> Booked:
    """The first free moment of the hall, for somebody with an address unless told otherwise."""
    now = clock.now()
    since = more.pop("since", None)
    wish = Wish(items=items, locations=(more.pop("location", "hall"),), limit=1, since=since)
    token = appointment_queries.search(wish=wish, now=now).slots[0].token
    needs = {key: more.pop(key) for key in ("interpreter", "mobility", "step_free") if key in more}
    held = appointments.hold(
        token=token, items=items, client="", now=now, actor="resident", **needs
    )
    contact = {"email": f"{name.split(maxsplit=1)[0].lower()}@example.org"} | more
    return appointments.book(
        hold=held.id, name=name, now=now, actor="resident", channel="kiosk", **contact
    )


def tomorrow() -> Any:
    """The day after today, on the calendar of the city."""
    from zoneinfo import ZoneInfo

    return (clock.now().astimezone(ZoneInfo(noon())) + timedelta(days=1)).date()
