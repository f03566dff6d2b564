"""How a rule says no: with a code and facts; the channel makes the sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason against: a code that has a sentence in every language, and its facts."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class RuleBroken(Exception):
    """The one expected refusal; `reasons` holds all of them, the first gives code and facts."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.reasons: tuple[Reason, ...] = (Reason(code, facts),)

    @classmethod
    def because(cls, reasons: Sequence[Reason]) -> Self:
        """A refusal that carries all of these reasons (at least one)."""
        first = reasons[0]
        broken = cls(first.code, **dict(first.facts))
        broken.reasons = tuple(reasons)
        return broken

    @property
    def code(self) -> str:
        return self.reasons[0].code

    @property
    def facts(self) -> Mapping[str, Any]:
        return self.reasons[0].facts

    def __str__(self) -> str:
        return "; ".join(f"{reason.code} {dict(reason.facts)}" for reason in self.reasons)
