"""A kiosk and a phone, or a card, are tied together for one product; and what ends that.

The screen shows a square that one phone may open, once, within a minute. Only then does the screen
show a number. After signing in afresh the phone says which kiosk asks for which product, and the
person types the number: who was sent a picture of the square stands before no such number.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from loket.domain.people import levels
from loket.domain.refusals import Reason, RuleBroken

#: How long the square can be opened, the number typed, and the product used.
SHOWN_FOR: Final = timedelta(seconds=60)
CONFIRMED_WITHIN: Final = timedelta(minutes=5)
LASTS: Final = timedelta(minutes=10)
#: For putting in a card and typing its PIN: the question never leaves the room, as a square may.
PROVED_WITHIN: Final = timedelta(minutes=3)
#: From opening the page to pressing its button.
READ_WITHIN: Final = timedelta(minutes=3)
MOST_TRIES: Final = 3
NUMBER_DIGITS: Final = 4


class State(StrEnum):
    """Where a pairing stands."""

    SHOWN = "shown"
    SCANNED = "scanned"
    CONFIRMED = "confirmed"
    ENDED = "ended"
    LAPSED = "lapsed"
    BROKEN = "broken"


class Act(StrEnum):
    """What phone, card, kiosk or clock can do with it."""

    SCAN = "scan"
    CONFIRM = "confirm"
    PROVE = "prove"
    END = "end"
    LAPSE = "lapse"
    BREAK = "break"


#: ``MOVES[state][act] -> state``. ``prove`` is the card's way: no phone and no number. ``break`` is
#: what a second scan or a third wrong number does: whoever is right starts again.
MOVES: Mapping[State, Mapping[Act, State]] = {
    State.SHOWN: {
        Act.SCAN: State.SCANNED,
        Act.PROVE: State.CONFIRMED,
        Act.END: State.ENDED,
        Act.LAPSE: State.LAPSED,
        Act.BREAK: State.BROKEN,
    },
    State.SCANNED: {
        Act.CONFIRM: State.CONFIRMED,
        Act.END: State.ENDED,
        Act.LAPSE: State.LAPSED,
        Act.BREAK: State.BROKEN,
    },
    State.CONFIRMED: {
        Act.END: State.ENDED,
        Act.LAPSE: State.LAPSED,
        Act.BREAK: State.BROKEN,
    },
    State.ENDED: {},
    State.LAPSED: {},
    State.BROKEN: {},
}

#: A pairing that a kiosk waits for or uses.
LIVE = frozenset(state for state, moves in MOVES.items() if moves)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules need to know of a pairing."""

    state: State
    shown_at: datetime
    scanned_at: datetime | None = None
    confirmed_at: datetime | None = None
    number: str = ""
    tries: int = 0
    #: ``phone`` or ``card``.
    means: str = "phone"

    @property
    def ends_at(self) -> datetime:
        """When it is over if nothing more happens."""
        if self.confirmed_at is not None:
            return self.confirmed_at + LASTS
        if self.scanned_at is not None:
            return self.scanned_at + CONFIRMED_WITHIN
        return self.shown_at + (PROVED_WITHIN if self.means == "card" else SHOWN_FOR)


@dataclass(frozen=True, slots=True)
class SignIn:
    """How surely somebody signed in (400, 450, 500) and when."""

    level: int
    at: datetime


def moved(state: State, act: Act) -> State:
    """The state after this act; raises ``move_not_allowed`` where the table has no such move."""
    try:
        return MOVES[state][act]
    except KeyError:
        raise RuleBroken("move_not_allowed", state=str(state), move=str(act)) from None


def is_over(facts: Facts, now: datetime) -> bool:
    """Whether its time has run out, or it had ended before."""
    return facts.state not in LIVE or now >= facts.ends_at


def against_scanning(facts: Facts, *, read_at: datetime, now: datetime) -> list[Reason]:
    """Why a phone may not take this square; `read_at` is when it opened the page behind it."""
    if facts.state is not State.SHOWN:
        return [Reason("square_used")]
    in_time = facts.shown_at <= read_at < facts.shown_at + SHOWN_FOR
    if not in_time or now >= read_at + READ_WITHIN:
        return [Reason("square_too_old")]
    return []


def against_confirming(
    facts: Facts, *, typed: str, sign_in: SignIn, needed: int, now: datetime
) -> list[Reason]:
    """Why the kiosk does not get its product; the number is judged when all else is right.

    A sign-in from before the square was shown proves that the phone is somebody's, not that this
    person holds it now.
    """
    if facts.state is not State.SCANNED or is_over(facts, now):
        return [Reason("pairing_over")]
    reasons = []
    if levels.is_before(sign_in.at, facts.shown_at):
        reasons.append(Reason("sign_in_not_fresh"))
    if sign_in.level < needed:
        reasons.append(Reason("sign_in_too_weak"))
    if not reasons and not hmac.compare_digest(typed.encode(), facts.number.encode()):
        last = facts.tries + 1 >= MOST_TRIES
        reasons.append(Reason("number_wrong_too_often") if last else Reason("number_wrong"))
    return reasons


def number_from(random: bytes) -> str:
    """The digits on the screen, from at least eight random bytes."""
    if len(random) < 8:
        raise ValueError(len(random))
    return f"{int.from_bytes(random, 'big') % 10**NUMBER_DIGITS:0{NUMBER_DIGITS}d}"
