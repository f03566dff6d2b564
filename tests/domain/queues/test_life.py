import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.queues.life import AT_COUNTER, LIVE, MOVES, Act, State, acts_on, moved
from loket.domain.refusals import RuleBroken


def test_every_state_is_in_the_table() -> None:
    assert set(MOVES) == set(State)


def test_every_act_is_possible_in_some_state() -> None:
    assert {act for moves in MOVES.values() for act in moves} == set(Act)


def test_a_visit_runs_from_waiting_to_done() -> None:
    state = State.WAITING
    for act in (Act.CALL, Act.RECALL, Act.START, Act.PARK, Act.RESUME, Act.FINISH):
        state = moved(state, act)
    assert state is State.DONE


@given(acts=st.lists(st.sampled_from(Act), max_size=30))
def test_whatever_is_tried_the_end_of_the_day_ends_every_ticket(acts: list[Act]) -> None:
    state = State.WAITING
    for act in acts:
        try:
            state = moved(state, act)
        except RuleBroken as refused:
            assert refused.code == "move_not_allowed"  # noqa: PT017
    if state in LIVE:
        state = moved(state, Act.CLOSE)
    assert state not in LIVE


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (State.DONE, Act.CALL),
        (State.NO_SHOW, Act.START),
        (State.WAITING, Act.START),
        (State.SERVING, Act.NO_SHOW),
        (State.PARKED, Act.CALL),
    ],
)
def test_an_impossible_move_is_refused_with_the_state(state: State, act: Act) -> None:
    with pytest.raises(RuleBroken) as refused:
        moved(state, act)
    assert refused.value.facts == {"state": state.value, "move": act.value}


def test_only_who_is_called_or_served_keeps_a_counter_busy() -> None:
    assert AT_COUNTER <= LIVE
    assert {moved(state, Act.REDIRECT) for state in AT_COUNTER} == {State.WAITING}


def test_the_end_of_the_day_is_no_button() -> None:
    assert all(Act.CLOSE not in acts_on(state) for state in State)
    assert acts_on(State.CALLED)[0] is Act.RECALL
