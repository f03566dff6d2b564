"""Which documents there are, their bytes, and what a stranger may know of one."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from time import monotonic
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from loket.domain.documents import codes
from loket.domain.documents.facts import (
    DocumentLine,
    Life,
    Status,
    Verification,
    answer_for,
    reasons_against_content,
    status_of,
)
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.documents.models import Content, Document, Template
from loket.foundations.documents.queries.keys import code_of, look_up_keys
from loket.foundations.documents.queries.templates import unpacked
from loket.kit import clock
from loket.kit.statements import ask

LIFE = (
    "SELECT issued_at, sealed_at, revoked_at, replaced_by_id IS NOT NULL, expires_on"
    " FROM documents_document WHERE id = %s"
)
UNKNOWN = Verification("unknown")


def find(document: UUID) -> DocumentLine | None:
    """The document's line; None when there is no such document."""
    found = Document.objects.filter(pk=document).first()
    return _line(found, _today()) if found else None


def is_waiting(document: UUID) -> bool:
    """Whether there is such a document, and it still waits for its seal."""
    found = ask(LIFE, [document]).fetchone()
    return found is not None and status_of(Life(*found), today=_today()) == "waiting"


def list_documents_of(subject: UUID) -> list[DocumentLine]:
    """What was issued about this resident, newest first."""
    found = Document.objects.filter(subject=subject).order_by("-issued_at")
    today = _today()
    return [_line(one, today) for one in found]


def content(document: UUID) -> bytes:
    """The bytes as they leave the house: sealed here, or as the register gave them.

    Raises ``RuleBroken``: ``unknown_document``, ``not_sealed_yet``, ``document_revoked``,
    ``document_forgotten`` when the bytes are no longer kept.
    """
    found = Document.objects.filter(pk=document).first()
    if found is None:
        raise RuleBroken("unknown_document")
    if reasons := reasons_against_content(_status(found, _today())):
        raise RuleBroken.because(reasons)
    pdf = Content.objects.filter(document=document).values_list("pdf", flat=True).first()
    if pdf is None:
        raise RuleBroken("document_forgotten")
    return bytes(pdf)


def verify(code: str) -> Verification:
    """What anybody may know of the document with this code; ``code`` as it was typed."""
    typed = codes.as_typed(code)
    if codes.mistake_in(typed):
        return UNKNOWN
    found = Document.objects.filter(code_key__in=look_up_keys(typed)).first()
    return verification_of(found, _today()) if found else UNKNOWN


def verification_of(document: Document, today: date) -> Verification:
    """What anybody may know of this document."""
    answer = answer_for(_status(document, today))
    if answer == "unknown":
        return UNKNOWN
    return Verification(
        answer=answer,
        title=title_of(document.pinned_id) if document.pinned_id else "",
        issued_on=city_day(document.issued_at),
        ended_on=city_day(document.revoked_at) if document.revoked_at else None,
        expires_on=document.expires_on,
    )


def _line(document: Document, today: date) -> DocumentLine:
    code = code_of(bytes(document.seed), bytes(document.code_key)) if document.code_key else ""
    return DocumentLine(
        id=document.pk,
        product=document.product,
        template=document.template,
        code=codes.on_paper(code),
        status=_status(document, today),
        issued_at=document.issued_at,
        source=document.source,
    )


def _status(document: Document, today: date) -> Status:
    life = Life(
        issued_at=document.issued_at,
        sealed_at=document.sealed_at,
        revoked_at=document.revoked_at,
        is_replaced=document.replaced_by_id is not None,
        expires_on=document.expires_on,
    )
    return status_of(life, today=today)


def _today() -> date:
    return city_day(clock.now())


def city_day(at: datetime) -> date:
    """The day on the city's calendar."""
    return at.astimezone(_zone()).date()


#: The city's zone and until when it is believed: it changes when another pack is loaded, and
#: asking each time would cost a stranger's question a second look at the database.
_believed: dict[str, tuple[float, ZoneInfo]] = {}
BELIEVED_SECONDS = 60.0


def _zone() -> tzinfo:
    until, zone = _believed.get(connection.settings_dict["NAME"], (0.0, None))
    if zone is not None and monotonic() < until:
        return zone
    city = catalogue.find_city()
    if city is None:
        return UTC
    _believed[connection.settings_dict["NAME"]] = (monotonic() + BELIEVED_SECONDS, city.clock)
    return city.clock


@lru_cache(maxsize=256)
def title_of(pinned: str) -> str:
    """The title of a kept template, by its hash; it can never change."""
    kept = Template.objects.get(pk=pinned)
    return unpacked(kept.code, bytes(kept.bundle)).model.title
