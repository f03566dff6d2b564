"""What a resident may know: what they asked, and what others were given about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from loket.domain.catalogue import dated
from loket.domain.catalogue.product import Product
from loket.domain.refusals import RuleBroken
from loket.foundations.people import queries as people
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.facts import local_day
from loket.offices.certificates.queries.files import file_of
from loket.offices.certificates.queries.lines import RequestLine, line, whole
from loket.offices.certificates.queries.products import list_certificates

MOST: Final = 100
#: A request answered longer ago than this stands on a page of its own, not on the card.
RECENT: Final = 5


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a clerk wrote to the applicant."""

    why: str
    next_step: str


@dataclass(frozen=True, slots=True)
class SharedLine:
    """A certificate about a resident that somebody else was given."""

    product: str
    at: datetime
    capacity: str
    mandate: UUID | None


def list_own(resident: UUID, *, limit: int = MOST) -> list[RequestLine]:
    """What this person asked, under every number they had, newest first."""
    mine = Request.objects.filter(applicant__in=people.chain_of(resident))
    return [line(one) for one in mine.order_by("-made_at")[:limit]]


def find_own(request: UUID, resident: UUID) -> RequestLine:
    """One of their own. Raises ``unknown_certificate_request``, also for somebody else's."""
    return whole(_own(request, resident))


def find_refusal(request: UUID, resident: UUID) -> Refusal | None:
    """What a clerk wrote when saying no; None as long as nobody did."""
    found = _own(request, resident)
    file = file_of(found)
    return Refusal(file.why, file.next_step) if found.state == "refused" else None


def list_shared(resident: UUID) -> list[SharedLine]:
    """Certificates about this person that others were given: by mandate, by a parent, by right."""
    chain = people.chain_of(resident)
    given = Request.objects.filter(subject__in=chain, delivered_at__isnull=False)
    rows = given.exclude(applicant__in=chain).order_by("-delivered_at")[:MOST]
    return [
        SharedLine(one.product, one.delivered_at or one.made_at, one.capacity, one.mandate)
        for one in rows
    ]


def list_printable(now: datetime) -> tuple[Product, ...]:
    """The products that may be printed where others stand around."""
    day = local_day(now)
    return tuple(
        one
        for one in list_certificates(day)
        if (how := dated.certificate_on(one, day)) and how.at_kiosk
    )


def is_printable(product: str, now: datetime) -> bool:
    """Whether this one may."""
    return product in {one.code for one in list_printable(now)}


def _own(request: UUID, resident: UUID) -> Request:
    chain = people.chain_of(resident)
    found = Request.objects.filter(pk=request, applicant__in=chain).first()
    if found is None:
        raise RuleBroken("unknown_certificate_request")
    return found
