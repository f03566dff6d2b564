from datetime import timedelta

import pytest
from tests.factories.city import Desk, Spot, make_city
from tests.offices.appointments.helpers import book
from tests.offices.queues.helpers import NINE, at, called, checked_in, clerk, state_of, walk_in

from loket.offices.appointments.models import Appointment
from loket.offices.queues import actions, tasks
from loket.offices.queues.models import Move, Ticket

pytestmark = pytest.mark.django_db

TOMORROW = NINE + timedelta(days=1)


def test_the_end_of_the_day_ends_every_ticket_in_its_own_way_and_twice_is_once() -> None:
    make_city({"hall": Spot(desks=(Desk(),) * 4)})
    me = clerk()
    for minute in range(4):
        walk_in(minute)
    not_started, serving, parked = (called(5 + lane, me, lane=lane) for lane in range(3))
    for ticket in (serving, parked):
        actions.start(ticket=ticket.id, actor=me, now=at(10))
    actions.park(ticket=parked.id, actor=me, now=at(11), note="haalt een foto")
    assert tasks.close_days(at(600)) == 0
    assert tasks.close_days(TOMORROW) == 4
    assert tasks.close_days(TOMORROW) == 0
    assert [state_of(one) for one in (not_started, serving, parked)] == ["no_show", "done", "done"]
    assert Ticket.objects.get(state="left").number == "W 04"
    assert Ticket.objects.get(id=serving.id).outcome == "not_recorded"
    assert not Ticket.objects.live().exists()


def test_words_between_clerks_are_erased_with_the_day() -> None:
    make_city()
    me = clerk()
    walk_in(0)
    ticket = called(1, me)
    actions.start(ticket=ticket.id, actor=me, now=at(2))
    actions.park(ticket=ticket.id, actor=me, now=at(3), note="haalt een foto")
    tasks.close_days(at(600))
    assert Move.objects.exclude(note="").count() == 1
    tasks.close_days(TOMORROW)
    assert Move.objects.exclude(note="").count() == 0
    assert Move.objects.filter(ticket=ticket.id).count() == 5


def test_appointments_end_as_their_people_did() -> None:
    make_city({"hall": Spot(desks=(Desk(), Desk()))})
    me = clerk()
    never = book("hall_2026-11-25_1000", "never")
    waited = checked_in("0930", 25, "waited")
    served = checked_in("0900", 0, "served")
    called(26, me)
    actions.start(ticket=served.id, actor=me, now=at(27))
    tasks.close_days(TOMORROW)
    states = {
        name: Appointment.objects.get(id=key).state
        for name, key in (
            ("never", never.id),
            ("waited", waited.appointment),
            ("served", served.appointment),
        )
    }
    assert states == {"never": "no_show", "waited": "no_show", "served": "done"}


@pytest.mark.parametrize("is_closed", [True, False])
def test_a_counter_that_was_left_busy_is_free_the_next_day(is_closed: bool) -> None:
    """Also when nobody ended the day: a forgotten visit of yesterday stops no work today."""
    make_city()
    me = clerk()
    walk_in(0)
    called(1, me)
    if is_closed:
        tasks.close_days(TOMORROW)
    actions.take_ticket(location="hall", now=TOMORROW, actor="kiosk:hall")
    assert called(24 * 60 + 1, me).number == "W 01"
