"""What a document stands for, as it crosses the room's border."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from loket.domain.refusals import Reason

#: Where a document stands in its life; only the first two have not left the house for good.
Status = Literal["waiting", "ready", "revoked", "replaced", "expired"]
#: What a stranger is told about a code or a file.
Answer = Literal["authentic", "revoked", "replaced", "expired", "unknown"]
#: What else an uploaded file can turn out to be.
UploadAnswer = Literal[
    "authentic",
    "revoked",
    "replaced",
    "expired",
    "unknown",
    "tampered",
    "later_revision",
    "foreign_seal",
    "passed_through",
    "truncated",
    "no_seal",
    "unreadable",
]

#: The source of what the city itself authors; anything else is the register that sealed it.
CITY = "city"


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list. ``code`` is as on paper, empty when its own register verifies it."""

    id: UUID
    product: str
    template: str
    code: str
    status: Status
    issued_at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What anybody may know of a document: nothing of its content, and nothing about today."""

    answer: Answer
    #: The name of the model ("Attest van woonduur"); empty when the document is unknown.
    title: str = ""
    #: Days of the city's calendar; the second when it was revoked or replaced.
    issued_on: date | None = None
    ended_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class UploadVerification:
    """What a file turned out to be; ``verification`` when it is or claims to be one of ours."""

    answer: UploadAnswer
    verification: Verification | None = None
    #: Who sealed it, as its own certificate says; not proven when the seal is foreign.
    sealed_by: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """The dates of a document that decide what it stands for."""

    issued_at: datetime
    sealed_at: datetime | None
    revoked_at: datetime | None = None
    is_replaced: bool = False
    expires_on: date | None = None


def status_of(life: Life, *, today: date) -> Status:
    """Where a document stands. What was revoked stays revoked, also when it would have expired."""
    if life.revoked_at is not None:
        return "replaced" if life.is_replaced else "revoked"
    if life.expires_on is not None and life.expires_on < today:
        return "expired"
    return "waiting" if life.sealed_at is None else "ready"


def answer_for(status: Status) -> Answer:
    """What a stranger is told. A document that waits for its seal has not left the house."""
    match status:
        case "ready":
            return "authentic"
        case "waiting":
            return "unknown"
        case "revoked" | "replaced" | "expired":
            return status


def reasons_against_content(status: Status) -> list[Reason]:
    """Why the bytes may not leave the house; empty when they may."""
    match status:
        case "waiting":
            return [Reason("not_sealed_yet")]
        case "revoked" | "replaced":
            return [Reason("document_revoked")]
        case "ready" | "expired":
            return []
