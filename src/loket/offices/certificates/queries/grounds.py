"""When a request makes a look-up in a register due."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from loket.domain.certificates.life import OPEN
from loket.domain.refusals import RuleBroken
from loket.foundations.people import queries as people
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.products import the_certificate
from loket.offices.certificates.queries.reading import read_request

#: The kind of ground under which this room asks registers; its reference is the request's id.
GROUND: Final = "certificate_request"
#: The purpose under which a clerk looks for somebody who was described.
SEARCH: Final = "search"
#: The purpose under which the address is asked of what a batch takes to the post.
POST: Final = "post"


def proves(reference: str, *, actor: str, of: UUID | None, purpose: str, now: datetime) -> bool:
    """Whether the request is open, and this actor may look for it under this purpose."""
    found = _find(reference)
    if found is None:
        return False
    if purpose == POST:
        return _is_being_posted(found, of) and _may_look(found, actor, now)
    if found.state not in OPEN:
        return False
    if purpose not in (purpose_of(found), SEARCH):
        return False
    if of is not None and not _concerns(found, of):
        return False
    return _may_look(found, actor, now)


def _is_being_posted(found: Request, of: UUID | None) -> bool:
    """Whether the paper lies in a batch that has not left, and it is the applicant's address."""
    if found.state != "delivered" or found.batch is None or found.batch.posted_at is not None:
        return False
    return of in people.chain_of(found.applicant)


def _concerns(found: Request, of: UUID) -> bool:
    """A party of it, under any number they had, or somebody whom its description may mean."""
    return of in _named(found) or str(of) in found.reach or of in _under_any_number(found)


def parties(reference: str) -> Collection[UUID]:
    """Subject and applicant, under every number they had."""
    found = _find(reference)
    return _under_any_number(found) if found else frozenset()


def ordered_by(reference: str, purpose: str) -> str:
    """Whose order the house carries out: of an address the clerk's who made the batch, else that
    of whoever asked."""
    found = _find(reference)
    if found is None:
        return ""
    actor = found.batch.actor if purpose == POST and found.batch else found.actor
    return "" if actor.startswith("system:") else actor


def _named(found: Request) -> set[UUID]:
    return {one for one in (found.subject, found.applicant) if one is not None}


def _under_any_number(found: Request) -> frozenset[UUID]:
    return frozenset().union(*(people.chain_of(one) for one in _named(found)))


def purpose_of(request: Request) -> str:
    """The purpose under which registers are asked for this product."""
    return the_certificate(request.product, request.asked_on).purpose


def _may_look(found: Request, actor: str, now: datetime) -> bool:
    """The applicant, the house's own tasks, or a clerk who may decide requests."""
    if actor == found.actor or actor.startswith("system:"):
        return True
    if people.is_oneself(actor, found.applicant):
        return True
    try:
        people.check_right(actor=actor, act="certificates.decide", on=people.local_day(now))
    except RuleBroken:
        return False
    return True


def _find(reference: str) -> Request | None:
    try:
        return read_request(UUID(reference))
    except ValueError:
        return None
