"""Why somebody may ask a register: a ground that an office proves, or a reason that they type.

A typed reason is the exception: only an employee may give one, every one of them is reviewed, and
it must tell the reviewer something.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from loket.domain.refusals import Reason

#: The kind of a ground that nobody can prove: its reference is what the employee typed.
REASON: Final = "reason"
#: A reason shorter than this, or of fewer words, tells a reviewer nothing.
SHORTEST_REASON: Final = 20
FEWEST_WORDS: Final = 4
LONGEST_REASON: Final = 500
EMPLOYEE: Final = "employee:"


@dataclass(frozen=True, slots=True)
class Ground:
    """What makes a look-up due: the kind an office registered, and which of them it is."""

    kind: str
    reference: str

    @property
    def is_typed(self) -> bool:
        """Whether it is a reason in words, which enters review."""
        return self.kind == REASON


def typed(reason: str) -> Ground:
    """A reason in an employee's own words, blanks tidied."""
    return Ground(REASON, " ".join(reason.split()))


def reasons_against_typed(ground: Ground, *, actor: str) -> list[Reason]:
    """Why a typed reason does not do; empty when it may enter review."""
    reasons = []
    if not actor.startswith(EMPLOYEE):
        reasons.append(Reason("reason_of_nobody"))
    text = ground.reference
    if len(text) < SHORTEST_REASON or len(set(text.lower().split())) < FEWEST_WORDS:
        reasons.append(Reason("reason_too_short", {"words": FEWEST_WORDS}))
    if len(text) > LONGEST_REASON:
        reasons.append(Reason("reason_too_long", {"most": LONGEST_REASON}))
    return reasons
