"""How a document ends: revoked, perhaps replaced by another, and in the end its bytes forgotten."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from loket.domain.refusals import RuleBroken
from loket.foundations.documents.models import Content, Document, Guessing
from loket.foundations.journal import actions as journal


def revoke(
    *,
    document: uuid.UUID,
    reason: str,
    replaced_by: uuid.UUID | None = None,
    now: datetime,
    actor: str,
) -> None:
    """From now on the document counts for nothing; wrong data is revoked and issued anew.

    ``reason`` is a code. Raises ``RuleBroken``: ``unknown_document``, ``document_revoked``.
    """
    with transaction.atomic():
        found = Document.objects.select_for_update().filter(pk=document).first()
        if found is None:
            raise RuleBroken("unknown_document")
        if found.revoked_at is not None:
            raise RuleBroken("document_revoked")
        Document.objects.filter(pk=document).update(
            revoked_at=now, revoked_because=reason, replaced_by=replaced_by
        )
        journal.write(
            act="documents.revoke",
            actor=actor,
            subject=f"document:{document}",
            at=now,
            purpose=reason,
            after={"replaced_by": str(replaced_by)} if replaced_by else None,
        )


def forget_content(*, before: datetime, limit: int = 1000) -> int:
    """Forget the bytes of what was issued before that instant, ``limit`` at once; says how many.

    What stays can still be verified: kind, day, seal, how it ended.
    """
    old = Content.objects.filter(document__issued_at__lt=before).exclude(
        document__sealed_at=None, document__revoked_at=None
    )
    total = 0
    while gone := list(old.values_list("pk", flat=True)[:limit]):
        total += Content.objects.filter(pk__in=gone).delete()[0]
    return total


def forget_guessing(*, before: datetime) -> int:
    """Forget who guessed at codes before that instant; says how many counts."""
    return Guessing.objects.filter(hour__lt=before).delete()[0]
