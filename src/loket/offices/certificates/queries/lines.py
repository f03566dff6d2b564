"""Requests as lists and pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from loket.domain.documents.facts import DocumentLine
from loket.foundations.documents import queries as documents
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.files import Words, words_of


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request as its applicant reads it: nothing that a rule keeps from them."""

    id: UUID
    product: str
    state: str
    made_at: datetime
    answer_by: date | None
    reasons: tuple[str, ...]
    capacity: str
    is_about_applicant: bool
    channel: str
    way: str
    document: DocumentLine | None
    words: Words
    delivered_at: datetime | None

    @property
    def is_ready(self) -> bool:
        """Whether the bytes can be had now."""
        return self.document is not None and self.document.status in ("ready", "expired")


def line(request: Request) -> RequestLine:
    """A record as a line."""
    return RequestLine(
        id=request.pk,
        product=request.product,
        state=request.state,
        made_at=request.made_at,
        answer_by=request.answer_by,
        reasons=tuple(request.reasons),
        capacity=request.capacity,
        is_about_applicant=request.subject == request.applicant,
        channel=request.channel,
        way=request.way,
        document=documents.find(request.document) if request.document else None,
        words=words_of(request),
        delivered_at=request.delivered_at,
    )
