from datetime import time, timedelta

import pytest
from tests.factories.city import Desk, Spot, make_city
from tests.offices.appointments.helpers import book
from tests.offices.queues.helpers import at, called, checked_in, clerk, counter, served, walk_in

from loket.domain.queues.waiting import in_dutch
from loket.domain.refusals import RuleBroken
from loket.offices.queues import actions, queries

pytestmark = pytest.mark.django_db


def middle(minute: float, *skills: str) -> float:
    told = queries.expected_wait("hall", skills, at(minute)).wait
    assert told is not None
    return told.middle


def test_an_empty_open_location_serves_at_once() -> None:
    make_city()
    told = queries.describe_queue("hall", at(0))
    assert (told.waiting, told.at_counters, told.longest_minutes) == (0, 0, 0)
    assert (told.is_open, told.gives_tickets) == (True, True)
    assert in_dutch(told.expected.spoken) == "meteen aan de beurt"


def test_a_closed_location_tells_no_wait() -> None:
    make_city()
    told = queries.describe_queue("hall", at(240))
    assert (told.is_open, told.expected.wait) == (False, None)


def test_the_told_wait_grows_with_the_people_before_me() -> None:
    make_city()
    me = clerk()
    walk_in(0)
    called(0, me)
    waits = []
    for minute in (1, 2, 3):
        waits.append(middle(minute + 0.5))
        walk_in(minute)
    assert waits == sorted(waits)
    assert waits[0] > 0
    told = queries.describe_queue("hall", at(4))
    assert (told.waiting, told.at_counters, told.longest_minutes) == (3, 1, 3)


def test_the_told_wait_follows_what_the_counters_did_lately() -> None:
    make_city()
    me = clerk()
    quick = []
    for visit in range(12):
        walk_in(visit * 4)
        served(called(visit * 4, me), visit * 4 + 3, me)
    walk_in(49)
    called(49, me)
    quick.append(middle(50))
    assert quick[0] < 5  # planned: a quarter of an hour; done lately: three minutes


def test_who_can_be_served_by_one_counter_only_waits_for_that_one() -> None:
    make_city({"hall": Spot(desks=(Desk(), Desk(("civil",))))})
    me = clerk()
    for minute in range(3):
        walk_in(minute)
    called(3, me)
    assert middle(4, "identity") > 0
    assert middle(4, "civil") == 0
    assert queries.expected_wait("hall", ["magic"], at(4)).wait is None


def test_an_appointment_that_is_still_to_come_counts_when_it_goes_before_me() -> None:
    make_city()
    me = clerk()
    walk_in(0)
    called(0, me)
    alone = middle(1)
    book("hall_2026-11-25_0905", "an")
    assert middle(1) > alone


def test_the_holder_of_a_ticket_sees_the_own_wait_shrink() -> None:
    make_city()
    me = clerk()
    first, second = walk_in(0), walk_in(1)
    called(2, me)
    before = queries.expected_wait_of(second.id, at(3))
    assert before is not None
    assert before.wait is not None
    served(queries.as_line(first.id, at(3)), 5, me)
    after = queries.expected_wait_of(second.id, at(6))
    assert after is not None
    assert after.wait is not None
    assert after.wait.middle < before.wait.middle
    called(7, me)
    assert queries.expected_wait_of(second.id, at(8)) is None


def test_an_unknown_location_has_no_queue() -> None:
    make_city()
    with pytest.raises(RuleBroken, match="unknown_location"):
        queries.describe_queue("nowhere", at(0))


def test_the_list_is_in_the_order_of_the_calls() -> None:
    make_city()
    me = clerk()
    walk_in(0)
    checked_in("0905", 1)
    listed = [line.number for line in queries.list_waiting("hall", at(10))]
    assert listed == ["A 01", "W 01"]
    assert called(10, me).number == listed[0]
    assert [line.number for line in queries.list_at_counters("hall", at(11))] == ["A 01"]
    at_counter = queries.find_at_counter(counter(), at(11))
    assert at_counter is not None
    assert (at_counter.number, at_counter.acts[0]) == ("A 01", "recall")


def test_a_long_wait_is_marked_and_a_number_is_found_however_it_is_typed() -> None:
    make_city()
    walk_in(0)
    early, late = (queries.find_by_number("hall", " w1 ", at(minute)) for minute in (45, 46))
    assert early is not None
    assert late is not None
    assert (early.waits_long, late.waits_long) == (False, True)
    assert queries.find_by_number("hall", "A 99", at(1)) is None


def test_the_board_shows_two_calls_at_once_and_nothing_of_the_people() -> None:
    make_city({"hall": Spot(desks=(Desk(), Desk()))})
    me = clerk()
    checked_in("0900", 0, "an")
    walk_in(0)
    called(1, me, lane=0)
    ticket = called(1, me, lane=1)
    shown = queries.list_calls("hall", at(1))
    assert [(line.number, line.counter, line.is_new) for line in shown] == [
        ("W 01", "Loket 2", True),
        ("A 01", "Loket 1", True),
    ]
    served(ticket, 1.1, me)
    assert len(queries.list_calls("hall", at(1.2))) == 2
    later = queries.list_calls("hall", at(3))
    assert [(line.number, line.is_new) for line in later] == [("A 01", False)]


def test_a_recall_is_new_on_the_board_again() -> None:
    make_city()
    me = clerk()
    walk_in(0)
    ticket = called(1, me)
    assert not queries.list_calls("hall", at(5))[0].is_new
    actions.recall(ticket=ticket.id, actor=me, now=at(5))
    assert queries.list_calls("hall", at(5))[0].is_new


def test_yesterday_is_not_in_todays_queue() -> None:
    make_city({"hall": Spot(desks=(Desk(opens=time(9), closes=time(12)),))})
    walk_in(0)
    tomorrow = at(0) + timedelta(days=1)
    assert queries.list_waiting("hall", tomorrow) == []
    assert queries.describe_queue("hall", tomorrow).waiting == 0


def test_the_next_ones_are_told_with_their_own_waits_in_the_order_of_their_turns() -> None:
    make_city()
    clerk()
    for minute in range(4):
        walk_in(minute)
    told = queries.describe_queue("hall", at(5), tell=3).next
    assert [one.number for one in told] == ["W 01", "W 02", "W 03"]
    alone = [queries.find_by_number("hall", one.number, at(5)) for one in told]
    assert [one.expected for one in told] == [
        queries.expected_wait_of(line.id, at(5)) for line in alone if line
    ]


def test_who_came_before_the_own_moment_is_told_that_moment_until_it_comes() -> None:
    make_city()
    ticket = checked_in("0930", 10)
    early, due = (queries.describe_queue("hall", at(minute), tell=5).next for minute in (11, 31))
    assert [(one.number, one.moment) for one in early] == [(ticket.number, ticket.starts_at)]
    assert [(one.number, one.moment) for one in due] == [(ticket.number, None)]


def test_everything_that_is_done_with_a_ticket_of_the_location_counts_on() -> None:
    make_city({"hall": Spot(), "annex": Spot()})
    me = clerk()
    seen = [queries.find_last_move("hall", at(0))]
    ticket = walk_in(0)
    seen.append(queries.find_last_move("hall", at(0)))
    actions.leave(ticket=ticket.id, actor=me, now=at(1))
    seen.append(queries.find_last_move("hall", at(1)))
    assert seen[0] == 0 < seen[1] < seen[2]
    walk_in(2, location="annex")
    assert queries.find_last_move("hall", at(2)) == seen[2]


def test_who_is_at_the_counter_stays_on_the_board_for_who_missed_the_call() -> None:
    make_city()
    me = clerk()
    walk_in(0)
    ticket = called(1, me)
    actions.start(ticket=ticket.id, actor=me, now=at(2))
    assert [line.number for line in queries.list_calls("hall", at(10))] == ["W 01"]
    actions.finish(ticket=ticket.id, outcome="helped", actor=me, now=at(11))
    assert queries.list_calls("hall", at(12)) == []
