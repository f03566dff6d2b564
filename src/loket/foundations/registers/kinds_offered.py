"""What this room registers: its section of the city pack, and the ground of one's own data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from loket.domain.registers.purposes import Purpose, wrong_with
from loket.foundations.people import queries as people
from loket.foundations.registers import actions, kinds
from loket.kit import packs


def register() -> None:
    """Called once, when the house starts."""
    packs.register(section())
    kinds.register_ground("own_data", proves_own_data, parties=parties_of_own_data)


def parties_of_own_data(reference: str) -> tuple[UUID, ...]:
    """Whose own data they are."""
    return (UUID(reference),)


def section() -> packs.Section[Any]:
    """`[[purposes]]` in `purposes.toml`."""
    return packs.Section(
        name="purposes",
        file="purposes.toml",
        table="purposes",
        shape=Purpose,
        key=lambda purpose: purpose.key,
        load=actions.load_purposes,
        faults=lambda purpose: [packs.Fault(*one) for one in wrong_with(purpose)],
        agree=_unknown_purposes,
    )


def _unknown_purposes(pack: packs.Pack) -> Iterator[packs.Problem]:
    """Certificates that would ask a register for something that no purpose allows."""
    codes = {one.code for one in pack.values("purposes")}
    for entry in pack.entries.get("products", ()):
        for index, how in enumerate(entry.value.certificate):
            if how.purpose not in codes:
                found = f'"{how.purpose}" is not in purposes'
                expected = packs.nearest(how.purpose, sorted(codes))
                where = ("certificate", index, "purpose")
                yield entry.problem(where, found=found, expected=expected)


def proves_own_data(
    reference: str,
    *,
    actor: str,
    of: UUID | None,
    purpose: str,  # noqa: ARG001 (what may come out is the purpose's own limit)
    now: datetime,  # noqa: ARG001
) -> bool:
    """A signed-in resident looks at what the registers say of themselves.

    The reference is their own record, under any number that they had.
    """
    if of is None or not people.is_oneself(actor, of):
        return False
    return reference in {str(one) for one in people.chain_of(of)}
