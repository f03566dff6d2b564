from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from loket.domain.queues.board import Call, announcements, lines
from loket.domain.queues.rules import QueueRules

RULES = QueueRules(new_call_seconds=20, call_gap_seconds=4)
NINE = datetime(2021, 11, 25, 9, 0, tzinfo=UTC)


def at(seconds: int) -> datetime:
    return NINE + timedelta(seconds=seconds)


def call(number: str, seconds: int, *, stands: bool = True) -> Call:
    return Call(number=number, counter="Loket 1", called_at=at(seconds), stands=stands)


def test_two_calls_at_once_are_both_new_for_their_full_time() -> None:
    both = [call("A 01", 0), call("A 02", 0)]
    for seconds in (0, 4, 19):
        shown = lines(both, rules=RULES, now=at(seconds))
        assert {line.number for line in shown if line.is_new} == {"A 01", "A 02"}
    later = lines(both, rules=RULES, now=at(22))
    assert [(line.number, line.is_new) for line in later] == [("A 02", True), ("A 01", False)]


def test_two_calls_at_once_sound_one_after_the_other() -> None:
    both = [call("A 02", 0), call("A 01", 0)]
    sounded = [(one.number, when) for one, when in announcements(both, rules=RULES)]
    assert sounded == [("A 01", at(0)), ("A 02", at(4))]


def test_who_hurries_to_the_counter_stays_on_the_board_until_the_call_was_readable() -> None:
    quick = [call("A 01", 0, stands=False)]
    assert lines(quick, rules=RULES, now=at(19))
    assert lines(quick, rules=RULES, now=at(20)) == []


def test_who_has_not_come_or_is_at_the_counter_stays_on_the_board() -> None:
    shown = lines([call("A 01", 0)], rules=RULES, now=at(600))
    assert [(line.number, line.is_new) for line in shown] == [("A 01", False)]


@given(
    st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=25),
    st.integers(0, 200),
)
def test_every_call_is_new_for_at_least_its_seconds_however_many_coincide(
    made: list[tuple[int, bool]], now: int
) -> None:
    calls = [call(f"A {n:02d}", when, stands=still) for n, (when, still) in enumerate(made, 1)]
    shown = {line.number: line for line in lines(calls, rules=RULES, now=at(now))}
    for one in calls:
        if at(now) < one.called_at + timedelta(seconds=RULES.new_call_seconds):
            assert shown[one.number].is_new
        if one.stands:
            assert one.number in shown
    moments = [when for _, when in announcements(calls, rules=RULES)]
    gap = timedelta(seconds=RULES.call_gap_seconds)
    assert all(b - a >= gap for a, b in pairwise(moments))
