"""Who looked at whom: the evidence as a resident and a reviewer read it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

#: Look-ups about these records, and those that showed one of them beside somebody else.
OF = """
SELECT l.id, l.at, l.actor, l.team, l.register, l.inquiry, l.about, l.purpose,
       l.ground_kind, l.ground_reference, seen.kinds, coalesce(o.result, ''), seen.beside
FROM (
    SELECT id, kinds, false AS beside FROM registers_lookup WHERE about = ANY(%(people)s)
    UNION ALL
    SELECT s.look_up_id, s.kinds, true FROM registers_shown s
    JOIN registers_lookup l ON l.id = s.look_up_id
    WHERE s.resident = ANY(%(people)s) AND (l.about IS NULL OR l.about <> ALL(%(people)s))
) seen
JOIN registers_lookup l ON l.id = seen.id
LEFT JOIN registers_outcome o ON o.look_up_id = l.id
WHERE l.at < %(before)s AND l.at >= %(since)s
ORDER BY l.at DESC, l.id LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class LookUpLine:
    """One look-up that concerned a person. ``result`` is "" when nobody knows what came of it."""

    id: UUID
    at: datetime
    actor: str
    team: str
    register: str
    inquiry: str
    about: UUID | None
    purpose: str
    ground_kind: str
    ground_reference: str
    kinds: tuple[str, ...]
    result: str
    #: The person was shown beside somebody else, whom the look-up was about.
    beside: bool


def list_look_ups_of(
    people: Collection[UUID], *, since: datetime, before: datetime, limit: int = 100
) -> list[LookUpLine]:
    """Look-ups that concerned one person, known under these records, the latest first."""
    facts: dict[str, Any] = {"people": list(people), "since": since, "before": before}
    with connection.cursor() as cursor:
        cursor.execute(OF, facts | {"limit": limit})
        return [_line(row) for row in cursor.fetchall()]


def _line(row: tuple[Any, ...]) -> LookUpLine:
    names = [column.name for column in fields(LookUpLine)]
    return LookUpLine(**dict(zip(names, row, strict=True)) | {"kinds": tuple(row[10])})
