"""The sections of a city pack that this room understands."""

from typing import Any

from loket.domain.programme.decisions import Body, Decision, wrong_with
from loket.kit import packs
from loket.offices.programme import actions

FILE = "decisions.toml"


def register() -> None:
    for section in sections():
        packs.register(section)


def sections() -> tuple[packs.Section[Any], ...]:
    bodies = packs.Section(
        name="bodies",
        file=FILE,
        table="bodies",
        shape=Body,
        key=lambda body: body.code,
        load=actions.name_bodies,
    )
    decisions = packs.Section(
        name="decisions",
        file=FILE,
        table="decisions",
        shape=Decision,
        key=lambda decision: decision.key,
        load=actions.register_decisions,
        faults=lambda decision: [packs.Fault(*one) for one in wrong_with(decision)],
        after=("bodies",),
    )
    return (bodies, decisions)
