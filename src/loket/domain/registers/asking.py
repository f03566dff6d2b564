"""One question to a register, and how a register fails to answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from loket.domain.people.numbers import NationalNumber

#: Away: too late, not reachable, or out of order; a later try may help. The others are final:
#: nobody has this number, the register refuses us, it answered about somebody else, or something
#: that is no answer.
Failure = Literal["away", "unknown", "refused", "someone_else", "malformed"]

#: When to try again when the register does not say.
PAUSE: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Question:
    """Whom we ask about, why, and under which reference both sides keep it."""

    number: NationalNumber
    #: The code of the purpose, which the register knows as our capacity to ask.
    purpose: str
    #: Our line of evidence; the register keeps it too, so that both can be laid side by side.
    look_up: UUID
    #: On the city's clock: a register is told its day.
    local: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom a search is for: the beginning of a family name, and what else is known."""

    names: str
    first_name: str = ""
    born_on: date | None = None
    #: At most so many are shown; when there are more, the search must say more.
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Search:
    """A question that is about nobody yet."""

    wanted: Wanted
    purpose: str
    look_up: UUID
    at: datetime


class NumberReplaced(Exception):
    """The register knows the person, under a number that came in the place of the one asked."""

    def __init__(self, by: NationalNumber) -> None:
        super().__init__("another number came in its place")
        self.by = by


class NoAnswer(Exception):
    """A register gave nothing to rely on. Never with its words, which may hold a number."""

    def __init__(self, failure: Failure, *, retry_after: timedelta = PAUSE) -> None:
        super().__init__(failure)
        self.failure = failure
        self.retry_after = retry_after
