"""What this room offers to others: the ground of its look-ups, and its section of a city pack."""

from __future__ import annotations

from collections.abc import Iterator

from loket.domain.certificates.terms import Terms
from loket.foundations.registers import kinds as registers
from loket.kit import packs
from loket.offices.certificates import actions, queries


def register() -> None:
    registers.register_ground(
        queries.GROUND, queries.proves, parties=queries.parties, ordered_by=queries.ordered_by
    )
    packs.register(_terms())


def _terms() -> packs.Section[Terms]:
    return packs.Section(
        name="certificate_terms",
        file="certificates.toml",
        table="terms",
        shape=Terms,
        key=lambda terms: terms.valid_from.isoformat(),
        load=actions.define_terms,
        agree=_models_that_do_not_stand,
    )


def _models_that_do_not_stand(pack: packs.Pack) -> Iterator[packs.Problem]:
    """Certificates made by a model that is not there, or whose prescribed words were altered."""
    for entry in pack.entries["products"]:
        for index, how in enumerate(entry.value.certificate):
            wrong = queries.wrong_with_model(how)
            if wrong is not None:
                found, expected = wrong
                where = ("certificate", index, "model")
                yield entry.problem(where, found=found, expected=expected)
