import uuid
from datetime import time, timedelta

import pytest
from tests.factories.city import EVERYTHING, Desk, Spot, make_city
from tests.offices.appointments.helpers import book
from tests.offices.queues.helpers import BIRTH, KIOSK, NINE, at, checked_in, walk_in

from loket.domain.refusals import RuleBroken
from loket.foundations.journal.models import Line
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries import Item
from loket.offices.queues import actions
from loket.offices.queues.models import Ticket

pytestmark = pytest.mark.django_db


def test_numbers_run_per_kind_location_and_day() -> None:
    make_city({"hall": Spot(), "annex": Spot()})
    assert [walk_in(n).number for n in range(2)] == ["W 01", "W 02"]
    assert checked_in("0930", 3).number == "A 01"
    assert walk_in(4, location="annex").number == "W 01"
    tomorrow = actions.take_ticket(
        location="hall", items=(), now=NINE + timedelta(days=1), actor=KIOSK
    )
    assert tomorrow.number == "W 01"


def test_a_check_in_takes_everything_the_booking_said() -> None:
    make_city()
    booked = book("hall_2026-11-25_0930", "an", step_free=True, interpreter="Tigrinya")
    ticket = actions.check_in(appointment=booked.id, now=at(20), actor=KIOSK, location="hall")
    assert (ticket.kind, ticket.minutes, ticket.skills) == ("appointment", 15, ("identity",))
    assert (ticket.interpreter, ticket.step_free, ticket.name) == ("Tigrinya", True, "An")
    assert ticket.due_at == booked.starts_at
    assert Appointment.objects.get(id=booked.id).state == "checked_in"


def test_who_comes_later_than_the_grace_is_due_after_arrival() -> None:
    make_city()
    ticket = checked_in("0900", 11)
    assert ticket.due_at == at(21)


def test_a_second_check_in_gives_the_same_ticket() -> None:
    make_city()
    booked = book("hall_2026-11-25_0930", "an")
    first, second = (
        actions.check_in(appointment=booked.id, now=at(minute), actor=KIOSK) for minute in (20, 21)
    )
    assert first.id == second.id
    assert Ticket.objects.count() == 1


def test_nobody_checks_in_at_another_place_or_on_another_day() -> None:
    make_city({"hall": Spot(), "annex": Spot()})
    booked = book("hall_2026-11-25_0930", "an")
    refusals = []
    for now, where in ((at(0), "annex"), (at(0) + timedelta(days=1), "hall")):
        with pytest.raises(RuleBroken) as refused:
            actions.check_in(appointment=booked.id, now=now, actor=KIOSK, location=where)
        refusals.append(refused.value)
    assert [one.code for one in refusals] == ["appointment_elsewhere", "appointment_another_day"]
    assert refusals[0].facts["location"] == "hall"
    assert Ticket.objects.count() == 0


def test_an_unknown_appointment_cannot_check_in() -> None:
    make_city()
    with pytest.raises(RuleBroken, match="unknown_appointment"):
        actions.check_in(appointment=uuid.uuid4(), now=at(0), actor=KIOSK)


def test_an_appointments_only_location_gives_no_ticket_and_says_where_to_go() -> None:
    make_city(
        {
            "house": Spot(reception="appointments_only", walk_in=False),
            "far": Spot(point=(51.5, 4.4)),
            "near": Spot(point=(51.21, 4.4)),
            "nearest-closed": Spot(point=(51.201, 4.4), desks=(Desk(closes=time(10)),)),
        }
    )
    with pytest.raises(RuleBroken) as refused:
        walk_in(90, location="house")
    assert refused.value.code == "appointments_only"
    assert refused.value.facts["elsewhere"] == "near"
    assert 1000 < refused.value.facts["distance_m"] < 1200
    there = refused.value.reasons[-1]
    assert (there.code, there.facts["location"]) == ("ticket_elsewhere", "near")
    assert Ticket.objects.count() == 0


def test_a_location_without_walk_ins_says_so() -> None:
    make_city({"hall": Spot(walk_in=False)})
    with pytest.raises(RuleBroken) as refused:
        walk_in()
    assert [one.code for one in refused.value.reasons] == ["no_walk_in_here"]
    assert refused.value.facts == {"location": "hall"}


def test_what_a_location_cannot_deliver_gives_no_ticket_but_the_way_to_where_it_can() -> None:
    bare = tuple(one for one in EVERYTHING if one != "safe")
    make_city({"hall": Spot(capabilities=bare), "annex": Spot(point=(51.3, 4.4))})
    with pytest.raises(RuleBroken) as refused:
        walk_in(items=(Item("PICKUP"),))
    assert refused.value.code == "location_lacks"
    assert refused.value.facts["capability"] == "safe"
    assert refused.value.facts["elsewhere"] == "annex"


def test_a_location_that_takes_no_bookings_still_gives_tickets() -> None:
    bare = tuple(one for one in EVERYTHING if one != "booking")
    make_city({"hall": Spot(capabilities=bare)})
    assert walk_in().number == "W 01"


def test_no_counter_with_the_skill_means_no_ticket() -> None:
    make_city()
    with pytest.raises(RuleBroken, match="no_single_counter"):
        walk_in(items=BIRTH)


def test_after_the_last_counter_closes_there_are_no_more_tickets() -> None:
    make_city()
    assert walk_in(179).number == "W 01"
    with pytest.raises(RuleBroken, match="closed_for_today"):
        walk_in(180)


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ((Item("NOTHING"),), "unknown_product"),
        ((Item("KIDSID", 0),), "quantity_out_of_bounds"),
        ((Item("KIDSID", 10_000),), "quantity_out_of_bounds"),
        ((Item("KIDSID"), Item("ALONE")), "products_do_not_combine"),
    ],
)
def test_a_ticket_for_nonsense_is_refused(items: tuple[Item, ...], code: str) -> None:
    make_city()
    with pytest.raises(RuleBroken) as refused:
        walk_in(items=items)
    assert refused.value.code == code


def test_an_unknown_location_gives_no_ticket() -> None:
    make_city()
    with pytest.raises(RuleBroken, match="unknown_location"):
        walk_in(location="nowhere")


def test_arrivals_are_journaled_without_anything_of_the_person() -> None:
    make_city()
    ticket = checked_in("0930", 20)
    line = Line.objects.get(act="queues.check_in")
    assert line.subject == f"ticket:{ticket.id}"
    assert line.actor == KIOSK
    assert line.after == {"state": "waiting"}
