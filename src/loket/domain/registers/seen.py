"""What a resident reads of a look-up that concerned them, and what is another person's.

The stated rule: everybody sees that it happened, when, for what purpose and which kinds of data.
Who asked, or ordered what the house did by itself, is shown as a team, never as an employee. Where
another resident asked, for a request of their own, nothing but that is said: whose request it was
is theirs. The case is shown to who is a party of it. Nothing is withheld but by a dated article
that the purpose names.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, Literal
from uuid import UUID

#: Look-ups for one case that follow each other so soon are one occasion.
SOON: Final = timedelta(hours=1)
#: What stands in the place of an inquiry where no register was asked: a case was opened in which
#: an answer still stood.
READING: Final = "reading"

AskedBy = Literal["you", "you_helped", "another_resident", "team", "automatic", "partner", "kiosk"]

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
    #: In the order of writing, which tells look-ups of one instant apart.
    number: int = 0
    #: Whose order the house carried out; "" for nobody's.
    ordered_by: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """The same, as the person it concerned reads it."""

    look_up: UUID
    at: datetime
    asked_by: AskedBy
    #: Code of the team that asked or ordered it; "" where none did.
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
    #: What look-ups of one occasion have in common; joins them, and is never shown.
    joins: str = ""
    #: In the order of writing.
    number: int = 0
    #: Whether no register was asked: what an answer had left in the case was read.
    is_reading: bool = False
    #: Whose order it was where the house did it by itself; None for nobody's.
    ordered_by: AskedBy | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """Look-ups that one reader reads as one: a check and the delivery of one request."""

    #: The latest first; at least one.
    seen: tuple[Seen, ...]

    @property
    def latest(self) -> Seen:
        """What is said of all of them: who asked, for what, whose case."""
        return self.seen[0]

    @property
    def first(self) -> Seen:
        """With what it began: which stays the first whatever follows, so that it names them all."""
        return self.seen[-1]

    @property
    def look_ups(self) -> tuple[UUID, ...]:
        """Each of them, the latest first."""
        return tuple(one.look_up for one in self.seen)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of data of all of them together."""
        return tuple(dict.fromkeys(kind for one in self.seen for kind in one.kinds))

    @property
    def was_shown(self) -> bool:
        """Whether any of them showed something."""
        return any(one.was_shown for one in self.seen)


def occasions(seen: Sequence[Seen]) -> list[Occasion]:
    """The same look-ups, joined where one asker looked for one case; the latest first, as given.

    A look-up for a typed reason stands by itself: it has no case.
    """
    found: list[list[Seen]] = []
    open_ones: dict[str, list[Seen]] = {}
    for one in seen:
        before = open_ones.get(one.joins)
        if one.joins and before and before[-1].at - one.at <= SOON:
            before.append(one)
        else:
            open_ones[one.joins] = [one]
            found.append(open_ones[one.joins])
    return [Occasion(tuple(one)) for one in found]


def as_seen(trace: Trace, *, people: Collection[UUID], parties: Collection[UUID]) -> Seen:
    """How the person who is known under ``people`` reads it; ``parties`` are those of the case."""
    asked_by = _asked_by(trace.actor, people)
    ordered_by = _asked_by(trace.ordered_by, people) if trace.ordered_by else None
    is_party = not set(parties).isdisjoint(people)
    return Seen(
        look_up=trace.look_up,
        at=trace.at,
        asked_by=asked_by,
        team=trace.team if "team" in (asked_by, ordered_by) else "",
        purpose=trace.purpose,
        kinds=trace.kinds,
        was_shown=trace.result in ("shown", ""),
        is_reviewed=trace.ground_kind == "reason",
        beside=trace.beside,
        case=(trace.ground_kind, trace.ground_reference) if is_party else None,
        joins=_joins(trace),
        number=trace.number,
        is_reading=trace.inquiry == READING,
        ordered_by=ordered_by,
    )


def _joins(trace: Trace) -> str:
    """A hash, so that neither an employee nor another person's case is in what a resident gets."""
    if not trace.ground_reference:
        return ""
    of_whom = "beside" if trace.beside else "about"
    facts = (
        trace.actor, trace.ordered_by, trace.purpose, trace.ground_kind, trace.ground_reference,
        of_whom,
    )  # fmt: skip
    return sha256("\n".join(facts).encode()).hexdigest()


def _asked_by(actor: str, people: Collection[UUID]) -> AskedBy:
    kind, _colon, reference = actor.partition(":")
    if kind == "helper":
        _by, _colon, helped = reference.partition(":")
        return "you_helped" if helped in {str(one) for one in people} else "another_resident"
    if kind == "resident":
        return "you" if reference in {str(one) for one in people} else "another_resident"
    return _KINDS.get(kind, "automatic")
