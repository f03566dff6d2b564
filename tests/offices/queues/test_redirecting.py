import pytest
from tests.factories.city import EVERYTHING, Desk, Spot, make_city
from tests.offices.queues.helpers import (
    at,
    called,
    checked_in,
    clerk,
    counter,
    state_of,
    walk_in,
)

from loket.domain.refusals import RuleBroken
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries import Item
from loket.offices.queues import actions, queries
from loket.offices.queues.models import Ticket

pytestmark = pytest.mark.django_db

CIVIL = Desk(("identity", "civil"))


def test_who_is_sent_to_another_skill_keeps_the_place_that_waiting_earned() -> None:
    make_city({"hall": Spot(desks=(Desk(), CIVIL))})
    me = clerk()
    first = walk_in(0)
    walk_in(1)
    ticket = called(2, me)
    actions.start(ticket=ticket.id, actor=me, now=at(3))
    sent = actions.redirect(
        ticket=ticket.id, skills={"civil"}, actor=me, now=at(5), note="erkenning, geen Kids-ID"
    )
    assert (sent.state, sent.counter, sent.due_at) == ("waiting", None, first.due_at)
    assert called(6, me, lane=1).id == first.id
    assert [(line.move, line.counter_name) for line in queries.list_moves(first.id)] == [
        ("arrive", ""),
        ("call", "Loket 1"),
        ("start", "Loket 1"),
        ("redirect", "Loket 1"),
        ("call", "Loket 2"),
    ]


def test_an_appointment_that_is_sent_on_stays_in_service_until_it_is_done() -> None:
    make_city({"hall": Spot(desks=(Desk(), CIVIL))})
    me = clerk()
    ticket = checked_in("0900", 0)
    called(1, me)
    actions.start(ticket=ticket.id, actor=me, now=at(2))
    actions.redirect(ticket=ticket.id, skills={"civil"}, actor=me, now=at(5))
    called(6, me, lane=1)
    actions.start(ticket=ticket.id, actor=me, now=at(7))
    actions.finish(ticket=ticket.id, outcome="helped", actor=me, now=at(20))
    assert Appointment.objects.get(id=ticket.appointment).state == "done"
    assert Ticket.objects.get(id=ticket.id).started_at == at(2)


def test_one_counter_has_a_person_for_itself_for_the_stated_time_only() -> None:
    make_city({"hall": Spot(desks=(Desk(), Desk()))})
    me = clerk()
    ticket = walk_in(0)
    sent = actions.redirect(ticket=ticket.id, counter=counter(1), actor=me, now=at(0))
    assert sent.only_at == "Loket 2"
    assert actions.call_next(counter=counter(0), actor=me, now=at(19)) is None
    assert called(20, me, lane=0).id == ticket.id


def test_nobody_is_sent_where_nobody_can_help() -> None:
    make_city({"hall": Spot(desks=(Desk(), CIVIL)), "annex": Spot()})
    me = clerk()
    ticket = walk_in(0, (Item("BIRTH"),))
    elsewhere = counter(0, "annex")
    for target, code in (
        ({"skills": {"magic"}}, "nobody_can_serve"),
        ({"counter": counter(0)}, "counter_cannot_serve"),
        ({"counter": elsewhere}, "unknown_counter"),
        ({"location": "nowhere"}, "unknown_location"),
        ({"location": "hall"}, "already_here"),
        ({"location": "annex"}, "no_single_counter"),
        ({}, "redirect_needs_one_target"),
        ({"skills": {"civil"}, "counter": counter(1)}, "redirect_needs_one_target"),
    ):
        with pytest.raises(RuleBroken) as refused:
            actions.redirect(ticket=ticket.id, actor=me, now=at(1), **target)  # type: ignore[arg-type]
        assert refused.value.code == code
    assert state_of(ticket) == "waiting"


def test_who_is_sent_to_another_location_gets_a_ticket_there_with_the_history() -> None:
    make_city({"hall": Spot(), "annex": Spot(point=(51.3, 4.4))})
    me = clerk()
    ticket = checked_in("0900", 0)
    called(1, me)
    there = actions.redirect(
        ticket=ticket.id, location="annex", actor=me, now=at(4), note="kluis is daar"
    )
    assert (there.location, there.number, there.state) == ("annex", "A 01", "waiting")
    assert (there.due_at, there.appointment) == (ticket.due_at, ticket.appointment)
    old = Ticket.objects.get(id=ticket.id)
    assert (old.state, old.outcome) == ("left", "sent_on")
    assert [line.move for line in queries.list_moves(there.id)] == [
        "arrive",
        "call",
        "send_on",
        "send_on",
    ]
    assert queries.list_moves(there.id)[2].note == "kluis is daar"
    other = clerk("annex", login="annex")
    taken = actions.call_next(counter=counter(0, "annex"), actor=other, now=at(30))
    assert taken is not None
    actions.start(ticket=taken.id, actor=other, now=at(31))
    assert Appointment.objects.get(id=ticket.appointment).state == "in_service"


def test_a_walk_in_is_not_sent_to_a_place_that_receives_appointments_only() -> None:
    make_city({"hall": Spot(), "annex": Spot(reception="appointments_only", walk_in=False)})
    me = clerk()
    ticket = walk_in(0)
    with pytest.raises(RuleBroken, match="no_walk_in_here"):
        actions.redirect(ticket=ticket.id, location="annex", actor=me, now=at(1))


def test_a_place_that_lacks_what_is_needed_refuses_with_the_reason() -> None:
    bare = tuple(one for one in EVERYTHING if one != "safe")
    make_city({"hall": Spot(), "annex": Spot(capabilities=bare)})
    me = clerk()
    ticket = walk_in(0, (Item("PICKUP"),))
    with pytest.raises(RuleBroken) as refused:
        actions.redirect(ticket=ticket.id, location="annex", actor=me, now=at(1))
    assert refused.value.facts["capability"] == "safe"
