"""The life of a ticket: what may be done with it, and what it then is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from loket.domain.refusals import RuleBroken


class State(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    DONE = "done"
    NO_SHOW = "no_show"
    LEFT = "left"


class Act(StrEnum):
    """What a clerk, the person or the end of the day can do with a ticket."""

    CALL = "call"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    NO_SHOW = "no_show"
    PARK = "park"
    RESUME = "resume"
    REDIRECT = "redirect"
    SEND_ON = "send_on"
    LEAVE = "leave"
    CLOSE = "close"


#: ``MOVES[state][act] -> state``. A parked person resumes at the counter where the clerk stands;
#: a redirected one waits again and keeps the due time; one who is sent on to another location gets
#: a ticket there. ``close`` is what the end of the day does.
MOVES: Mapping[State, Mapping[Act, State]] = {
    State.WAITING: {
        Act.CALL: State.CALLED,
        Act.REDIRECT: State.WAITING,
        Act.LEAVE: State.LEFT,
        Act.SEND_ON: State.LEFT,
        Act.CLOSE: State.LEFT,
    },
    State.CALLED: {
        Act.RECALL: State.CALLED,
        Act.START: State.SERVING,
        Act.NO_SHOW: State.NO_SHOW,
        Act.REDIRECT: State.WAITING,
        Act.LEAVE: State.LEFT,
        Act.SEND_ON: State.LEFT,
        Act.CLOSE: State.NO_SHOW,
    },
    State.SERVING: {
        Act.FINISH: State.DONE,
        Act.PARK: State.PARKED,
        Act.REDIRECT: State.WAITING,
        Act.SEND_ON: State.LEFT,
        Act.CLOSE: State.DONE,
    },
    State.PARKED: {
        Act.RESUME: State.SERVING,
        Act.FINISH: State.DONE,
        Act.REDIRECT: State.WAITING,
        Act.LEAVE: State.LEFT,
        Act.SEND_ON: State.LEFT,
        Act.CLOSE: State.DONE,
    },
    State.DONE: {},
    State.NO_SHOW: {},
    State.LEFT: {},
}

#: A ticket that still asks something of the city.
LIVE = frozenset(state for state, moves in MOVES.items() if moves)
#: A ticket that keeps a counter busy.
AT_COUNTER = frozenset({State.CALLED, State.SERVING})


def moved(state: State, act: Act) -> State:
    """The state after this act; raises ``move_not_allowed`` where the table has no such move."""
    try:
        return MOVES[state][act]
    except KeyError:
        raise RuleBroken("move_not_allowed", state=str(state), move=str(act)) from None


def acts_on(state: State) -> tuple[Act, ...]:
    """What can be done with a ticket in this state: the buttons, without the end of the day."""
    return tuple(act for act in MOVES[state] if act is not Act.CLOSE)


class Outcome(StrEnum):
    """How a visit ended. What a clerk may choose comes first, what the house itself writes last."""

    HELPED = "helped"
    PAPERS_MISSING = "papers_missing"
    COME_BACK = "come_back"
    REFERRED = "referred"
    SENT_ON = "sent_on"
    NOT_RECORDED = "not_recorded"


#: What a clerk says at the end of a visit.
CHOSEN_OUTCOMES = (Outcome.HELPED, Outcome.PAPERS_MISSING, Outcome.COME_BACK, Outcome.REFERRED)
