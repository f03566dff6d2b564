"""Asking registers for one request, under its own ground and the purpose of its product."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from loket.domain.registers.acts import Act
from loket.domain.registers.facts import Household, Person, Relation
from loket.domain.registers.grounds import Ground
from loket.foundations.registers import actions as registers
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.grounds import GROUND, purpose_of


@dataclass(frozen=True, slots=True)
class Registers:
    """The look-ups of one request. Each raises what the guard raises; in no transaction."""

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

    def household(self, of: UUID) -> Household:
        """Who live with a person today."""
        return registers.look_up_household(of=of, **self.due)

    def relations(self, of: UUID) -> tuple[Relation, ...]:
        """What a person is of others."""
        return registers.look_up_relations(of=of, **self.due)

    def acts(self, of: UUID) -> tuple[Act, ...]:
        """The acts that a person is a subject of."""
        return registers.list_acts(of=of, **self.due)

    def attest(self, of: UUID, model: str) -> bytes:
        """The finished PDF of the population register."""
        return registers.fetch_attest(model=model, of=of, **self.due)

    def act(self, of: UUID, reference: str, form: Any) -> bytes:
        """The finished PDF of the civil-status register."""
        return registers.fetch_act(reference=reference, form=form, of=of, **self.due)
