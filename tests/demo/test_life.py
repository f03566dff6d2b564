"""Today's queue moves by itself, and leaves alone what a visitor of the demo does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from tests.factories.city import NOW, Desk, Spot, make_city

from loket.demo import filling, story, today
from loket.demo.filling import Task
from loket.demo.models import Chapter, Guest
from loket.foundations.places import actions as places_actions
from loket.foundations.places import queries as places
from loket.foundations.places.models import Counter, Profile
from loket.offices.appointments import actions as appointments
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries import Item
from loket.offices.queues import actions as queues
from loket.offices.queues.models import Move, Ticket

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)
#: Half past nine in Brussels: the two counters of the hall opened at nine.
MORNING = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
VISITOR = "resident"
CLERK = "system:clerk"  # somebody who is not the demo


@pytest.fixture(autouse=True)
def _a_hall_with_two_counters() -> None:
    make_city({"hall": Spot((Desk(), Desk()), walk_in=False)}, now=NOW - timedelta(days=1))


@pytest.fixture
def _that_gives_tickets(_a_hall_with_two_counters: None) -> None:
    Profile.objects.update(walk_in=True)
    places_actions.begin_edition()


def book(at: str, *, is_guest: bool) -> UUID:
    earlier = MORNING - timedelta(days=1)
    token = f"hall_{DAY}_{at}"
    held = appointments.hold(
        token=token, items=[Item("KIDSID")], client="", now=earlier, actor=VISITOR
    )
    appointments.book(hold=held.id, name="Noor V.", now=earlier, actor=VISITOR, channel="desk")
    if is_guest:
        Guest.objects.create(appointment=held.id, location="hall", day=DAY)
    return held.id


def guest_who_comes(at: str) -> UUID:
    """Of a hundred guests some stay away: which, follows from the number of their appointment."""
    while True:
        found = book(at, is_guest=True)
        if found.int % 100 < today.COME:
            return found
        appointments.cancel(appointment=found, now=MORNING - timedelta(days=1), actor=VISITOR)


def live(minutes: int, *, since: datetime = MORNING) -> None:
    for minute in range(minutes + 1):
        today.step(now=since + timedelta(minutes=minute))


def counters() -> list[int]:
    return [one.id for one in places.snapshot().by_code["hall"].counters]


def test_a_guest_comes_is_served_and_goes_home() -> None:
    guest = guest_who_comes("0945")
    live(50)
    ticket = Ticket.objects.get(appointment=guest)
    assert ticket.state == "done"
    assert ticket.arrived_at <= ticket.called_at < ticket.started_at < ticket.finished_at
    assert Appointment.objects.get(id=guest).state == "done"


def test_a_visitor_is_never_checked_in_by_the_demo() -> None:
    own = book("0945", is_guest=False)
    live(40)
    assert Appointment.objects.get(id=own).state == "booked"
    assert not Ticket.objects.exists()


def test_a_visitor_who_waits_is_never_called_by_the_demo_and_nobody_passes() -> None:
    own, guest = book("0935", is_guest=False), guest_who_comes("0950")
    queues.check_in(appointment=own, now=MORNING, actor=VISITOR)
    live(45)
    assert Ticket.objects.get(appointment=own).state == "waiting"
    assert Ticket.objects.get(appointment=guest).state == "waiting"


def test_a_guest_whom_a_visitor_called_stays_with_the_visitor() -> None:
    guest = guest_who_comes("0935")
    queues.check_in(appointment=guest, now=MORNING, actor=today.ACTOR)
    ticket = queues.call_next(counter=counters()[0], now=MORNING, actor=CLERK)
    live(60)
    assert Ticket.objects.get(appointment=guest).state == "called"
    assert set(Move.objects.filter(ticket=ticket.id).values_list("move", flat=True)) == {
        "arrive",
        "call",
    }


def test_one_counter_is_left_to_the_visitor() -> None:
    for at in ("0935", "0935", "0950", "0950"):
        guest_who_comes(at)
    live(40)
    used = set(Ticket.objects.exclude(counter=None).values_list("counter", flat=True))
    assert used == {counters()[1]}


def test_nobody_comes_whom_only_the_counter_of_the_visitor_can_serve() -> None:
    Counter.objects.filter(lane=1).update(skills=["civil"])
    places_actions.begin_edition()
    guest_who_comes("0945")
    live(40)
    assert not Ticket.objects.exists()


def test_a_closed_place_stays_quiet() -> None:
    guest_who_comes("0945")
    live(30, since=MORNING - timedelta(hours=4))
    assert not Ticket.objects.exists()


@pytest.mark.usefixtures("_that_gives_tickets")
def test_people_without_an_appointment_come_now_and_then() -> None:
    live(90)
    assert 4 <= Ticket.objects.filter(kind="walk_in").count() <= 8


@pytest.mark.usefixtures("_that_gives_tickets")
def test_a_process_that_starts_anew_lets_nobody_come_twice() -> None:
    live(45)
    before = Ticket.objects.count()
    live(45)
    assert Ticket.objects.count() == before


def fill(day: date, character: filling.Character = "ordinary") -> int:
    task = Task("hall", day, character, NOW, places.find_zone())
    assert story.once(task.key, lambda: filling.fill(task), now=NOW)
    return Guest.objects.filter(day=day).count()


def test_a_day_is_filled_with_guests_around_what_a_visitor_booked() -> None:
    tomorrow = DAY + timedelta(days=1)
    held = appointments.hold(
        token=f"hall_{tomorrow}_1000", items=[Item("KIDSID")], client="", now=NOW, actor=VISITOR
    )
    appointments.book(hold=held.id, name="Noor V.", now=NOW, actor=VISITOR, channel="desk")
    guests = fill(tomorrow)
    assert guests > 5
    assert Appointment.objects.filter(day=tomorrow, state="booked").count() == guests + 1


def test_a_busy_place_has_nothing_free_in_the_days_ahead() -> None:
    from loket.offices.evaluation import queries

    for days in range(1, 5):
        fill(DAY + timedelta(days=days), "busy")
    assert queries.first_free("KIDSID", "hall", NOW).days == 7


def test_a_day_that_comes_near_gets_fuller() -> None:
    far = DAY + timedelta(days=22)
    guests = fill(far, "busy")
    now = NOW + timedelta(days=20)
    appointments.open_days(now=now)
    filling.top_up(Task("hall", far, "busy", now, places.find_zone()))
    assert Guest.objects.filter(day=far).count() > guests
    taken = Appointment.objects.filter(day=far, state="booked")
    # Two counters of three hours: no quarter of an hour is left.
    assert sum(one.ticks for one in taken) * 5 > 2 * 180 - 4 * 15


def test_a_chapter_is_told_once() -> None:
    task = Task("hall", DAY + timedelta(days=1), "ordinary", NOW, places.find_zone())
    assert story.once(task.key, lambda: filling.fill(task), now=NOW)
    guests = Guest.objects.count()
    assert not story.once(task.key, lambda: filling.fill(task), now=NOW)
    assert Guest.objects.count() == guests


def test_a_chapter_that_breaks_off_leaves_nothing_and_is_told_again() -> None:
    task = Task("hall", DAY + timedelta(days=1), "ordinary", NOW, places.find_zone())

    def break_off() -> None:
        filling.fill(task)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        story.once(task.key, break_off, now=NOW)
    assert not Appointment.objects.exists()
    assert not Chapter.objects.exclude(told_at=None).exists()
    assert story.once(task.key, lambda: filling.fill(task), now=NOW)


def test_the_same_day_is_filled_the_same_way() -> None:
    def made() -> list[tuple[object, ...]]:
        facts = ("start", "ticks", "items", "name", "email")
        return sorted(Appointment.objects.values_list(*facts), key=str)

    tomorrow = DAY + timedelta(days=1)
    fill(tomorrow)
    first = made()
    for found in (Chapter, Guest):
        found.objects.all().delete()
    for appointment in Appointment.objects.all():
        appointments.cancel(appointment=appointment.id, now=NOW, actor=VISITOR)
    Appointment.objects.all().delete()
    fill(tomorrow)
    assert made() == first
