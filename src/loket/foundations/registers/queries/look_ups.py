"""Who looked at whom: the evidence as a resident reads it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from loket.domain.registers.seen import Seen, Trace, as_seen
from loket.foundations.people import queries as people
from loket.foundations.registers import kinds
from loket.foundations.registers.models import LookUp, Shown
from loket.foundations.registers.queries.purposes import list_purposes

#: Look-ups about these records, and those that showed one of them beside somebody else.
OF = """
SELECT l.id, l.at, l.actor, l.team, l.inquiry, l.purpose, l.ground_kind, l.ground_reference,
       seen.kinds, coalesce(o.result, ''), seen.beside
FROM (
    SELECT id, kinds, false AS beside FROM registers_lookup WHERE about = ANY(%(people)s)
    UNION ALL
    SELECT s.look_up_id, s.kinds, true FROM registers_shown s
    JOIN registers_lookup l ON l.id = s.look_up_id
    WHERE s.resident = ANY(%(people)s) AND (l.about IS NULL OR l.about <> ALL(%(people)s))
) seen
JOIN registers_lookup l ON l.id = seen.id
LEFT JOIN registers_outcome o ON o.look_up_id = l.id
WHERE l.at < %(before)s AND l.at >= %(since)s AND l.purpose <> ALL(%(withheld)s)
ORDER BY l.at DESC, l.id LIMIT %(limit)s
"""


def list_look_ups_of(
    resident: UUID, *, since: datetime, before: datetime, limit: int = 100
) -> list[Seen]:
    """Look-ups that concerned a person under any number they had, the latest first."""
    same = people.chain_of(resident)
    traces = _traces(same, since=since, before=before, limit=limit)
    parties = _parties_of(traces)
    return [
        as_seen(one, people=same, parties=parties[one.ground_kind, one.ground_reference])
        for one in traces
    ]


def concerns(look_up: UUID, resident: UUID) -> bool:
    """Whether a look-up was about this person, or showed them beside another."""
    same = people.chain_of(resident)
    return (
        LookUp.objects.filter(pk=look_up, about__in=same).exists()
        or Shown.objects.filter(look_up=look_up, resident__in=same).exists()
    )


def _traces(
    same: Collection[UUID], *, since: datetime, before: datetime, limit: int
) -> list[Trace]:
    facts: dict[str, Any] = {"people": list(same), "since": since, "before": before}
    withheld = [one.code for one in list_purposes(on=people.local_day(before)) if one.withheld_by]
    with connection.cursor() as cursor:
        cursor.execute(OF, facts | {"limit": limit, "withheld": withheld})
        return [_trace(row) for row in cursor.fetchall()]


def _trace(row: Sequence[Any]) -> Trace:
    look_up, at, actor, team, inquiry, purpose, kind, reference, shown, result, beside = row
    return Trace(
        look_up=look_up,
        at=at,
        actor=actor,
        team=team,
        inquiry=inquiry,
        purpose=purpose,
        ground_kind=kind,
        ground_reference=reference,
        kinds=tuple(shown),
        result=result,
        beside=beside,
    )


def _parties_of(traces: Collection[Trace]) -> dict[tuple[str, str], frozenset[UUID]]:
    """The parties of each case that these look-ups were for, asked once per case."""
    found = {}
    for kind, reference in {(one.ground_kind, one.ground_reference) for one in traces}:
        ground = kinds.find_ground(kind)
        parties = ground.parties(reference) if ground and ground.parties else ()
        found[kind, reference] = frozenset(parties)
    return found
