"""The life of an appointment: this table is the documentation, the buttons and the test."""

from collections.abc import Mapping
from typing import Final

from loket.domain.refusals import RuleBroken

#: MOVES[state][move] -> state; a state without moves is an end.
MOVES: Final[Mapping[str, Mapping[str, str]]] = {
    "held": {"book": "booked", "release": "expired", "expire": "expired"},
    "booked": {
        "check_in": "checked_in",
        "cancel": "cancelled",
        "move": "moved",
        "displace": "displaced",
        "miss": "no_show",
    },
    "displaced": {"restore": "booked", "move": "moved", "cancel": "cancelled"},
    "checked_in": {
        "start": "in_service",
        "cancel": "cancelled",
        "miss": "no_show",
        "undo_check_in": "booked",
    },
    "in_service": {"finish": "done"},
    "done": {},
    "no_show": {},
    "cancelled": {},
    "moved": {},
    "expired": {},
}

#: States that take a counter's time: the day must be able to serve every one of these.
LIVE: Final = frozenset({"held", "booked", "checked_in", "in_service"})
#: Where a life begins.
FIRST: Final = "held"
#: States whose visit may still be given another counter.
MOVABLE: Final = LIVE - {"in_service"}


def after(state: str, move: str) -> str:
    """The state that a move leads to; raises RuleBroken when the state does not allow it."""
    if move not in MOVES[state]:
        raise RuleBroken("move_not_allowed", state=state, move=move)
    return MOVES[state][move]


def leads_to(state: str, target: str) -> bool:
    """Whether some move leads from one state to the other."""
    return target in MOVES[state].values()


def may(state: str, move: str) -> bool:
    """Whether a state allows a move."""
    return move in MOVES[state]
