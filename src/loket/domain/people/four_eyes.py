"""Acts that two different employees must do: one begins, another finishes, neither alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from loket.domain.refusals import Reason

EMPLOYEE: Final = "employee:"
#: Who began is forgotten after a day: then the two of them begin again.
WITHIN: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who did half of an act, and when. ``actor`` is the journal's reference."""

    actor: str
    at: datetime


def needs_two(*, first: Hand | None, second: Hand, within: timedelta = WITHIN) -> list[Reason]:
    """Why the second hand may not finish the act; empty when it may.

    Only employees count: the house itself, a resident and a machine are nobody's second pair of
    eyes. The order of time counts too, whatever order the two arrive in.
    """
    if first is None:
        return [Reason("second_person_needed")]
    reasons = []
    if not (first.actor.startswith(EMPLOYEE) and second.actor.startswith(EMPLOYEE)):
        reasons.append(Reason("two_employees_needed"))
    if first.actor == second.actor:
        reasons.append(Reason("same_person_twice"))
    if not timedelta() <= second.at - first.at <= within:
        hours = int(within.total_seconds() // 3600)
        reasons.append(Reason("second_person_too_late", {"hours": hours}))
    return reasons
