"""The evidence of a look-up, each part in one statement with its line in the journal."""

from __future__ import annotations

from typing import Any, Final, LiteralString
from uuid import UUID

from django.db import connection, transaction

from loket.foundations.journal import actions as journal
from loket.foundations.people import queries as people
from loket.foundations.registers import queries
from loket.foundations.registers.actions.look_up import LookUp

#: The intent, if what was remembered of the purpose still stands; and whom it is about.
INTENT: Final = f"""{people.WHO},
done AS (
    INSERT INTO registers_lookup (id, at, actor, ordered_by, team, register, inquiry, about,
        purpose, ground_kind, ground_reference, reason, kinds)
    SELECT %(id)s, %(at)s, %(actor)s, %(ordered_by)s, %(team)s, %(register)s, %(inquiry)s,
        %(resident)s::uuid, %(purpose)s, %(kind)s, %(reference)s, %(reason)s,
        string_to_array(%(kinds)s, ' ')
    WHERE {queries.MARK} = %(mark)s
    RETURNING id
)"""
ABOUT_WHOM: Final = "SELECT who.* FROM done LEFT JOIN who ON true"
OUTCOME: Final = """
done AS (
    INSERT INTO registers_outcome (look_up_id, at, result, flags)
    VALUES (%(id)s, %(at)s, %(result)s, string_to_array(%(flags)s, ' '))
    RETURNING look_up_id
)"""
OUTCOME_WITHOUT_WAITING: Final = """
eased AS (SELECT set_config('synchronous_commit', 'off', true)),
done AS (
    INSERT INTO registers_outcome (look_up_id, at, result, flags)
    SELECT %(id)s, %(at)s, %(result)s, string_to_array(%(flags)s, ' ') FROM eased
    RETURNING look_up_id
)"""
OUTCOME_AND_SHOWN: Final = f"""
shown AS (
    INSERT INTO registers_shown (look_up_id, resident, at, kinds)
    SELECT %(id)s, resident, %(at)s, string_to_array(%(kinds)s, ' ')
    FROM unnest(%(others)s::uuid[]) resident
),{OUTCOME}"""  # noqa: S608 (both are constants)


def intend(look_up: LookUp) -> bool:
    """The intent and its line, committed when this returns: one statement outside a transaction.

    False, and nothing is written, when the purpose changed since it was read.
    """
    if connection.in_atomic_block:
        with transaction.atomic(durable=True):  # which refuses a transaction of the caller
            return _write_intent(look_up)
    return _write_intent(look_up)


def refuse(look_up: LookUp) -> bool:
    """The intent and that no ground proves it. False as `intend`."""
    with transaction.atomic(durable=True):
        written = _write_intent(look_up)
        if written:
            _write_outcome(look_up, "no_ground", OUTCOME)
    return written


def conclude(look_up: LookUp, result: str) -> None:
    """The outcome, whom else it showed and its line: one statement, a transaction by itself.

    Where the intent names everybody whom the answer showed, it need not wait for the disk: should
    the machine lose power now, a look-up without an outcome remains, which is counted as seen;
    nothing is hidden.
    """
    _write_outcome(
        look_up, result, OUTCOME_AND_SHOWN if look_up.others else OUTCOME_WITHOUT_WAITING
    )


def _write_intent(look_up: LookUp) -> bool:
    written = journal.write_with(
        INTENT,
        _facts(look_up),
        act="registers.look_up",
        actor=look_up.actor,
        subject=f"look_up:{look_up.id}",
        at=look_up.local,
        purpose=look_up.purpose.code,
        after=_line(look_up),
        then=ABOUT_WHOM,
    ).fetchone()
    look_up.row = written if written and written[0] else None
    return written is not None


def _facts(look_up: LookUp) -> dict[str, Any]:
    """What the statement of the intent takes."""
    ground = look_up.ground
    return {
        "id": look_up.id, "at": look_up.local, "actor": look_up.actor,
        "ordered_by": look_up.ordered_by, "team": look_up.team, "register": look_up.register,
        "inquiry": look_up.inquiry, "resident": look_up.of, "purpose": look_up.purpose.code,
        "mark": look_up.mark, "kind": ground.kind, "reference": _case(look_up),
        "reason": ground.reference if ground.is_typed else "", "kinds": " ".join(look_up.kinds),
    }  # fmt: skip


def _line(look_up: LookUp) -> dict[str, str]:
    """What the journal says of it: about whom, for which case, and by whose order if by any."""
    facts = {
        "about": _named(look_up.of), "ground": look_up.ground.kind, "reference": _case(look_up),
    }  # fmt: skip
    return facts | ({"ordered_by": look_up.ordered_by} if look_up.ordered_by else {})


def _case(look_up: LookUp) -> str:
    """A typed reason is no case, and stands in no journal."""
    return "" if look_up.ground.is_typed else look_up.ground.reference


def _write_outcome(look_up: LookUp, result: str, steps: LiteralString) -> None:
    facts = {
        "id": look_up.id,
        "at": look_up.local,
        "result": result,
        "flags": " ".join(sorted(look_up.flags)),
    }
    if look_up.others:
        facts |= {"kinds": " ".join(look_up.kinds), "others": sorted(look_up.others)}
    journal.write_with(
        steps,
        facts,
        act="registers.conclude",
        actor=look_up.actor,
        subject=f"look_up:{look_up.id}",
        at=look_up.local,
        after={"result": result, "also_shown": len(look_up.others)},
    )


def _named(of: UUID | None) -> str:
    return f"{people.RESIDENT}{of}" if of else ""
