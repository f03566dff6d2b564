"""What this room offers to others: the ground of its look-ups, and its section of a city pack."""

from __future__ import annotations

from loket.domain.certificates.terms import Terms
from loket.foundations.registers import kinds as registers
from loket.kit import packs
from loket.offices.certificates import actions, queries


def register() -> None:
    registers.register_ground(queries.GROUND, queries.proves, parties=queries.parties)
    packs.register(_terms())


def _terms() -> packs.Section[Terms]:
    return packs.Section(
        name="certificate_terms",
        file="certificates.toml",
        table="terms",
        shape=Terms,
        key=lambda terms: terms.valid_from.isoformat(),
        load=actions.define_terms,
    )
