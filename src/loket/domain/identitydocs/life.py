"""The life of a request for new codes: what may be done with it, and what it then is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from loket.domain.refusals import Reason, RuleBroken


class State(StrEnum):
    """Where a request stands."""

    REQUESTED = "requested"
    BLOCKED = "blocked"
    SENT = "sent"
    ARRIVED = "arrived"
    NOTIFIED = "notified"
    ELSEWHERE = "elsewhere"
    CONDEMNED = "condemned"
    COLLECTED = "collected"
    DESTROYED = "destroyed"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What an employee, the holder or the clock can do with a request."""

    SEND = "send"
    BLOCK = "block"
    RELEASE = "release"
    ARRIVE = "arrive"
    ARRIVE_ELSEWHERE = "arrive_elsewhere"
    NOTIFY = "notify"
    HAND_OVER = "hand_over"
    CONDEMN = "condemn"
    DESTROY = "destroy"
    WITHDRAW = "withdraw"


#: ``MOVES[state][act] -> state``. No interface to the federal service is known: that a request was
#: sent and that codes arrived is what an employee says. ``condemn`` is the first of the two
#: signatures without which nothing is destroyed. Codes that arrived in another municipality may
#: still be forwarded; a holder who reports the card lost withdraws.
MOVES: Mapping[State, Mapping[Act, State]] = {
    State.REQUESTED: {
        Act.SEND: State.SENT,
        Act.BLOCK: State.BLOCKED,
        Act.WITHDRAW: State.WITHDRAWN,
    },
    State.BLOCKED: {Act.RELEASE: State.REQUESTED, Act.WITHDRAW: State.WITHDRAWN},
    State.SENT: {
        Act.ARRIVE: State.ARRIVED,
        Act.ARRIVE_ELSEWHERE: State.ELSEWHERE,
        Act.BLOCK: State.BLOCKED,
        Act.WITHDRAW: State.WITHDRAWN,
    },
    State.ELSEWHERE: {Act.ARRIVE: State.ARRIVED, Act.WITHDRAW: State.WITHDRAWN},
    State.ARRIVED: {
        Act.NOTIFY: State.NOTIFIED,
        Act.HAND_OVER: State.COLLECTED,
        Act.CONDEMN: State.CONDEMNED,
    },
    State.NOTIFIED: {Act.HAND_OVER: State.COLLECTED, Act.CONDEMN: State.CONDEMNED},
    State.CONDEMNED: {Act.DESTROY: State.DESTROYED},
    State.COLLECTED: {},
    State.DESTROYED: {},
    State.WITHDRAWN: {},
}

#: A request that still asks something of the city or of its holder.
LIVE = frozenset(state for state, moves in MOVES.items() if moves)
#: Codes that lie in a safe of the city.
KEPT = frozenset({State.ARRIVED, State.NOTIFIED, State.CONDEMNED})


def moved(state: State, act: Act) -> State:
    """The state after this act; raises ``move_not_allowed`` where the table has no such move."""
    try:
        return MOVES[state][act]
    except KeyError:
        raise RuleBroken("move_not_allowed", state=str(state), move=str(act)) from None


def acts_on(state: State) -> tuple[Act, ...]:
    """What can be done with a request in this state: the buttons."""
    return tuple(MOVES[state])


def against_destroying(*, first: str, second: str) -> list[Reason]:
    """Why this second signature does not count; empty when two different people signed."""
    return [Reason("second_signature_is_the_first")] if first == second else []
