"""The life of a print at a kiosk: what came out, and what is void because nobody can say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final, Literal

from loket.domain.refusals import RuleBroken

#: A print of which nothing is heard for so long is void: the kiosk lost its power, or its printer.
GIVEN_UP_AFTER: Final = timedelta(minutes=5)

#: What a printer says of a job.
JobState = Literal["waiting", "printing", "stopped", "completed", "failed", "gone"]


class State(StrEnum):
    """Where a print stands."""

    WAITING = "waiting"
    SENT = "sent"
    ASKING = "asking"
    PRINTED = "printed"
    VOID = "void"
    UNPRINTED = "unprinted"


class Act(StrEnum):
    """What printer, person or clock can do with it."""

    TAKE = "take"
    MISS = "miss"
    COMPLETE = "complete"
    STOP = "stop"
    CAME_OUT = "came_out"
    DID_NOT = "did_not"
    GIVE_UP = "give_up"


#: ``MOVES[state][act] -> state``. Stored as *waiting* before the printer is called, so that a power
#: cut between the two leaves a print that is given up, and never one that nobody knows of. *Void*:
#: paper may lie somewhere, so its document is revoked. *Unprinted*: none can.
MOVES: Mapping[State, Mapping[Act, State]] = {
    State.WAITING: {
        Act.TAKE: State.SENT,
        Act.MISS: State.UNPRINTED,
        Act.GIVE_UP: State.VOID,
    },
    State.SENT: {
        Act.COMPLETE: State.PRINTED,
        Act.STOP: State.ASKING,
        Act.GIVE_UP: State.VOID,
    },
    State.ASKING: {
        Act.CAME_OUT: State.PRINTED,
        Act.DID_NOT: State.VOID,
        Act.GIVE_UP: State.VOID,
    },
    State.PRINTED: {},
    State.VOID: {},
    State.UNPRINTED: {},
}

LIVE = frozenset(state for state, moves in MOVES.items() if moves)

#: What the printer's word means for a print that it took. A job that it lost, gave up or never knew
#: is asked about: only the person before it can see the paper.
MEANS: Mapping[JobState, Act | None] = {
    "waiting": None,
    "printing": None,
    "completed": Act.COMPLETE,
    "stopped": Act.STOP,
    "failed": Act.STOP,
    "gone": Act.STOP,
}


def moved(state: State, act: Act) -> State:
    """The state after this act; raises ``move_not_allowed`` where the table has no such move."""
    try:
        return MOVES[state][act]
    except KeyError:
        raise RuleBroken("move_not_allowed", state=str(state), move=str(act)) from None
