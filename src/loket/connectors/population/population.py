"""What the population register is for us."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from loket.domain.people.numbers import NationalNumber
from loket.domain.registers.asking import Question, Search
from loket.domain.registers.facts import Household, Person, Relation

#: Gives our reference of whoever has this number; it makes one for a person whom we did not know.
Identify = Callable[[NationalNumber], UUID]


class PopulationRegister(Protocol):
    """Answers one question at a time. Every method raises ``NoAnswer``."""

    def person(self, question: Question, who: Identify) -> Person:
        """Everything that it says of the person; the guard gives on what the purpose names."""

    def household(self, question: Question, who: Identify) -> Household:
        """Who lives with the person today, the person included."""

    def relations(self, question: Question, who: Identify) -> tuple[Relation, ...]:
        """What the person is of others, as far as the register confirms it."""

    def search(self, search: Search, who: Identify) -> tuple[Person, ...]:
        """Who may be meant, at most as many as are wanted."""

    def attest(self, question: Question, *, model: str) -> bytes:
        """The finished PDF of a legal attest model, sealed by the register."""
