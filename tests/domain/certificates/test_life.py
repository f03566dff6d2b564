"""The life of a request."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.certificates.life import (
    BY_MACHINE,
    FIRST,
    FOR_CLERKS,
    MOVES,
    OPEN,
    STATES,
    after,
    may,
)
from loket.domain.refusals import RuleBroken

ALL_MOVES = sorted({move for moves in MOVES.values() for move in moves})


def test_every_move_leads_to_a_state_of_the_table() -> None:
    assert {state for moves in MOVES.values() for state in moves.values()} <= STATES


def test_no_move_of_a_machine_refuses() -> None:
    ends = {moves[move] for moves in MOVES.values() for move in BY_MACHINE & set(moves)}
    assert "refused" not in ends


def test_a_request_never_begins_refused() -> None:
    assert {"accepted", "with_clerk", "granted"} == FIRST


def test_only_somebody_who_took_it_over_refuses() -> None:
    assert [state for state in sorted(STATES) if may(state, "refuse")] == ["taken"]


def test_an_end_asks_nothing_of_the_city() -> None:
    ends = {state for state, moves in MOVES.items() if not moves}
    assert not ends & OPEN
    assert FOR_CLERKS < OPEN


@given(
    moves=st.lists(st.sampled_from(ALL_MOVES), max_size=12), first=st.sampled_from(sorted(FIRST))
)
def test_a_document_is_delivered_only_after_a_grant(moves: list[str], first: str) -> None:
    seen = [first]
    for move in moves:
        if may(seen[-1], move):
            seen.append(after(seen[-1], move))
    if "delivered" in seen:
        assert seen[seen.index("delivered") - 1] == "granted"


def test_an_impossible_move_is_refused_with_the_state() -> None:
    with pytest.raises(RuleBroken) as refused:
        after("refused", "grant")
    assert refused.value.code == "certificate_move_not_allowed"
    assert refused.value.facts == {"stand": "refused", "move": "grant"}
