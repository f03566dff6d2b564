"""The section of a city pack that this room understands: ``[[codes]]`` in ``codes.toml``."""

from __future__ import annotations

from loket.domain.identitydocs.terms import Terms
from loket.kit import packs
from loket.offices.identitydocs import actions


def register() -> None:
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
