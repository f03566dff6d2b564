"""What the civil-status register is for us."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from loket.domain.people.numbers import NationalNumber
from loket.domain.registers.acts import Act, ActForm
from loket.domain.registers.asking import Question

#: Gives our reference of whoever has this number; it makes one for a person whom we did not know.
Identify = Callable[[NationalNumber], UUID]


class CivilStatusRegister(Protocol):
    """Answers one question at a time. Every method raises ``NoAnswer``."""

    def acts(self, question: Question, who: Identify) -> tuple[Act, ...]:
        """The acts that a person is a subject of, the oldest first."""

    def act(self, question: Question, *, reference: str, form: ActForm) -> bytes:
        """The finished PDF of an act, with the register's own seal.

        An act that is not in the database yet, or of somebody else, is ``unknown``.
        """
