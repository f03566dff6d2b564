"""Which machines asked for a resident's certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from loket.foundations.journal import queries as journal
from loket.foundations.people import queries as people

LISTED: Final = "certificates.list_for_machine"
TAKEN: Final = "certificates.take_for_machine"
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Visit:
    """That a machine asked, and whether it took a document along."""

    client: str
    at: datetime
    took: bool


def list_visits(resident: UUID) -> list[Visit]:
    """The last times that a machine asked about this person, under every number they had."""
    lines = [
        line
        for one in people.chain_of(resident)
        for line in journal.list_about(f"resident:{one}")
        if line.act in (LISTED, TAKEN)
    ]
    lines.sort(key=lambda line: line.at, reverse=True)
    return [
        Visit(line.actor.removeprefix("machine:"), line.at, line.act == TAKEN)
        for line in lines[:MOST]
    ]
