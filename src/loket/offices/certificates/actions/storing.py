"""A request, its move and the journal's line of it: written by one statement, or not at all."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from django.db import connection

from loket.foundations.journal import actions as journal
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.reading import FIELDS

#: The move of the request that the step `row` wrote.
MOVED: Final = """
done AS (
    INSERT INTO certificates_move (request_id, at, actor, move, from_state, to_state)
    SELECT id, %(move_at)s, %(move_actor)s, %(move)s, %(move_from)s, %(move_to)s FROM row
    RETURNING request_id
)"""


def store_first(request: Request, *, actor: str, at: datetime, line: dict[str, Any]) -> None:
    """A request that is new. Raises ``IntegrityError``."""
    values = _stored(request, FIELDS)
    places = ", ".join(f"%({one})s" for one in values)
    row = f"INSERT INTO certificates_request ({', '.join(values)}) VALUES ({places})"  # noqa: S608 (columns)
    _store(row, values, _move(request, "ask", "", actor, at), line)
    request._state.adding = False  # noqa: SLF001 (Django documents it: there is a row from now on)


def store_move(
    request: Request,
    changed: Collection[str],
    *,
    move: str,
    before: str,
    actor: str,
    at: datetime,
    line: dict[str, Any],
) -> None:
    """These fields of a locked request, moved here from the state ``before``."""
    values = _stored(request, changed)
    sets = ", ".join(f"{one} = %({one})s" for one in values)
    row = f"UPDATE certificates_request SET {sets} WHERE id = %(move_of)s"  # noqa: S608 (columns)
    _store(row, values, _move(request, move, before, actor, at), line)


def _stored(request: Request, names: Collection[str]) -> dict[str, Any]:
    """By column, what these fields are in the database."""
    fields = [FIELDS[name] for name in names]
    return {
        str(one.column): one.get_db_prep_save(getattr(request, one.attname), connection)
        for one in fields
    }


def _move(request: Request, move: str, before: str, actor: str, at: datetime) -> dict[str, Any]:
    return {
        "move_of": request.pk, "move": move, "move_from": before, "move_to": request.state,
        "move_actor": actor, "move_at": at,
    }  # fmt: skip


def _store(row: str, values: dict[str, Any], moved: dict[str, Any], line: dict[str, Any]) -> None:
    steps = f"row AS ({row} RETURNING id), {MOVED}"
    journal.write_with(steps, values | moved, **line)
