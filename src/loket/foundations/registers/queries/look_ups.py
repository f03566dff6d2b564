"""Who looked at whom: the evidence as a resident reads it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection

from loket.domain.registers.seen import Occasion, Seen, Trace, as_seen, occasions
from loket.foundations.people import queries as people
from loket.foundations.registers import kinds
from loket.foundations.registers.models import LookUp
from loket.foundations.registers.queries.purposes import list_purposes

#: Of each line of the list, as `Trace` names them.
COLUMNS: Final = (
    "look_up", "at", "actor", "team", "inquiry", "purpose", "ground_kind", "ground_reference",
    "number", "ordered_by", "kinds", "beside", "result",
)  # fmt: skip
#: What stands in the look-up itself; and which of them are asked for.
FACTS: Final = """l.id, l.at, l.actor, l.team, l.inquiry, l.purpose, l.ground_kind,
        l.ground_reference, l.number, l.ordered_by"""
ASKED: Final = """l.at >= %(since)s AND (l.at, l.number) < (%(before)s, %(below)s)
        AND l.number <= %(newest)s AND l.purpose <> ALL(%(withheld)s)
        AND (%(kind)s::text IS NULL
             OR l.ground_kind = %(kind)s AND l.ground_reference = %(reference)s)"""
#: Look-ups about these records, and those that showed one of them beside somebody else. What came
#: of them is read for those that are given only.
OF: Final = f"""
SELECT seen.*, coalesce(o.result, '') FROM (
    SELECT {FACTS}, l.kinds, false AS beside FROM registers_lookup l
    WHERE l.about = ANY(%(people)s) AND l.at <= %(before)s AND {ASKED}
    UNION ALL
    SELECT {FACTS}, s.kinds, true FROM registers_shown s
    JOIN registers_lookup l ON l.id = s.look_up_id
    WHERE s.resident = ANY(%(people)s) AND (l.about IS NULL OR l.about <> ALL(%(people)s))
        AND {ASKED}
    ORDER BY at DESC, number DESC LIMIT %(limit)s
) seen
LEFT JOIN registers_outcome o ON o.look_up_id = seen.id
ORDER BY seen.at DESC, seen.number DESC
"""  # noqa: S608 (constants)
#: An occasion is looked for so long before and after one of its look-ups, and no further.
AROUND: Final = timedelta(days=31)
#: So many at most are read for it.
LONGEST: Final = 10_000
#: No look-up has a higher number.
HIGHEST: Final = 2**63 - 1


def list_look_ups_of(
    resident: UUID,
    *,
    since: datetime,
    before: datetime,
    below: int = 0,
    newest: int = HIGHEST,
    case: tuple[str, str] | None = None,
    limit: int = 100,
) -> list[Seen]:
    """Look-ups that concerned a person under any number they had, the latest first.

    Those of one instant stand in the order of writing; of those at ``before`` come the ones whose
    number is ``below``. What was written after ``newest`` is left out, and what is for another
    case than ``case``, kind and reference.
    """
    same = people.chain_of(resident)
    kind, reference = case or (None, None)
    traces = _traces(
        {
            "people": list(same), "since": since, "before": before, "below": below,
            "newest": newest, "kind": kind, "reference": reference, "limit": limit,
        },
        on=people.local_day(before),
    )  # fmt: skip
    parties = _parties_of(traces)
    return [
        as_seen(one, people=same, parties=parties[one.ground_kind, one.ground_reference])
        for one in traces
    ]


def occasion_of(look_up: UUID, resident: UUID) -> Occasion | None:
    """The look-ups that this person reads as one with it; None if it did not concern them."""
    found = LookUp.objects.filter(pk=look_up).first()
    if found is None:
        return None
    seen = list_look_ups_of(
        resident, since=found.at - AROUND, before=found.at + AROUND,
        case=(found.ground_kind, found.ground_reference), limit=LONGEST,
    )  # fmt: skip
    return next((one for one in occasions(seen) if look_up in one.look_ups), None)


def _traces(which: dict[str, Any], *, on: date) -> list[Trace]:
    """What ``OF`` finds, without the purposes that are withheld on that day."""
    withheld = [one.code for one in list_purposes(on=on) if one.withheld_by]
    with connection.cursor() as cursor:
        cursor.execute(OF, which | {"withheld": withheld})
        return [_trace(row) for row in cursor.fetchall()]


def _trace(row: Sequence[Any]) -> Trace:
    facts = dict(zip(COLUMNS, row, strict=True))
    return Trace(**facts | {"kinds": tuple(facts["kinds"])})


def _parties_of(traces: Collection[Trace]) -> dict[tuple[str, str], frozenset[UUID]]:
    """The parties of each case that these look-ups were for, asked once per case."""
    found = {}
    for kind, reference in {(one.ground_kind, one.ground_reference) for one in traces}:
        ground = kinds.find_ground(kind)
        parties = ground.parties(reference) if ground and ground.parties else ()
        found[kind, reference] = frozenset(parties)
    return found
