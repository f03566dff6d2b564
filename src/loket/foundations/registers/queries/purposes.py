"""What look-ups may be for."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Final, LiteralString

from loket.domain.registers import purposes as rules
from loket.domain.registers.purposes import Purpose
from loket.kit import packs
from loket.kit.statements import ask

ALL: Final = "SELECT definition::text, valid_to FROM registers_purpose"


def find_purpose(code: str, *, on: date) -> Purpose | None:
    """The purpose of this code that is in force on that day."""
    return rules.find_in_force(_read(f"{ALL} WHERE code = %s", [code]), on=on)


def list_purposes(*, on: date) -> tuple[Purpose, ...]:
    """Everything that look-ups may be for on that day, by code."""
    return tuple(one for one in _read(f"{ALL} ORDER BY code, valid_from DESC", []) if one.holds(on))


def _read(query: LiteralString, facts: list[str]) -> list[Purpose]:
    return [_purpose(definition, valid_to) for definition, valid_to in ask(query, facts)]


@lru_cache(maxsize=200)
def _purpose(definition: str, valid_to: date | None) -> Purpose:
    """The same words are the same purpose; they are read once in each process."""
    ends = valid_to.isoformat() if valid_to else None
    return packs.from_json(Purpose, json.loads(definition) | {"valid_to": ends})
