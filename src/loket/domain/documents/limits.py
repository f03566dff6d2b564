"""How often a code may be guessed before the door closes for a while.

Only codes that are unknown count; who types a code from paper is never counted. When the whole city
is being guessed at, each client may miss less, and nobody who has not missed is turned away: a
robot must not be able to close the page for everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """Unknown codes within an hour."""

    of_one: int = 20
    #: From then on everybody is watched more closely.
    of_all: int = 2000
    of_one_then: int = 3


@dataclass(frozen=True, slots=True)
class Misses:
    """Unknown codes in this hour so far."""

    of_one: int
    of_all: int


def window_of(now: datetime) -> datetime:
    """The hour that counts."""
    return now.replace(minute=0, second=0, microsecond=0)


def seconds_to_wait(misses: Misses, *, limits: Limits, now: datetime) -> int:
    """How long this client must wait; 0 when it may ask."""
    calm = misses.of_all < limits.of_all
    most = limits.of_one if calm else limits.of_one_then
    if misses.of_one < most:
        return 0
    return max(1, int((window_of(now) + WINDOW - now).total_seconds()))
