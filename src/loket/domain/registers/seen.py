"""What a resident reads of a look-up that concerned them, and what is another person's.

The stated rule: everybody sees that it happened, when, for what purpose and which kinds of data.
Who asked is shown as a team, never as an employee. Where another resident asked, for a request of
their own, nothing but that is said: whose request it was is theirs. The case is shown to who is a
party of it. Nothing is withheld but by a dated article that the purpose names.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

AskedBy = Literal["you", "another_resident", "team", "automatic", "partner", "kiosk"]

_KINDS: dict[str, AskedBy] = {
    "employee": "team",
    "system": "automatic",
    "api": "partner",
    "kiosk": "kiosk",
}


@dataclass(frozen=True, slots=True)
class Trace:
    """A look-up that concerned somebody, as the evidence keeps it."""

    look_up: UUID
    at: datetime
    actor: str
    team: str
    inquiry: str
    purpose: str
    ground_kind: str
    ground_reference: str
    kinds: tuple[str, ...]
    #: "" when nobody knows what came of it: then it counts as seen.
    result: str
    #: Shown beside somebody else, whom the look-up was about.
    beside: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """The same, as the person it concerned reads it."""

    look_up: UUID
    at: datetime
    asked_by: AskedBy
    #: Code of the team; "" where no team asked.
    team: str
    purpose: str
    kinds: tuple[str, ...]
    #: Whether anything was shown.
    was_shown: bool
    #: Whether an employee typed a reason in the place of a case; somebody reviews it.
    is_reviewed: bool
    beside: bool
    #: Kind and reference of the case, for a party of it.
    case: tuple[str, str] | None


def as_seen(trace: Trace, *, people: Collection[UUID], parties: Collection[UUID]) -> Seen:
    """How the person who is known under ``people`` reads it; ``parties`` are those of the case."""
    asked_by = _asked_by(trace.actor, people)
    is_party = not set(parties).isdisjoint(people)
    return Seen(
        look_up=trace.look_up,
        at=trace.at,
        asked_by=asked_by,
        team=trace.team if asked_by == "team" else "",
        purpose=trace.purpose,
        kinds=trace.kinds,
        was_shown=trace.result in ("shown", ""),
        is_reviewed=trace.ground_kind == "reason",
        beside=trace.beside,
        case=(trace.ground_kind, trace.ground_reference) if is_party else None,
    )


def _asked_by(actor: str, people: Collection[UUID]) -> AskedBy:
    kind, _colon, reference = actor.partition(":")
    if kind == "resident":
        return "you" if reference in {str(one) for one in people} else "another_resident"
    return _KINDS.get(kind, "automatic")
