"""What a machine of another government is told of a resident's certificates; each time journaled.

The resident reads on the own page who asked, and when.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from loket.domain.refusals import RuleBroken
from loket.foundations.documents import queries as documents
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries as people
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.lines import RequestLine, line
from loket.offices.certificates.queries.partners import LISTED, TAKEN


def list_for_machine(*, resident: UUID | None, client: str, now: datetime) -> list[RequestLine]:
    """The certificates about themselves that this person was given here, newest first.

    ``resident`` None: a number that nobody here has; the list is empty, as for who asked nothing.
    """
    with transaction.atomic():
        subject = f"resident:{resident}" if resident else "resident:unknown"
        journal.write(act=LISTED, actor=f"machine:{client}", subject=subject, at=now)
        if resident is None:
            return []
        chain = people.chain_of(resident)
        mine = Request.objects.filter(applicant__in=chain, subject__in=chain, state="delivered")
        lines = [line(one) for one in mine.order_by("-delivered_at")]
    return [one for one in lines if one.is_ready]


def take_for_machine(*, resident: UUID, request: UUID, client: str, now: datetime) -> bytes:
    """The bytes of one of them. Raises ``unknown_certificate_request``."""
    chain = people.chain_of(resident)
    with transaction.atomic():
        mine = Request.objects.filter(applicant__in=chain, subject__in=chain, state="delivered")
        found = mine.filter(pk=request).first()
        if found is None or found.document is None:
            raise RuleBroken("unknown_certificate_request")
        journal.write(
            act=TAKEN, actor=f"machine:{client}", subject=f"resident:{resident}", at=now,
            after={"request": str(request)},
        )  # fmt: skip
        return documents.content(found.document)
