"""How lines become a chain that shows every later change.

A line is written down as one JSON array, in this order: number, instant (UTC, microseconds),
act, actor, purpose, subject, before, after, transaction. Keys of objects are sorted, there are no
spaces, text is UTF-8 as it stands. Everything is written down from what the database gives back,
so that the same line gives the same bytes on every version of it and after a restore.

A line's digest is SHA-256 of these bytes. A seal's head is SHA-256 of: the head before it (32
bytes, zeros at the beginning), its instant as above, a line feed, and the digests of its lines by
line number.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

#: The head before the first seal.
BEGINNING = bytes(32)


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal line as it is sealed."""

    number: int
    at: datetime
    act: str
    actor: str
    purpose: str
    subject: str
    before: Any
    after: Any
    transaction: int


def written(entry: Entry) -> bytes:
    """The bytes of a line, as the module's text describes them."""
    values = [
        entry.number,
        instant(entry.at),
        entry.act,
        entry.actor,
        entry.purpose,
        entry.subject,
        entry.before,
        entry.after,
        entry.transaction,
    ]
    text = json.dumps(
        values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def instant(at: datetime) -> str:
    """An instant in UTC with microseconds, whatever zone it came in."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest(entry: Entry) -> bytes:
    """The 32 bytes that stand for a line."""
    return hashlib.sha256(written(entry)).digest()


def head(previous: bytes, *, at: datetime, digests: Iterable[bytes]) -> bytes:
    """The 32 bytes that stand for a seal and everything before it."""
    summary = hashlib.sha256(previous + instant(at).encode() + b"\n")
    for each in digests:
        summary.update(each)
    return summary.digest()
