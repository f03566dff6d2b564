"""Paper: a clerk makes a batch of what is to be posted, prints it, and says that it left."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries as people
from loket.offices.certificates.models import Batch, Request
from loket.offices.certificates.queries.facts import local_day

POST: Final = "certificates.post"
MOST: Final = 100


def make_batch(*, actor: str, now: datetime) -> UUID:
    """Put what waits for the post in a new batch, the oldest first, at most a hundred.

    Of two clerks at once each gets others. Raises ``nothing_to_post``, ``not_allowed``.
    """
    people.check_right(actor=actor, act=POST, on=local_day(now))
    with transaction.atomic():
        waiting = Request.objects.to_post().select_for_update(skip_locked=True)
        chosen = list(waiting.order_by("delivered_at").values_list("pk", flat=True)[:MOST])
        if not chosen:
            raise RuleBroken("nothing_to_post")
        made = Batch.objects.create(made_at=now, actor=actor)
        Request.objects.filter(pk__in=chosen).update(batch=made)
        journal.write(
            act="certificates.make_batch", actor=actor, subject=f"batch:{made.pk}", at=now,
            after={"count": len(chosen)},
        )  # fmt: skip
    return made.pk


def post_batch(*, batch: UUID, actor: str, now: datetime) -> None:
    """It left the house; saying it again changes nothing. Raises ``unknown_batch``."""
    people.check_right(actor=actor, act=POST, on=local_day(now))
    with transaction.atomic():
        found = Batch.objects.select_for_update().filter(pk=batch).first()
        if found is None:
            raise RuleBroken("unknown_batch")
        if found.posted_at is not None:
            return
        found.posted_at = now
        found.save(update_fields=["posted_at"])
        journal.write(
            act="certificates.post_batch", actor=actor, subject=f"batch:{found.pk}", at=now
        )
