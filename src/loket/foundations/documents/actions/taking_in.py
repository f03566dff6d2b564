"""A document that a register made and sealed: kept byte for byte, never touched."""

from __future__ import annotations

import hashlib
import uuid
from datetime import date, datetime

from django.db import connection, transaction

from loket.foundations.journal import actions as journal

INSERT = (
    "INSERT INTO documents_document (id, reference, source, template, product, subject, seed,"
    " issued_at, sealed_at, file_hash, expires_on, revoked_because)"
    " VALUES (%s, %s, %s, %s, %s, %s, '', %s, %s, %s, %s, '')"
    " ON CONFLICT (reference) DO NOTHING RETURNING id"
)
STORE = "INSERT INTO documents_content (document_id, pdf, drawn) VALUES (%s, %s, %s)"


def take_in(
    *,
    pdf: bytes,
    source: str,
    kind: str,
    subject: uuid.UUID,
    product: str,
    reference: str,
    now: datetime,
    actor: str,
    expires_on: date | None = None,
) -> uuid.UUID:
    """Keep a finished document of ``source`` as it came; it can leave the house at once.

    The same ``reference`` gives the same document and keeps the first bytes.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        row = (uuid.uuid4(), reference, source, kind, product, subject, now, now)
        cursor.execute(INSERT, (*row, hashlib.sha256(pdf).digest(), expires_on))
        made = cursor.fetchone()
        if made is None:
            cursor.execute("SELECT id FROM documents_document WHERE reference = %s", [reference])
            before: uuid.UUID = cursor.fetchone()[0]
            return before
        document: uuid.UUID = made[0]
        cursor.execute(STORE, (document, pdf, len(pdf)))
        journal.write(
            act="documents.take_in",
            actor=actor,
            subject=f"document:{document}",
            at=now,
            after={"source": source, "kind": kind, "reference": reference},
        )
    return document
