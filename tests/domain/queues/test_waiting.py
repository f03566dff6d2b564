import math
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.queues.simulation import Person, chance_to_wait, people

from loket.domain.queues.order import Server, Waiting
from loket.domain.queues.rules import QueueRules
from loket.domain.queues.waiting import (
    Pace,
    Visit,
    Wait,
    chance_to_wait_longer,
    count_ahead,
    expect,
    in_dutch,
    pace,
    quantile,
    spoken,
    staffed,
    wait,
)

RULES = QueueRules()
NINE = datetime(2021, 11, 25, 9, 0, tzinfo=UTC)
CARDS = frozenset({"cards"})
ONE, TWO = Server("one", CARDS), Server("two", CARDS | {"foreign"})


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def person(name: str, arrived: float, needs: frozenset[str] = CARDS) -> Waiting:
    return Waiting(name, at(arrived + 15), at(arrived), at(arrived), needs)


def visit(counter: str, ready: float, called: float, released: float | None) -> Visit:
    return Visit(counter, at(ready), at(called), None if released is None else at(released))


# The predictive distribution -----------------------------------------------------------------


@given(
    endings=st.integers(1, 40),
    counters=st.integers(1, 10),
    ended=st.floats(1, 200),
    minutes=st.floats(5, 3000),
)
def test_the_chance_to_wait_longer_falls_from_one_and_rises_with_people_ahead(
    endings: int, counters: int, ended: float, minutes: float
) -> None:
    known = Pace(ended, minutes)
    chances = [
        chance_to_wait_longer(t, endings=endings, counters=counters, pace=known)
        for t in (0, 1, 5, 25, 125, 625)
    ]
    assert chances[0] == 1.0
    assert all(a >= b - 1e-9 for a, b in pairwise(chances))
    more = chance_to_wait_longer(25, endings=endings + 1, counters=counters, pace=known)
    assert more >= chances[3] - 1e-9


def test_with_much_evidence_the_wait_for_one_ending_is_exponential() -> None:
    known = Pace(ended=1e7, minutes=1e8)  # one visit in ten minutes, for sure
    for t in (1, 5, 20):
        chance = chance_to_wait_longer(t, endings=1, counters=2, pace=known)
        assert chance == pytest.approx(math.exp(-2 * t / 10), rel=1e-4)


def test_the_distribution_is_the_one_of_a_gamma_wait_at_a_gamma_rate() -> None:
    """Drawn instead of summed: 40,000 rates, and at each a wait for three endings."""
    chance = random.Random(7)
    drawn = [
        chance.gammavariate(3, 1 / (2 * chance.gammavariate(8, 1 / 90))) for _ in range(40_000)
    ]
    for t in (5, 12, 20, 40):
        share = sum(one > t for one in drawn) / len(drawn)
        told = chance_to_wait_longer(t, endings=3, counters=2, pace=Pace(8, 90))
        assert told == pytest.approx(share, abs=0.01)


@given(
    share=st.floats(0.05, 0.95),
    endings=st.integers(1, 30),
    counters=st.integers(1, 8),
    ended=st.floats(1, 60),
)
def test_a_quantile_is_where_the_chance_says_it_is(
    share: float, endings: int, counters: int, ended: float
) -> None:
    known = Pace(ended, ended * 12)
    at_share = quantile(share, endings=endings, counters=counters, pace=known)
    before, after = (
        chance_to_wait_longer(t, endings=endings, counters=counters, pace=known)
        for t in (at_share - 0.02, at_share)
    )
    assert after <= 1 - share + 1e-9
    assert before > 1 - share - 1e-9


# Against a simulated waiting room ------------------------------------------------------------

# (counters, load, share that waits, mean wait in service times): exact values for M/M/c.
EXACT = [(1, 0.8, 0.8, 4.0), (3, 0.9, 0.817061, 2.723537), (5, 0.8, 0.554113, 0.554113)]


@pytest.mark.parametrize(("counters", "load", "waits", "mean"), EXACT)
def test_the_simulated_room_is_the_one_of_the_theory(
    counters: int, load: float, waits: float, mean: float
) -> None:
    rate = load * counters / 10
    assert chance_to_wait(rate=rate, counters=counters, service_rate=0.1) == pytest.approx(
        waits, rel=1e-5
    )
    room = people(rate=rate, counters=counters, length=lambda c: c.expovariate(0.1), seed=3)
    seen = list(islice(room, 20_000, 220_000))
    assert sum(p.called > p.arrived for p in seen) / len(seen) == pytest.approx(waits, rel=0.05)
    assert sum(p.called - p.arrived for p in seen) / len(seen) / 10 == pytest.approx(mean, rel=0.12)


@pytest.mark.parametrize(("counters", "load", "waits", "mean"), EXACT)
def test_told_waits_average_to_the_exact_mean_of_the_theory(
    counters: int, load: float, waits: float, mean: float
) -> None:
    """People who come at random see the room as it is on average: their told means must fit."""
    rate = load * counters / 10
    room = people(rate=rate, counters=counters, length=lambda c: c.expovariate(0.1), seed=5)
    known = Pace(ended=1e6, minutes=1e7)
    endings = [0 if p.free else p.ahead + 1 for p in islice(room, 20_000, 220_000)]
    told = sum(n * known.minutes / (known.ended - 1) / counters for n in endings) / len(endings)
    assert told / 10 == pytest.approx(mean, rel=0.12)


def _told_and_true(
    *, counters: int, load: float, planned: float, real: float, seed: int, spread: float = 0
) -> list[tuple[Wait, float]]:
    """What people who must wait are told, from the last hour only, and what it then was."""

    def length(chance: random.Random) -> float:
        return (
            chance.gammavariate(1 / spread, real * spread)
            if spread
            else chance.expovariate(1 / real)
        )

    room = people(rate=load * counters / real, counters=counters, length=length, seed=seed)
    told: list[tuple[Wait, float]] = []
    recent: list[Person] = []
    for number, new in enumerate(islice(room, 6_000)):
        recent = [p for p in recent if p.released > new.arrived - RULES.recent_minutes]
        if number % 20 == 0 and number > 200 and not new.free:
            known = pace(
                [_as_visit(p, new.arrived) for p in recent if p.called <= new.arrived],
                planned_minutes=planned,
                rules=RULES,
                now=at(new.arrived),
            )
            told.append(
                (
                    wait(endings=new.ahead + 1, counters=counters, pace=known, rules=RULES),
                    new.called - new.arrived,
                )
            )
        recent.append(new)
    return told


def _as_visit(p: Person, now: float) -> Visit:
    released = p.released if p.released <= now else None
    return visit(str(p.counter), p.arrived, p.called, released)


@pytest.mark.parametrize("counters", [1, 2, 4])
def test_eight_in_ten_true_waits_lie_in_the_told_interval(counters: int) -> None:
    told = _told_and_true(counters=counters, load=0.92, planned=10, real=10, seed=11)
    inside = sum(one.low <= true <= one.high for one, true in told) / len(told)
    assert len(told) > 150
    assert 0.72 <= inside <= 0.92


def test_the_middle_is_as_often_too_short_as_too_long() -> None:
    told = _told_and_true(counters=3, load=0.92, planned=10, real=10, seed=13)
    assert 0.4 <= sum(true > one.middle for one, true in told) / len(told) <= 0.6


def test_when_visits_take_twice_as_long_as_planned_the_told_waits_follow() -> None:
    """``waiting x planned minutes / counters`` would be half of what it is; the middle is not."""
    told = _told_and_true(counters=3, load=0.92, planned=10, real=20, seed=17)
    assert 0.4 <= sum(true > one.middle for one, true in told) / len(told) <= 0.75
    inside = sum(one.low <= true <= one.high for one, true in told) / len(told)
    assert inside >= 0.65


def test_evener_visits_make_the_interval_safe_not_wrong() -> None:
    told = _told_and_true(counters=2, load=0.92, planned=10, real=10, seed=19, spread=0.3)
    assert sum(one.low <= true <= one.high for one, true in told) / len(told) >= 0.8


# What counts ---------------------------------------------------------------------------------


def test_the_pace_counts_visits_of_the_recent_past_and_the_pause_that_people_waited_for() -> None:
    visits = [
        visit("one", -200, -190, -120),  # over before the last hour
        visit("one", -80, -70, -50),  # ten of its minutes lie in the last hour
        visit("one", -45, -40, -30),  # five minutes of pause while this person was there
        visit("one", -5, -5, None),  # the counter had nobody to call before; five minutes so far
    ]
    known = pace(visits, planned_minutes=12, rules=RULES, now=NINE)
    assert known.ended == RULES.prior_visits + 2
    assert known.minutes == pytest.approx(RULES.prior_visits * 12 + 10 + 5 + 10 + 5)


def test_same_people_minutes_and_counters_but_another_recent_pace_tell_another_wait() -> None:
    queue = [person(f"w{n}", n) for n in range(4)]
    slow = [visit("one", -60, -60, -31), visit("one", -40, -31, None)]
    fast = [visit("one", -60, 5 * n - 60, 5 * n - 55) for n in range(11)]
    fast.append(visit("one", -60, -5, None))
    told = [
        expect(
            person("me", 5),
            waiting=queue,
            servers=[ONE],
            visits=visits,
            planned_minutes=10,
            rules=RULES,
            now=at(5),
        )
        for visits in (slow, fast)
    ]
    assert told[0] is not None
    assert told[1] is not None
    assert told[0].low > told[1].middle


def test_nobody_ahead_and_a_free_counter_means_no_wait() -> None:
    told = _expect(person("me", 0), waiting=[], visits=[visit("one", -9, -9, None)])
    assert told == Wait(0, 0, 0)


def test_without_a_counter_that_can_help_no_wait_is_told() -> None:
    assert _expect(person("me", 0, frozenset({"civil"})), waiting=[], visits=[]) is None


def test_people_that_other_counters_serve_do_not_count() -> None:
    foreign = [person(f"f{n}", -5, frozenset({"foreign"})) for n in range(6)]
    only_cards = Server("three", CARDS)
    me = person("me", 0)
    assert count_ahead(me, waiting=foreign, servers=[TWO, only_cards], now=NINE) == 6
    mine_only = [Server("four", frozenset({"foreign"})), only_cards]
    assert count_ahead(me, waiting=foreign, servers=mine_only, now=NINE) == 0
    both = [*mine_only, TWO]
    assert count_ahead(me, waiting=foreign, servers=both, now=NINE) == 3


def test_only_people_whose_turn_comes_first_are_ahead() -> None:
    me = person("me", 0)
    queue = [person("before", -1), person("after", 1), me]
    assert count_ahead(me, waiting=queue, servers=[ONE], now=at(2)) == 1


def test_a_free_counter_that_leaves_people_standing_does_not_count() -> None:
    queue = [person("left standing", -RULES.idle_minutes)]
    at_lunch = [visit("one", -40, -40, -30), visit("two", -20, -20, -5)]
    counted = staffed([ONE, TWO], visits=at_lunch, waiting=queue, rules=RULES, now=NINE)
    assert counted == [TWO]
    assert staffed([ONE, TWO], visits=at_lunch, waiting=[], rules=RULES, now=NINE) == [ONE, TWO]


def _expect(me: Waiting, *, waiting: list[Waiting], visits: list[Visit]) -> Wait | None:
    return expect(
        me,
        waiting=waiting,
        servers=[ONE, TWO],
        visits=visits,
        planned_minutes=10,
        rules=RULES,
        now=NINE,
    )


# How it is said ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (None, "wachttijd niet bekend"),
        (Wait(0, 0, 0), "meteen aan de beurt"),
        (Wait(0.4, 3, 8.1), "hoogstens 9 minuten"),
        (Wait(2.3, 5, 8.2), "tussen 2 en 9 minuten"),
        (Wait(18.9, 30, 41.2), "tussen 18 en 45 minuten"),
        (Wait(23, 30, 40), "tussen 20 en 40 minuten"),
        (Wait(67, 90, 130), "langer dan 65 minuten"),
    ],
)
def test_a_wait_is_said_in_round_minutes(told: Wait | None, sentence: str) -> None:
    assert in_dutch(spoken(told)) == sentence


@given(low=st.floats(0, 55), width=st.floats(0.1, 60))
def test_rounding_never_makes_the_interval_narrower(low: float, width: float) -> None:
    told = spoken(Wait(low, low, low + width))
    assert told.low <= low
    assert told.high >= low + width


def test_a_wider_stated_share_gives_a_wider_interval() -> None:
    known = Pace(6, 60)
    narrow, wide = (
        wait(endings=3, counters=2, pace=known, rules=replace(RULES, interval_percent=percent))
        for percent in (50, 90)
    )
    assert wide.low < narrow.low < narrow.middle == wide.middle < narrow.high < wide.high


def test_appointments_that_come_during_the_wait_count_when_their_turn_is_first() -> None:
    busy = [visit("one", -5, -5, None), visit("two", -5, -5, None)]
    me = person("me", 0)
    soon = Waiting("soon", at(1), at(1), at(1), CARDS)
    late = Waiting("late", at(60), at(60), at(60), CARDS)

    def told(*coming: Waiting) -> Wait | None:
        return expect(
            me,
            waiting=[],
            coming=coming,
            servers=[ONE, TWO],
            visits=busy,
            planned_minutes=10,
            rules=RULES,
            now=NINE,
        )

    alone, before_me = told(), told(soon, late)
    assert alone is not None
    assert before_me is not None
    assert told(late) == alone
    assert before_me.middle > alone.middle
