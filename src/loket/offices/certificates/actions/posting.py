"""Paper: a clerk makes a batch of what is to be posted, prints it, and says that it left.

Between making and printing the worker asks the register where each document goes (`addressing`).

The file for the printer is made when it is asked for and kept nowhere. It can be asked for again
until the batch has left, so that a jam or a fall half-way costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from loket.domain.refusals import RuleBroken
from loket.foundations.documents import actions as documents
from loket.foundations.documents import queries as document_queries
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries as people
from loket.kit.merging import NotMerged, merge
from loket.kit.typesetting import NotTypeset
from loket.offices.certificates.actions.addressing import take_out
from loket.offices.certificates.models import Batch, Request
from loket.offices.certificates.queries.facts import local_day
from loket.offices.certificates.queries.files import address_of

POST: Final = "certificates.post"
MOST: Final = 100


def make_batch(*, actor: str, now: datetime) -> UUID:
    """Put what waits for the post in a new batch, the oldest first, at most a hundred.

    Of two clerks at once each gets others. Raises ``nothing_to_post``, ``not_allowed``.
    """
    people.check_right(actor=actor, act=POST, on=local_day(now))
    with transaction.atomic():
        waiting = Request.objects.to_post().select_for_update(skip_locked=True)
        chosen = list(waiting.order_by("delivered_at", "pk").values_list("pk", flat=True)[:MOST])
        if not chosen:
            raise RuleBroken("nothing_to_post")
        made = Batch.objects.create(made_at=now, actor=actor, try_at=now)
        Request.objects.filter(pk__in=chosen).update(batch=made)
        journal.write(
            act="certificates.make_batch", actor=actor, subject=f"batch:{made.pk}", at=now,
            after={"count": len(chosen)},
        )  # fmt: skip
    return made.pk


def post_batch(*, batch: UUID, actor: str, now: datetime) -> None:
    """It left the house, and its addresses are forgotten; saying it again changes nothing.

    Raises ``unknown_batch``.
    """
    people.check_right(actor=actor, act=POST, on=local_day(now))
    with transaction.atomic():
        found = Batch.objects.select_for_update().filter(pk=batch).first()
        if found is None:
            raise RuleBroken("unknown_batch")
        if found.posted_at is not None:
            return
        found.posted_at, found.try_at = now, None
        found.save(update_fields=["posted_at", "try_at"])
        found.requests.update(address=None)
        journal.write(
            act="certificates.post_batch", actor=actor, subject=f"batch:{found.pk}", at=now
        )


@dataclass(frozen=True, slots=True)
class Printed:
    """One file with an address page before each document, and what is not in it."""

    pdf: bytes
    documents: int
    #: Marks of requests that wait for another batch: no file that can be read.
    left_out: tuple[str, ...]


def print_batch(*, batch: UUID, actor: str, now: datetime) -> Printed:
    """The whole batch as one file; no register is asked any more.

    What cannot be read is taken out of the batch, so that nobody says of it that it left.

    Raises ``batch_not_ready``, ``unknown_batch``, ``batch_has_left``, ``nothing_to_post`` and
    ``not_allowed``.
    """
    people.check_right(actor=actor, act=POST, on=local_day(now))
    found = _ready(batch)
    requests = list(found.requests.order_by("delivered_at", "pk"))
    parts = {one.pk: _pages(one, now) for one in requests}
    left_out = [one for one in requests if parts[one.pk] is None]
    take_out(left_out, batch=batch, actor=actor, now=now)
    ready = [part for part in parts.values() if part is not None]
    if not ready:
        raise RuleBroken("nothing_to_post")
    with transaction.atomic():
        journal.write(
            act="certificates.print_batch", actor=actor, subject=f"batch:{batch}", at=now,
            after={"count": len(ready)},
        )  # fmt: skip
    return Printed(merge(ready), len(ready), tuple(one.mark for one in left_out))


def _ready(batch: UUID) -> Batch:
    found = Batch.objects.filter(pk=batch).first()
    if found is None:
        raise RuleBroken("unknown_batch")
    if found.posted_at is not None:
        raise RuleBroken("batch_has_left")
    if found.try_at is not None:
        raise RuleBroken("batch_not_ready")
    return found


def _pages(request: Request, now: datetime) -> bytes | None:
    """The address page and the document; None when one of the two cannot be had."""
    lines = address_of(request)
    if request.document is None or not lines:
        return None
    try:
        page = documents.address_page(lines=lines, mark=request.mark, now=now)
        return merge((page, document_queries.content(request.document)))
    except (NotTypeset, NotMerged, RuleBroken):
        return None
