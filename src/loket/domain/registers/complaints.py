"""The life of a complaint about a look-up: from the resident to an explanation, or worse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from loket.domain.refusals import Reason

State = Literal["contested", "in_review", "explained", "incident", "sanctioned", "breach"]
Move = Literal["take_up", "explain", "call_incident", "sanction", "report_breach"]

#: ``MOVES[state][move]``: where each move leads. A state without moves is an end.
MOVES: Final[Mapping[State, Mapping[Move, State]]] = {
    "contested": {"take_up": "in_review"},
    "in_review": {"explain": "explained", "call_incident": "incident"},
    "incident": {"sanction": "sanctioned", "report_breach": "breach"},
    "explained": {},
    "sanctioned": {},
    "breach": {},
}
#: Moves after which the resident reads an answer.
ANSWERING: Final = frozenset({"explain", "call_incident", "sanction", "report_breach"})
SHORTEST: Final = 10
LONGEST: Final = 2_000


def reasons_against_text(text: str) -> list[Reason]:
    """Why a complaint or an answer says too little or too much."""
    length = len(text.strip())
    if length < SHORTEST:
        return [Reason("complaint_too_short", {"least": SHORTEST})]
    return [Reason("complaint_too_long", {"most": LONGEST})] if length > LONGEST else []


def moved(state: State, move: Move) -> State | None:
    """The state after the move; None when it cannot be made."""
    return MOVES[state].get(move)
