"""Acts of the journal: write a line, answer a repeated request once, seal what was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, LiteralString

import psycopg
from django.db import connection, transaction

from loket.domain.journal import chain
from loket.domain.journal.discretion import indiscretions
from loket.domain.refusals import RuleBroken
from loket.foundations.journal.models import Answer, Seal, Sealed
from loket.foundations.journal.queries import COLUMNS, entry
from loket.kit.statements import ask

INSERT_LINE = (
    "INSERT INTO journal_line (at, act, actor, purpose, subject, before, after)"
    " VALUES (%s, %s, %s, %s, %s, %s::jsonb, %s::jsonb)"
)
#: A line for each row that the step `done` gives: no row, no line.
INSERT_LINE_OF = (
    "INSERT INTO journal_line (at, act, actor, purpose, subject, before, after)"
    " SELECT %(line_at)s, %(line_act)s, %(line_actor)s, %(line_purpose)s, %(line_subject)s,"
    " %(line_before)s::jsonb, %(line_after)s::jsonb FROM done"
)

#: Lines that a seal may take: of transactions that are over for everybody (below the horizon), or
#: that this cluster has not even begun (it was restored from another). The two floors only spare
#: the reading of what earlier seals took; the membership decides.
SEALABLE = f"""
SELECT pg_snapshot_xmin(edge)::text, {COLUMNS}
FROM pg_current_snapshot() edge, journal_line l
WHERE (l.xact >= %s::text::xid8 OR l.id > %s)
  AND (l.xact < pg_snapshot_xmin(edge) OR l.xact >= pg_snapshot_xmax(edge))
  AND NOT EXISTS (SELECT FROM journal_sealed s WHERE s.line = l.id)
ORDER BY l.xact, l.id LIMIT %s
"""  # noqa: S608 (the columns are a constant)

#: How facts are written: what JSON has no type for by its own words.
WRITTEN = json.JSONEncoder(ensure_ascii=False, default=str, allow_nan=False)

#: One sealer at a time; any number that nothing else uses.
SEALERS = 0x6C6F6B6574


def write(
    *,
    act: str,
    actor: str,
    subject: str,
    at: datetime,
    purpose: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write one line in the transaction of the act that calls; a line outside one is a mistake.

    ``before`` and ``after`` hold references, field groups and reasons, never names, contacts or
    values of people: ``ValueError`` names the paths that do.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{act} writes its journal line outside its transaction")
    values = (at, act, actor, purpose, subject, _facts(before), _facts(after))
    ask(INSERT_LINE, values)


def write_with(
    steps: LiteralString,
    values: Mapping[str, Any],
    *,
    act: str,
    actor: str,
    subject: str,
    at: datetime,
    purpose: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    then: LiteralString = "SELECT FROM done",
) -> psycopg.Cursor:
    """Write what is acted upon and its line in one statement, which stands or falls as a whole.

    ``steps`` are the named steps of a ``WITH RECURSIVE``, with ``values`` by name; there is a line
    for each row of the one that is called ``done``. ``then`` asks of the steps what the act must
    know next. Outside a transaction this is one by itself, at the price of one trip to the
    database. Raises as `write`.
    """
    line = {
        "line_at": at, "line_act": act, "line_actor": actor, "line_purpose": purpose,
        "line_subject": subject, "line_before": _facts(before), "line_after": _facts(after),
    }  # fmt: skip
    return ask(_with_line(steps, then), {**values, **line})


@cache
def _with_line(steps: LiteralString, then: LiteralString) -> LiteralString:
    """One text for each act, kept: the driver and the server know a statement by its text."""
    return f"WITH RECURSIVE {steps}, line AS ({INSERT_LINE_OF}) {then}"


def _facts(facts: dict[str, Any] | None) -> str | None:
    if facts is None:
        return None
    if found := indiscretions(facts):
        raise ValueError(f"the journal keeps no names, contacts or values: {', '.join(found)}")
    return WRITTEN.encode(facts)


def answer_once(
    *, key: str, scope: str, body: bytes, at: datetime, act: Callable[[], tuple[int, bytes]]
) -> tuple[int, bytes]:
    """The answer of ``act``, given once per key: a repeat gets the same bytes without acting again.

    ``scope`` binds the key to the client and the operation (such as ``"API POST /holds"`` with the
    client's reference), so that a key heard elsewhere opens nothing. Key, act and answer live in
    one transaction; of two at once the second waits and gets the first's answer. An act that raises
    leaves nothing, so the key may be tried again. Raises ``RuleBroken("key_reused")`` for a key
    that was used with another body.
    """
    key_hash = hashlib.sha256(f"{scope}\0{key}".encode()).digest()
    body_hash = hashlib.sha256(body).digest()
    with transaction.atomic():
        if not _claim(key_hash, body_hash, at):
            return _answered(key_hash, body_hash)
        status, content = act()
        _keep(key_hash, status, content)
    return status, content


def _claim(key_hash: bytes, body_hash: bytes, at: datetime) -> bool:
    """True for the first with this key; waits for a transaction that holds the key."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_answer (key_hash, body_hash, status, body, at)"
            " VALUES (%s, %s, 0, '', %s) ON CONFLICT (key_hash) DO NOTHING",
            (key_hash, body_hash, at),
        )
        return bool(cursor.rowcount)


def _answered(key_hash: bytes, body_hash: bytes) -> tuple[int, bytes]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT body_hash, status, body FROM journal_answer WHERE key_hash = %s", (key_hash,)
        )
        known, status, content = cursor.fetchone()
    if bytes(known) != body_hash:
        raise RuleBroken("key_reused")
    return status, bytes(content)


def _keep(key_hash: bytes, status: int, content: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE journal_answer SET status = %s, body = %s WHERE key_hash = %s",
            (status, content, key_hash),
        )


def forget_answers(*, before: datetime) -> int:
    """Forget answers given before that instant; their keys may be used again. Says how many."""
    return Answer.objects.filter(at__lt=before).delete()[0]


def seal(*, now: datetime, limit: int = 10_000) -> int:
    """Seal lines that are settled, at most ``limit``; says how many, 0 when there are none.

    No act waits for it: it only reads lines, and only those that no running transaction can still
    precede. A sealer that finds another at work leaves it the work.
    """
    with transaction.atomic():
        if not _is_only_sealer():
            return 0
        last = Seal.objects.order_by("-id").first()
        horizon, entries = _settled(last, limit)
        if not entries:
            return 0
        _store_seal(last, now=now, horizon=horizon, entries=entries)
    return len(entries)


def _is_only_sealer() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", (SEALERS,))
        return bool(cursor.fetchone()[0])


def _settled(last: Seal | None, limit: int) -> tuple[int, list[chain.Entry]]:
    """The lines to seal by number, and the transaction below which no line is left."""
    top = Sealed.objects.order_by("-line").values_list("line", flat=True).first()
    with connection.cursor() as cursor:
        cursor.execute(SEALABLE, (str(last.horizon if last else 0), top or 0, limit))
        rows = cursor.fetchall()
    entries = [entry(row[1:]) for row in rows]
    if not entries:
        return 0, []
    horizon = int(rows[0][0])
    if len(rows) == limit:
        horizon = min(horizon, entries[-1].transaction)
    return horizon, sorted(entries, key=lambda one: one.number)


def _store_seal(
    last: Seal | None, *, now: datetime, horizon: int, entries: list[chain.Entry]
) -> None:
    previous = bytes(last.head) if last else chain.BEGINNING
    digests = [chain.digest(one) for one in entries]
    made = Seal.objects.create(
        at=now,
        previous=previous,
        head=chain.head(previous, at=now, digests=digests),
        count=len(entries),
        horizon=horizon,
    )
    Sealed.objects.bulk_create(
        Sealed(line=one.number, seal=made, digest=digest)
        for one, digest in zip(entries, digests, strict=True)
    )
