"""What look-ups may be for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from loket.domain.registers.purposes import Purpose
from loket.foundations.places import queries as places
from loket.kit import packs
from loket.kit.statements import ask

ALL: Final = "SELECT definition::text, valid_to FROM registers_purpose"
#: Everything that is said under the code ``%(purpose)s``, and the zone whose days it begins and
#: ends on, in a word that changes with either.
MARK: Final = f"""(
    SELECT coalesce({places.ZONE}, '')
        || string_agg(digest || coalesce(valid_to::text, ''), '' ORDER BY id)
    FROM registers_purpose WHERE code = %(purpose)s
)"""  # noqa: S608 (a constant)
UNDER: Final = f"""
SELECT definition::text, valid_to, {MARK}, coalesce({places.ZONE}, 'UTC')
FROM registers_purpose WHERE code = %(purpose)s
"""  # noqa: S608 (a constant)


@dataclass(frozen=True, slots=True)
class Purposes:
    """Everything that was said under one code when it was read, and its ``MARK``."""

    entries: tuple[Purpose, ...]
    mark: str
    #: Of the city's clocks when it was read.
    zone: tzinfo


#: What this process remembers, by code. It is believed by nobody: whoever uses it says in the same
#: statement as which mark it was remembered.
_remembered: dict[str, Purposes] = {}


def recall_purposes(code: str) -> Purposes | None:
    """What was said under this code when it was read last, perhaps long ago; None when never."""
    return _remembered.get(code)


def read_purposes(code: str) -> Purposes:
    """What is said under this code now; remembered when it is anything."""
    rows = ask(UNDER, {"purpose": code}).fetchall()
    if not rows:
        return Purposes((), "", UTC)
    found = Purposes(tuple(_purpose(*row[:2]) for row in rows), rows[0][2], ZoneInfo(rows[0][3]))
    _remembered[code] = found
    return found


def list_purposes(*, on: date) -> tuple[Purpose, ...]:
    """Everything that look-ups may be for on that day, by code."""
    found = ask(f"{ALL} ORDER BY code, valid_from DESC", [])
    return tuple(one for row in found if (one := _purpose(*row)).holds(on))


def list_ever() -> dict[str, tuple[Purpose, ...]]:
    """By code, everything that look-ups are for, were for or will be; the latest first."""
    found: dict[str, tuple[Purpose, ...]] = {}
    for row in ask(f"{ALL} ORDER BY code, valid_from DESC", []):
        one = _purpose(*row)
        found[one.code] = (*found.get(one.code, ()), one)
    return found


@lru_cache(maxsize=200)
def _purpose(definition: str, valid_to: date | None) -> Purpose:
    """The same words are the same purpose; they are read once in each process."""
    ends = valid_to.isoformat() if valid_to else None
    return packs.from_json(Purpose, json.loads(definition) | {"valid_to": ends})
