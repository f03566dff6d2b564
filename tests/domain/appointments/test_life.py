import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.appointments.life import FIRST, LIVE, MOVABLE, MOVES, after, leads_to, may
from loket.domain.refusals import RuleBroken

STATES = st.sampled_from(sorted(MOVES))
ALL_MOVES = sorted({move for moves in MOVES.values() for move in moves})


def test_every_move_leads_to_a_state_of_the_table() -> None:
    assert {state for moves in MOVES.values() for state in moves.values()} <= set(MOVES)


def test_every_state_can_be_reached_from_a_hold() -> None:
    reached, todo = {FIRST}, [FIRST]
    while todo:
        for state in MOVES[todo.pop()].values():
            if state not in reached:
                reached.add(state)
                todo.append(state)
    assert reached == set(MOVES)


def test_the_live_states_are_those_that_take_a_counters_time() -> None:
    assert {"held", "booked", "checked_in", "in_service"} == LIVE
    assert MOVABLE < LIVE


@given(st.lists(st.sampled_from(ALL_MOVES), max_size=12))
def test_what_has_ended_stays_ended_whatever_is_asked(moves: list[str]) -> None:
    state, ended = FIRST, False
    for move in moves:
        if may(state, move):
            assert not ended
            state = after(state, move)
            ended = not MOVES[state]
        else:
            with pytest.raises(RuleBroken):
                after(state, move)


@given(STATES, STATES)
def test_a_state_leads_to_another_exactly_when_a_move_says_so(state: str, target: str) -> None:
    assert leads_to(state, target) == any(after(state, m) == target for m in MOVES[state])


def test_the_only_way_back_to_life_is_a_new_place_for_someone_displaced() -> None:
    back = {
        (state, target)
        for state, moves in MOVES.items()
        for target in moves.values()
        if state not in LIVE and target in LIVE
    }
    assert back == {("displaced", "booked")}


def test_a_move_that_is_not_allowed_names_state_and_move() -> None:
    with pytest.raises(RuleBroken) as refusal:
        after("done", "cancel")
    assert (refusal.value.code, refusal.value.facts) == (
        "move_not_allowed",
        {"state": "done", "move": "cancel"},
    )
