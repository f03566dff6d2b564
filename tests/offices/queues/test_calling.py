import pytest
from tests.factories.city import Desk, Spot, make_city
from tests.offices.queues.helpers import (
    BIRTH,
    KIOSK,
    at,
    called,
    checked_in,
    clerk,
    counter,
    served,
    state_of,
    walk_in,
)

from loket.domain.people.may import Role
from loket.domain.refusals import RuleBroken
from loket.foundations.journal.models import Line
from loket.offices.appointments.models import Appointment
from loket.offices.queues import actions, queries
from loket.offices.queues.models import Ticket

pytestmark = pytest.mark.django_db

BOTH = Desk(("identity", "civil"))


def appointment_state(ticket: queries.TicketLine) -> str:
    return Appointment.objects.get(id=ticket.appointment).state


def test_appointments_and_walk_ins_are_called_in_the_order_of_their_due_times() -> None:
    make_city({"hall": Spot(desks=(Desk(), Desk()))})
    walk_in(0)  # due at 15
    checked_in("0930", 1, "early")
    checked_in("0910", 18, "ontime")
    checked_in("0905", 20, "late")  # due at 30
    me = clerk()
    order = []
    for minute in (21, 22, 31, 32):
        ticket = called(minute, me)
        order.append(ticket.number)
        served(ticket, minute, me)
    assert order == ["A 02", "W 01", "A 01", "A 03"]


def test_the_call_fixes_the_concrete_counter_and_the_appointment_follows_the_visit() -> None:
    make_city()
    me = clerk()
    waiting = checked_in("0930", 25)
    ticket = called(26, me)
    assert (ticket.counter, ticket.counter_name) == (counter(), "Loket 1")
    assert appointment_state(waiting) == "checked_in"
    actions.start(ticket=ticket.id, actor=me, now=at(27))
    assert appointment_state(waiting) == "in_service"
    done = actions.finish(ticket=ticket.id, outcome="helped", actor=me, now=at(40))
    assert appointment_state(waiting) == "done"
    assert (done.state, done.outcome, done.acts) == ("done", "helped", ())


def test_a_counter_calls_only_whom_it_can_serve() -> None:
    make_city({"hall": Spot(desks=(Desk(), BOTH))})
    me = clerk()
    birth = walk_in(0, BIRTH)
    assert actions.call_next(counter=counter(0), actor=me, now=at(1)) is None
    assert called(1, me, lane=1).id == birth.id


def test_a_busy_counter_calls_nobody_else() -> None:
    make_city()
    me = clerk()
    walk_in(0)
    walk_in(1)
    called(2, me)
    with pytest.raises(RuleBroken) as refused:
        actions.call_next(counter=counter(), actor=me, now=at(3))
    assert (refused.value.code, refused.value.facts["number"]) == ("counter_busy", "W 01")


def test_a_virtual_or_unknown_counter_calls_nobody() -> None:
    make_city({"hall": Spot(desks=(Desk(), Desk(virtual=True)))})
    me = clerk()
    for absent in (counter(1), 987_654):
        with pytest.raises(RuleBroken, match="unknown_counter"):
            actions.call_next(counter=absent, actor=me, now=at(1))


def test_nobody_is_a_no_show_before_being_called_again() -> None:
    make_city()
    me = clerk()
    waiting = checked_in("0900", 0)
    ticket = called(1, me)
    with pytest.raises(RuleBroken, match="recall_first"):
        actions.no_show(ticket=ticket.id, actor=me, now=at(2))
    again = actions.recall(ticket=ticket.id, actor=me, now=at(3))
    assert (again.recalls, again.called_at) == (1, at(1))
    assert Ticket.objects.get(id=ticket.id).announced_at == at(3)
    gone = actions.no_show(ticket=ticket.id, actor=me, now=at(5))
    assert gone.state == "no_show"
    assert appointment_state(waiting) == "no_show"


def test_a_parked_person_leaves_the_counter_free_and_comes_back_to_any_free_one() -> None:
    make_city({"hall": Spot(desks=(Desk(), Desk()))})
    me = clerk()
    first, second = walk_in(0), walk_in(1)
    ticket = called(2, me)
    actions.start(ticket=ticket.id, actor=me, now=at(3))
    actions.park(ticket=ticket.id, actor=me, now=at(5), note="haalt een foto")
    assert called(6, me).id == second.id
    with pytest.raises(RuleBroken, match="counter_busy"):
        actions.resume(ticket=first.id, counter=counter(0), actor=me, now=at(8))
    back = actions.resume(ticket=first.id, counter=counter(1), actor=me, now=at(8))
    assert (back.state, back.counter, back.started_at) == ("serving", counter(1), at(3))
    assert [line.note for line in queries.list_moves(first.id)][3] == "haalt een foto"


def test_who_leaves_before_the_turn_can_check_in_again() -> None:
    make_city()
    me = clerk()
    ticket = checked_in("0930", 0)
    gone = actions.leave(ticket=ticket.id, actor=KIOSK, now=at(5))
    assert gone.state == "left"
    assert appointment_state(ticket) == "booked"
    assert actions.call_next(counter=counter(), actor=me, now=at(6)) is None
    assert ticket.appointment is not None
    again = actions.check_in(appointment=ticket.appointment, now=at(20), actor=KIOSK)
    assert again.number == "A 02"


def test_an_outcome_that_nobody_knows_is_refused_and_changes_nothing() -> None:
    make_city()
    me = clerk()
    walk_in(0)
    ticket = called(1, me)
    actions.start(ticket=ticket.id, actor=me, now=at(2))
    for outcome in ("", "sent_on", "whatever"):
        with pytest.raises(RuleBroken, match="unknown_outcome"):
            actions.finish(ticket=ticket.id, outcome=outcome, actor=me, now=at(3))
    assert state_of(ticket) == "serving"


def test_a_move_that_the_table_does_not_know_is_refused() -> None:
    make_city()
    me = clerk()
    ticket = walk_in(0)
    with pytest.raises(RuleBroken) as refused:
        actions.start(ticket=ticket.id, actor=me, now=at(1))
    assert refused.value.code == "move_not_allowed"
    assert refused.value.facts == {"state": "waiting", "move": "start"}


@pytest.mark.parametrize(
    ("role", "location", "may"),
    [
        (Role.CLERK, "hall", True),
        (Role.CLERK, "", True),
        (Role.CLERK, "annex", False),
        (Role.RECEPTION, "hall", False),
        (Role.PLANNER, "hall", False),
    ],
)
def test_only_who_serves_here_may_call(role: Role, location: str, may: bool) -> None:
    make_city({"hall": Spot(), "annex": Spot()})
    me = clerk(location, role)
    walk_in(0)
    if may:
        assert called(1, me).state == "called"
    else:
        with pytest.raises(RuleBroken, match="not_allowed"):
            actions.call_next(counter=counter(), actor=me, now=at(1))


@pytest.mark.parametrize("actor", ["resident", KIOSK, "api", "employee:nobody"])
def test_nobody_but_an_employee_calls(actor: str) -> None:
    make_city()
    walk_in(0)
    with pytest.raises(RuleBroken, match="not_allowed"):
        actions.call_next(counter=counter(), actor=actor, now=at(1))


def test_every_act_leaves_a_line_in_history_and_journal() -> None:
    make_city()
    me = clerk()
    walk_in(0)
    ticket = called(1, me)
    actions.recall(ticket=ticket.id, actor=me, now=at(2))
    served(ticket, 3, me)
    history = queries.list_moves(ticket.id)
    assert [line.move for line in history] == ["arrive", "call", "recall", "start", "finish"]
    assert history[-1].counter_name == "Loket 1"
    journaled = Line.objects.filter(subject=f"ticket:{ticket.id}").order_by("id")
    assert [line.act for line in journaled] == [
        "queues.take_ticket",
        "queues.call_next",
        "queues.recall",
        "queues.start",
        "queues.finish",
    ]
    last = journaled.last()
    assert last is not None
    assert last.actor == me
    assert (last.before, last.after) == (
        {"state": "serving"},
        {"state": "done", "counter": counter(), "outcome": "helped"},
    )
