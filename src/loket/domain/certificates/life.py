"""The life of a request: this table is the documentation, the buttons and the test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from loket.domain.refusals import RuleBroken

#: MOVES[state][move] -> state; a state without moves is an end.
MOVES: Final[Mapping[str, Mapping[str, str]]] = {
    # A register was away: the request stands, and is decided when it answers.
    "accepted": {"grant": "granted", "hand_over": "with_clerk", "withdraw": "withdrawn"},
    "with_clerk": {"take_over": "taken", "withdraw": "withdrawn"},
    "taken": {
        "grant": "granted",
        "propose": "proposed",
        "refuse": "refused",
        "ask_migration": "migrating",
        "ask_police": "at_police",
        "put_back": "with_clerk",
        "withdraw": "withdrawn",
    },
    # The municipality of an act on paper was asked to put it into the central register. When it is
    # found there, the request is decided anew.
    "migrating": {"migrated": "accepted", "put_back": "with_clerk", "withdraw": "withdrawn"},
    # The local police look first: an extract for work with minors (model 596.2). What they found
    # is no state: it stands in the encrypted file.
    "at_police": {"police_answered": "taken", "put_back": "with_clerk", "withdraw": "withdrawn"},
    # A second person confirms what the first one found.
    "proposed": {"confirm": "granted", "put_back": "with_clerk", "withdraw": "withdrawn"},
    # The right stands; the document is being made and sealed.
    "granted": {"deliver": "delivered", "hand_over": "with_clerk"},
    "delivered": {"revoke": "revoked"},
    "refused": {},
    "withdrawn": {},
    "revoked": {},
}

STATES: Final = frozenset(MOVES)
#: What a request can be the moment it is made. A machine refuses nobody.
FIRST: Final = frozenset({"accepted", "with_clerk", "granted"})
#: A request that still asks something of the city; one per product, subject and applicant.
OPEN: Final = frozenset(
    {"accepted", "with_clerk", "taken", "proposed", "migrating", "at_police", "granted"}
)
#: What waits for a person: the first three for a decision, the others for an answer from elsewhere.
FOR_CLERKS: Final = frozenset({"with_clerk", "taken", "proposed", "migrating", "at_police"})
#: Moves of a machine; none of them leads to `refused`.
BY_MACHINE: Final = frozenset({"grant", "hand_over", "deliver", "migrated"})


def after(state: str, move: str) -> str:
    """The state that a move leads to; `certificate_move_not_allowed` when it cannot be made."""
    if move not in MOVES[state]:
        raise RuleBroken("certificate_move_not_allowed", stand=state, move=move)
    return MOVES[state][move]


def may(state: str, move: str) -> bool:
    """Whether a state allows a move."""
    return move in MOVES[state]
