"""Two clerks, two connections, one queue: what the database itself guarantees."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from tests.factories.city import Desk, Spot, make_city
from tests.offices.appointments.helpers import book
from tests.offices.queues.helpers import KIOSK, at, clerk, counter, walk_in

from loket.domain.refusals import RuleBroken
from loket.offices.queues import actions
from loket.offices.queues.models import Ticket
from loket.offices.queues.queries import TicketLine

pytestmark = pytest.mark.django_db(transaction=True)


def city(*spots: Desk) -> None:
    """One hall with these counters, there for every connection."""
    with transaction.atomic():
        make_city({"hall": Spot(desks=spots or (Desk(),))})


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act gave or raised, each on a connection of its own."""
    together = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        together.wait()
        try:
            return act()
        except RuleBroken as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_while_one_clerk_is_taking_the_first_ticket_the_other_gets_the_second() -> None:
    city(Desk(), Desk())
    me, you = clerk(), clerk(login="other")
    first, second = walk_in(0), walk_in(1)
    with transaction.atomic():
        mine = actions.call_next(counter=counter(0), actor=me, now=at(2))
        (yours,) = at_once(lambda: actions.call_next(counter=counter(1), actor=you, now=at(2)))
    assert isinstance(mine, TicketLine)
    assert isinstance(yours, TicketLine)
    assert (mine.id, yours.id) == (first.id, second.id)


def test_eight_counters_that_call_at_once_get_eight_different_tickets() -> None:
    city(*[Desk()] * 8)
    me = clerk()
    for minute in range(6):
        walk_in(minute)
    lanes = [counter(lane) for lane in range(8)]
    got = at_once(
        *(lambda lane=lane: actions.call_next(counter=lane, actor=me, now=at(9)) for lane in lanes)
    )
    tickets = [one for one in got if isinstance(one, TicketLine)]
    assert len(tickets) == len({one.id for one in tickets}) == 6
    assert got.count(None) == 2
    assert Ticket.objects.filter(state="called").count() == 6


def test_two_clicks_of_one_clerk_call_one_person() -> None:
    city()
    me = clerk()
    walk_in(0)
    walk_in(1)
    desk = counter()
    got = at_once(*[lambda: actions.call_next(counter=desk, actor=me, now=at(2))] * 2)
    assert sorted(type(one).__name__ for one in got) == ["TicketLine", "str"]
    assert "counter_busy" in got
    assert Ticket.objects.filter(state="called").count() == 1


def test_two_check_ins_at_once_give_one_ticket() -> None:
    city()
    booked = book("hall_2026-11-25_0930", "an")
    got = at_once(*[lambda: actions.check_in(appointment=booked.id, now=at(20), actor=KIOSK)] * 2)
    assert Ticket.objects.count() == 1
    assert {one.id for one in got if isinstance(one, TicketLine)} == {Ticket.objects.get().id}


def test_many_arrivals_at_once_get_different_numbers() -> None:
    city()
    got = at_once(*[lambda: walk_in(1)] * 6)
    numbers = sorted(one.number for one in got if isinstance(one, TicketLine))
    assert numbers == [f"W {rank:02d}" for rank in range(1, 7)]
