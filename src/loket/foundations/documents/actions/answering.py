"""A stranger asks about a code or a file: one look, and a count of what was guessed.

Nothing of a document's content is ever said, and what is handed in is never kept.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from loket.domain.documents import codes, limits
from loket.domain.documents.facts import Life, UploadVerification, Verification, answer_for
from loket.domain.documents.facts import status_of as status_in_life
from loket.domain.refusals import RuleBroken
from loket.foundations.documents.queries.documents import UNKNOWN, city_day, title_of
from loket.foundations.documents.queries.keys import look_up_keys
from loket.foundations.documents.queries.uploads import judge
from loket.kit import statements

LIMITS = limits.Limits()
EVERYBODY = ""

#: The document and both counts in one look; a row also when no document has this code. One key at
#: a time: of a list the server does not know how long it is, and would plan it anew each time.
ASK: Final = """
SELECT d.id, d.pinned_id, d.issued_at, d.sealed_at, d.revoked_at, d.replaced_by_id, d.expires_on,
  (SELECT misses FROM documents_guessing WHERE client = %(client)s AND hour = %(hour)s),
  (SELECT misses FROM documents_guessing WHERE client = '' AND hour = %(hour)s)
FROM (SELECT) one LEFT JOIN documents_document d ON d.code_key = %(key)s
"""
MISS = (
    "INSERT INTO documents_guessing (client, hour, misses) VALUES (%s, %s, 1), (%s, %s, 1)"
    " ON CONFLICT (client, hour) DO UPDATE SET misses = documents_guessing.misses + 1"
)


def ask(*, code: str, client: str, now: datetime) -> Verification:
    """What anybody may know of the document with this code, as it was typed.

    ``client`` is a keyed hash. Raises ``RuleBroken``: ``code_length``, ``code_letter``,
    ``code_mistyped`` for what cannot be a code; ``too_many_codes`` with ``retry_after`` seconds.
    """
    typed = codes.as_typed(code)
    if mistake := codes.mistake_in(typed):
        raise RuleBroken(mistake)
    hour = limits.window_of(now)
    for key in look_up_keys(typed):
        row, misses = _look(key, client, hour)
        if row[0] is not None:
            break
    _refuse_robots(misses, now)
    found = UNKNOWN if row[0] is None else _told(row, now)
    if found is UNKNOWN:
        _count(client, hour)
    return found


def ask_about_file(*, pdf: bytes, client: str, now: datetime) -> UploadVerification:
    """What this file is: compared by its bytes first, read in a box of its own only then.

    Raises ``RuleBroken("too_many_codes")``: reading costs, and each file that is not ours counts.
    """
    hour = limits.window_of(now)
    _refuse_robots(_look(None, client, hour)[1], now)
    found = judge(pdf)
    if found.verification is None and found.answer != "passed_through":
        _count(client, hour)
    return found


def _look(key: bytes | None, client: str, hour: datetime) -> tuple[list[Any], limits.Misses]:
    """The document under this key, a row of None without one, and what was missed so far."""
    looked = statements.ask(ASK, {"key": key, "client": client, "hour": hour})
    *row, of_one, of_all = looked.fetchone() or ()
    return row, limits.Misses(of_one or 0, of_all or 0)


def _refuse_robots(misses: limits.Misses, now: datetime) -> None:
    if wait := limits.seconds_to_wait(misses, limits=LIMITS, now=now):
        raise RuleBroken("too_many_codes", retry_after=wait)


def _count(client: str, hour: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MISS, (client, hour, EVERYBODY, hour))


def _told(row: list[Any], now: datetime) -> Verification:
    _, pinned, issued_at, sealed_at, revoked_at, replaced_by, expires_on = row
    replaced: UUID | None = replaced_by
    life = Life(issued_at, sealed_at, revoked_at, replaced is not None, expires_on)
    answer = answer_for(status_in_life(life, today=city_day(now)))
    if answer == "unknown":
        return UNKNOWN
    ended_on = city_day(revoked_at) if revoked_at else None
    return Verification(answer, title_of(pinned), city_day(issued_at), ended_on, expires_on)
