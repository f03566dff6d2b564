"""Questions to the journal: is it whole, what stands in it, who could change it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Literal

from django.db import connection, transaction

from loket.domain.journal import chain
from loket.foundations.journal.models import Line, Seal

COLUMNS = (
    "l.id, l.at, l.act, l.actor, l.purpose, l.subject, l.before::text, l.after::text, l.xact::text"
)

TABLES = "('journal_line'), ('journal_seal'), ('journal_sealed')"

WEAKNESSES = f"""
WITH guarded (name) AS (VALUES {TABLES})
SELECT 'trigger ' || wanted || ' on ' || name || ' is off'
FROM guarded CROSS JOIN (VALUES ('no_line_is_ever_changed'), ('no_line_is_ever_emptied')) w (wanted)
WHERE NOT EXISTS (
  SELECT FROM pg_trigger
  WHERE tgrelid = to_regclass(name) AND tgname = wanted AND tgenabled = 'A')
UNION ALL
SELECT grantee || ' may ' || lower(privilege_type) || ' ' || table_name
FROM information_schema.role_table_grants JOIN guarded ON table_name = name
JOIN pg_class ON pg_class.oid = to_regclass(name)
WHERE privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')
  AND table_schema = current_schema() AND grantee <> pg_get_userbyid(relowner)
ORDER BY 1
"""  # noqa: S608 (the names above are constants)

FaultKind = Literal[
    "line_changed", "line_missing", "member_missing", "seal_broken", "seal_missing", "head_unknown"
]


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the journal is not what it was. ``line`` is None when the seal itself is at fault."""

    kind: FaultKind
    seal: int
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a full recount found; ``first`` is the earliest fault, None for a whole journal."""

    lines: int
    seals: int
    unsealed: int
    first: Fault | None

    @property
    def is_whole(self) -> bool:
        """Whether every sealed line and every seal is what it was."""
        return self.first is None


@dataclass(frozen=True, slots=True)
class Member:
    """A line's place in a seal: the digest it had then, and what it is now (None: gone)."""

    seal: int
    line: int
    kept: bytes
    entry: chain.Entry | None


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of the chain, to be kept outside the database."""

    seal: int
    at: datetime
    head: str


def entry(row: tuple[Any, ...]) -> chain.Entry:
    """A row of ``COLUMNS`` as the chain wants it."""
    number, at, act, actor, purpose, subject, before, after, transaction_id = row
    return chain.Entry(
        number, at, act, actor, purpose, subject, _facts(before), _facts(after), int(transaction_id)
    )


def _facts(text: str | None) -> Any:
    return None if text is None else json.loads(text)


def list_about(subject: str, *, limit: int = 100) -> list[Line]:
    """The lines about one subject, newest first; it reads the whole journal, so not on a page."""
    return list(Line.objects.filter(subject=subject).order_by("-id")[:limit])


def find_head() -> Head | None:
    """The head of the chain; None before the first seal."""
    last = Seal.objects.order_by("-id").first()
    return Head(last.pk, last.at, bytes(last.head).hex()) if last else None


def verify(*, known_heads: Iterable[str] = ()) -> Verdict:
    """Recount everything: every line's digest, every seal's head, every link.

    ``known_heads`` are heads (hexadecimal) that were kept outside: each must be in the chain, which
    finds a chain that was cut off at its end or made anew.
    """
    with transaction.atomic():
        seals = {seal.pk: seal for seal in Seal.objects.order_by("id")}
        found = (
            next(_broken_links(seals.values()), None),
            next(_broken_members(seals, _members()), None),
            next(_unknown(seals.values(), known_heads), None),
        )
        total, unsealed = _count_lines()
    faults = [fault for fault in found if fault]
    first = min(faults, key=lambda fault: (fault.seal, fault.line is None), default=None)
    return Verdict(lines=total, seals=len(seals), unsealed=unsealed, first=first)


def _members() -> Iterator[Member]:
    """Every membership with its line, in chain order."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT s.seal_id, s.line, s.digest, {COLUMNS} FROM journal_sealed s"  # noqa: S608
            " LEFT JOIN journal_line l ON l.id = s.line ORDER BY s.seal_id, s.line"
        )
        for seal, line, kept, *row in cursor:
            yield Member(seal, line, bytes(kept), None if row[0] is None else entry(tuple(row)))


def _broken_links(seals: Iterable[Seal]) -> Iterator[Fault]:
    """Seals that do not follow the one before them: something between was taken out."""
    expected = chain.BEGINNING
    for seal in seals:
        if bytes(seal.previous) != expected:
            yield Fault("seal_missing", seal.pk)
        expected = bytes(seal.head)


def _broken_members(seals: Mapping[int, Seal], members: Iterator[Member]) -> Iterator[Fault]:
    """Lines and memberships that are not what was sealed, seal by seal."""
    empty = set(seals)
    for number, group in groupby(members, key=lambda member: member.seal):
        empty.discard(number)
        digests: list[bytes] = []
        for member in group:
            digests.append(member.kept)
            yield from _line_faults(member)
        yield from _seal_faults(seals.get(number), number, digests)
    yield from (Fault("member_missing", number) for number in sorted(empty))


def _line_faults(member: Member) -> Iterator[Fault]:
    if member.entry is None:
        yield Fault("line_missing", member.seal, member.line)
    elif chain.digest(member.entry) != member.kept:
        yield Fault("line_changed", member.seal, member.line)


def _seal_faults(seal: Seal | None, number: int, digests: list[bytes]) -> Iterator[Fault]:
    if seal is None:
        yield Fault("seal_missing", number)
    elif len(digests) != seal.count:
        yield Fault("member_missing", number)
    elif chain.head(bytes(seal.previous), at=seal.at, digests=digests) != bytes(seal.head):
        yield Fault("seal_broken", number)


def _unknown(seals: Iterable[Seal], known_heads: Iterable[str]) -> Iterator[Fault]:
    here = {bytes(seal.head).hex(): seal.pk for seal in seals}
    if any(head not in here for head in known_heads):
        yield Fault("head_unknown", max(here.values(), default=0))


def _count_lines() -> tuple[int, int]:
    """All lines, and those that no seal holds yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE s.line IS NULL)"
            " FROM journal_line l LEFT JOIN journal_sealed s ON s.line = l.id"
        )
        total, unsealed = cursor.fetchone()
    return total, unsealed


def list_weaknesses() -> list[str]:
    """What in this database would let somebody change the journal unseen; empty when nothing.

    Triggers that are off, and roles other than the owner that may change its tables.
    """
    with connection.cursor() as cursor:
        cursor.execute(WEAKNESSES)
        return [text for (text,) in cursor.fetchall()]
