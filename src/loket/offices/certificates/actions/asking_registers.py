"""Asking registers for one request, under its own ground and the purpose of its product."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from loket.domain.refusals import RuleBroken
from loket.domain.registers.acts import Act
from loket.domain.registers.facts import Household, Person, Relation
from loket.domain.registers.grounds import Ground
from loket.foundations.registers import actions as registers
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.grounds import GROUND, purpose_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Registers:
    """The look-ups of one request. Each raises what the guard raises; in no transaction.

    Who stands in no register has no household, relation or act there; that proves nothing.
    """

    request: Request
    actor: str
    now: datetime

    @property
    def due(self) -> dict[str, Any]:
        """What makes each of them due."""
        return {
            "ground": Ground(GROUND, str(self.request.pk)),
            "purpose": purpose_of(self.request),
            "actor": self.actor,
            "now": self.now,
        }

    def person(self, of: UUID) -> Person:
        """The fields of a person that the purpose gives."""
        return registers.look_up_person(of=of, **self.due)

    def find_person(self, of: UUID) -> Person | None:
        """The same; None for somebody whom the register does not know."""
        return _unless_unknown(lambda: self.person(of))

    def household(self, of: UUID) -> Household:
        """Who live with a person today."""
        found = _unless_unknown(lambda: registers.look_up_household(of=of, **self.due))
        return found or Household(of, None, ())

    def relations(self, of: UUID) -> tuple[Relation, ...]:
        """What a person is of others."""
        return _unless_unknown(lambda: registers.look_up_relations(of=of, **self.due)) or ()

    def acts(self, of: UUID) -> tuple[Act, ...]:
        """The acts that a person is a subject of."""
        return _unless_unknown(lambda: registers.list_acts(of=of, **self.due)) or ()

    def attest(self, of: UUID, model: str) -> bytes:
        """The finished PDF of the population register."""
        return registers.fetch_attest(model=model, of=of, **self.due)

    def act(self, of: UUID, reference: str, form: Any) -> bytes:
        """The finished PDF of the civil-status register."""
        return registers.fetch_act(reference=reference, form=form, of=of, **self.due)


def _unless_unknown(look_up: Callable[[], T]) -> T | None:
    try:
        return look_up()
    except RuleBroken as broken:
        if broken.code != "person_unknown":
            raise
    return None
