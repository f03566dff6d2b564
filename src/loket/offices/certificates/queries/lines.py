"""Requests as lists and pages show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from loket.domain.documents.facts import DocumentLine
from loket.domain.people.standing import helper_of
from loket.foundations.documents import queries as documents
from loket.offices.certificates.models import FollowUp, Request
from loket.offices.certificates.queries.files import Words, file_of, words_of

#: What the city writes about a request: proof that it was received, and a clerk's no.
Letter = Literal["receipt", "decision"]


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
    #: Which kind of helper pressed the keys; empty where the applicant did.
    helped_by: str
    is_about_applicant: bool
    channel: str
    way: str
    document: DocumentLine | None
    words: Words
    delivered_at: datetime | None
    mark: str
    #: Only of `whole`: the letters that can be had now, in the order in which they were written.
    letters: tuple[Letter, ...] = ()
    #: Only of `whole`: the municipality that was asked for the act, told to who it is about.
    place: str = ""
    #: Only of `whole`: the promised day has passed, and a lead was asked to see to it.
    is_late: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether the bytes can be had now."""
        return self.document is not None and self.document.status in ("ready", "expired")


def _helper(actor: str) -> str:
    found = helper_of(actor)
    return found[0] if found else ""


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
        helped_by=_helper(request.actor),
        is_about_applicant=request.subject == request.applicant,
        channel=request.channel,
        way=request.way,
        document=documents.find(request.document) if request.document else None,
        words=words_of(request),
        delivered_at=request.delivered_at,
        mark=request.mark,
    )


def whole(request: Request) -> RequestLine:
    """The same with what only its own page shows."""
    own = request.subject == request.applicant
    place = file_of(request).place if own else ""
    late = FollowUp.objects.standing().filter(request=request).exists()
    return replace(line(request), letters=tuple(_letters(request)), place=place, is_late=late)


def _letters(request: Request) -> Iterator[Letter]:
    written: tuple[tuple[Letter, UUID | None], ...] = (
        ("receipt", request.receipt),
        ("decision", request.decision),
    )
    for letter, document in written:
        line = documents.find(document) if document else None
        if line is not None and line.status == "ready":
            yield letter
