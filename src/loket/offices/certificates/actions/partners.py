"""What a machine of another government is told of a resident's certificates; each time journaled.

The resident reads on the own page who asked, and when.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from loket.domain.refusals import RuleBroken
from loket.foundations.documents import queries as documents
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries as people
from loket.offices.certificates.models import Asking, Request
from loket.offices.certificates.queries.lines import RequestLine, line
from loket.offices.certificates.queries.partners import LISTED, TAKEN

#: A machine that asks more in an hour reads a city, not a person; an example, to be agreed.
MOST_AN_HOUR: Final = 6_000
COUNT: Final = (
    "INSERT INTO certificates_asking (client, hour, times) VALUES (%s, %s, 1)"
    " ON CONFLICT (client, hour) DO UPDATE SET times = certificates_asking.times + 1"
    " RETURNING times"
)


def list_for_machine(*, resident: UUID | None, client: str, now: datetime) -> list[RequestLine]:
    """The certificates about themselves that this person was given here, newest first.

    ``resident`` None: a number that nobody here has; the list is empty, as for who asked nothing.
    Raises ``too_many_asked`` with ``retry_after`` seconds.
    """
    _count(client, now)
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
    """The bytes of one of them. Raises ``unknown_certificate_request``, ``too_many_asked``."""
    _count(client, now)
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


def forget_askings(*, before: datetime) -> int:
    """Forget how often machines asked before that instant; says how many counts."""
    return Asking.objects.filter(hour__lt=before).delete()[0]


def _count(client: str, now: datetime) -> None:
    """One more, also when it is refused or fails later."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, (client, hour))
        times = cursor.fetchone()[0]
    if times > MOST_AN_HOUR:
        wait = hour + timedelta(hours=1) - now
        raise RuleBroken("too_many_asked", retry_after=int(wait.total_seconds()) + 1)
