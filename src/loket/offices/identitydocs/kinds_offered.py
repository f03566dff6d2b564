"""The ground of this room's look-ups, and its section of a city pack: ``[[codes]]``."""

from __future__ import annotations

from loket.domain.identitydocs.terms import Terms
from loket.foundations.registers import kinds as registers
from loket.kit import packs
from loket.offices.identitydocs import actions, queries


def register() -> None:
    registers.register_ground(queries.GROUND, queries.proves)
    packs.register(
        packs.Section(
            name="codes",
            file="codes.toml",
            table="codes",
            shape=Terms,
            key=lambda one: one.valid_from.isoformat(),
            load=actions.define_terms,
            after=("products",),
        )
    )
