from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.queues.order import (
    Server,
    Waiting,
    can_serve,
    has_waited_long,
    in_order,
    next_for,
    position,
    turn,
)
from loket.domain.queues.rules import QueueRules

RULES = QueueRules()
NINE = datetime(2021, 11, 25, 9, 0, tzinfo=UTC)
SKILLS = ("cards", "foreign", "civil")


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def ticket(
    name: str, *, arrived: float, starts: float | None = None, needs: str = "cards", **rest: object
) -> Waiting:
    moment = None if starts is None else at(starts)
    due = turn(starts_at=moment, arrived_at=at(arrived), rules=RULES)
    return Waiting(
        id=name,
        due_at=due.due_at,
        not_before=due.not_before,
        arrived_at=at(arrived),
        needs=frozenset(needs.split()),
        **rest,  # type: ignore[arg-type]
    )


@st.composite
def tickets(draw: st.DrawFn) -> list[Waiting]:
    made = []
    for index in range(draw(st.integers(1, 12))):
        starts = draw(st.none() | st.integers(0, 24).map(lambda five: five * 5))
        needs = draw(st.sets(st.sampled_from(SKILLS), max_size=2))
        arrived = draw(st.integers(0, 150))
        made.append(ticket(f"t{index}", arrived=arrived, starts=starts, needs=" ".join(needs)))
    return made


servers = st.builds(
    Server,
    counter=st.sampled_from(["one", "two"]),
    skills=st.frozensets(st.sampled_from(SKILLS)),
)
moments = st.integers(0, 300).map(at)


@pytest.mark.parametrize(
    ("starts", "arrived", "due"),
    [
        (60, 0, 60),  # an hour early: due at its own moment
        (60, 60, 60),  # on time
        (60, 70, 60),  # late within the grace: keeps its place
        (60, 70.1, 80.1),  # later: as if its moment were ten minutes after arrival
        (None, 20, 35),  # a walk-in: fifteen minutes after arrival
    ],
)
def test_due_times_follow_the_stated_rule(starts: float | None, arrived: float, due: float) -> None:
    moment = None if starts is None else at(starts)
    assert turn(starts_at=moment, arrived_at=at(arrived), rules=RULES).due_at == at(due)


def test_an_early_person_is_not_called_while_somebody_else_can_be_served() -> None:
    early = ticket("early", arrived=0, starts=30)
    walk_in = ticket("walk_in", arrived=20)
    desk = Server("one", frozenset({"cards"}))
    assert early.due_at < walk_in.due_at
    assert next_for([early, walk_in], desk, now=at(25)) == walk_in
    assert next_for([early, walk_in], desk, now=at(30)) == early


def test_an_early_person_is_called_when_nobody_else_can_be_served() -> None:
    early = ticket("early", arrived=0, starts=30)
    foreign = ticket("foreign", arrived=1, needs="foreign")
    desk = Server("one", frozenset({"cards"}))
    assert next_for([early, foreign], desk, now=at(5)) == early


def test_a_late_appointment_goes_before_a_walk_in_who_came_at_the_same_time() -> None:
    late = ticket("late", arrived=90, starts=60)
    walk_in = ticket("walk_in", arrived=90)
    assert [one.id for one in in_order([walk_in, late], now=at(90))] == ["late", "walk_in"]


def test_somebody_sent_to_one_counter_waits_there_only_until_the_bound() -> None:
    sent = ticket("sent", arrived=0, only_at="two", only_until=at(20))
    one, two = Server("one", sent.needs), Server("two", sent.needs)
    assert not can_serve(one, sent, now=at(19))
    assert can_serve(two, sent, now=at(19))
    assert can_serve(one, sent, now=at(20))


@given(starts=st.integers(0, 200), first=st.floats(0, 400), later=st.floats(0, 400))
def test_coming_later_never_gives_an_earlier_due_time(
    starts: int, first: float, later: float
) -> None:
    arrivals = sorted([first, later])
    for moment in (at(starts), None):
        due = [
            turn(starts_at=moment, arrived_at=at(arrived), rules=RULES).due_at
            for arrived in arrivals
        ]
        assert due == sorted(due)


@given(waiting=tickets(), server=servers, now=moments)
def test_a_counter_never_idles_while_somebody_it_can_serve_waits(
    waiting: list[Waiting], server: Server, now: datetime
) -> None:
    served = [one for one in waiting if one.needs <= server.skills]
    chosen = next_for(waiting, server, now=now)
    assert (chosen is None) == (not served)
    assert chosen is None or chosen in served


@given(waiting=tickets(), now=moments, shuffle=st.randoms())
def test_the_order_is_total_and_does_not_depend_on_how_it_was_asked(
    waiting: list[Waiting], now: datetime, shuffle: object
) -> None:
    mixed = list(waiting)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    assert in_order(mixed, now=now) == in_order(waiting, now=now)
    assert len({position(one, now=now) for one in waiting}) == len(waiting)


@given(waiting=tickets(), server=servers, now=moments)
def test_nobody_goes_before_a_person_who_could_be_served_and_whose_turn_comes_first(
    waiting: list[Waiting], server: Server, now: datetime
) -> None:
    chosen = next_for(waiting, server, now=now)
    if chosen is not None and chosen.not_before <= now:
        rivals = [one for one in waiting if one.needs <= server.skills and one.not_before <= now]
        assert chosen.due_at == min(one.due_at for one in rivals)


@given(first=st.data(), starts=st.none() | st.integers(0, 200), arrived=st.integers(0, 200))
def test_who_comes_after_the_passing_bound_never_goes_before(
    first: st.DataObject, starts: int | None, arrived: int
) -> None:
    """The bound counts from arrival, or from the own moment for who came before it."""
    me = ticket("me", arrived=arrived, starts=starts)
    since = max(me.arrived_at, me.not_before)
    after = (since + RULES.passing_bound - NINE) / timedelta(minutes=1)
    other_arrived = after + first.draw(st.floats(0.01, 300))
    other_starts = first.draw(st.none() | st.integers(0, 700))
    other = ticket("a", arrived=other_arrived, starts=other_starts)
    for now in (since, other.arrived_at, other.due_at):
        assert position(me, now=max(now, since)) < position(other, now=max(now, since))


def _day(
    pending: list[Waiting], desks: list[Server], length: Callable[[int], int]
) -> dict[str, datetime]:
    """Serves until nobody is left; says when each ticket was called."""
    called: dict[str, datetime] = {}
    free_at = dict.fromkeys(desks, NINE)
    now = NINE
    while pending and now < at(5000):
        present = [one for one in pending if one.arrived_at <= now]
        for desk in desks:
            chosen = next_for(present, desk, now=now) if free_at[desk] <= now else None
            if chosen is not None:
                present.remove(chosen)
                pending.remove(chosen)
                called[chosen.id] = now
                free_at[desk] = now + timedelta(minutes=length(len(called)))
        now += timedelta(minutes=1)
    return called


@given(waiting=tickets(), lengths=st.lists(st.integers(1, 30), min_size=1))
def test_nobody_starves_even_when_sent_to_a_counter_that_never_calls(
    waiting: list[Waiting], lengths: list[int]
) -> None:
    until = at(150 + RULES.reserved_minutes)
    waiting = [
        Waiting(one.id, one.due_at, one.not_before, one.arrived_at, one.needs, "gone", until)
        for one in waiting
    ]
    desks = [Server("one", frozenset(SKILLS)), Server("two", frozenset({"cards"}))]
    called = _day(list(waiting), desks, lambda n: lengths[n % len(lengths)])
    assert set(called) == {one.id for one in waiting}


def test_a_stream_of_appointments_does_not_starve_a_walk_in() -> None:
    """One counter with twice the work it can do: only earlier due times go before the walk-in."""
    stream = [ticket(f"a{n:03d}", arrived=n * 5, starts=n * 5) for n in range(60)]
    me = ticket("me", arrived=30)
    called = _day([*stream, me], [Server("one", me.needs)], lambda _: 10)
    before_me = [name for name, when in called.items() if when < called["me"] and name != "me"]
    assert max(before_me) <= "a009"  # moments up to 45 minutes, my due time
    assert "a010" not in before_me


def test_a_long_wait_counts_from_the_own_moment() -> None:
    early = ticket("early", arrived=0, starts=60)
    assert not has_waited_long(early, rules=RULES, now=at(105))
    assert has_waited_long(early, rules=RULES, now=at(106))
    assert has_waited_long(ticket("walk_in", arrived=0), rules=RULES, now=at(46))
