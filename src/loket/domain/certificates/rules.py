"""What a rule is, and how rules decide together: grant, or hand over to a person.

A rule *proves* a right, or *stops* the machine. The machine grants when at least one rule proves
the right and none stops it. Anything else a person looks at. There is no third outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

from loket.domain.certificates.facts import Case, RuleSet
from loket.domain.certificates.terms import Terms

Outcome = Literal["grant", "hand_over"]
#: `open`: rests on what the applicant said. `own`: rests on what the register says of the subject,
#: who may read it; nobody else may. `protected`: told to clerks only.
Secrecy = Literal["open", "own", "protected"]
Finding = Literal["proves", "does_not_prove", "stops", "passes"]
Test = Callable[[Case, Terms], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated rule. `valid_to` is the first day on which it no longer holds.

    `source` is in the language of the law, as clerks read it.
    """

    code: str
    kind: Literal["right", "stop"]
    holds: Test
    sets: frozenset[RuleSet]
    source: str
    valid_from: date
    valid_to: date | None = None
    secrecy: Secrecy = "protected"
    #: A second person confirms a grant past this stop.
    four_eyes: bool = False

    def in_force(self, on: date) -> bool:
        """Whether it is the law of that day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True, slots=True)
class Line:
    """What one rule found: a line of the trace that clerks read."""

    rule: str
    finding: Finding
    secrecy: Secrecy
    valid_from: date
    source: str
    four_eyes: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What the machine does with a request, and every rule that was asked."""

    outcome: Outcome
    lines: tuple[Line, ...]
    rule_set: str

    @property
    def stops(self) -> tuple[Line, ...]:
        """What keeps the machine from granting."""
        return tuple(line for line in self.lines if line.finding == "stops")

    @property
    def proofs(self) -> tuple[Line, ...]:
        """What proves the right."""
        return tuple(line for line in self.lines if line.finding == "proves")

    @property
    def needs_four_eyes(self) -> bool:
        """Whether granting it takes two people."""
        return any(line.four_eyes for line in self.stops)


#: The stop that stands for every proof that was not found. It says nothing about the applicant:
#: a link that no register holds may well exist.
UNPROVEN = Rule(
    code="right_not_proven",
    kind="stop",
    holds=lambda _case, _terms: True,
    sets=frozenset(),
    source="koninklijk besluit van 16 juli 1992, art. 2 tot 4; oud Burgerlijk Wetboek, art. 29",
    valid_from=date.min,
)


def decide(case: Case, *, rules: Iterable[Rule], terms: Terms) -> Decision:
    """All rules in force on the day asked, each with what it found."""
    asked = in_force(rules, case.rules, case.asked.on)
    lines = [_line(rule, case, terms) for rule in asked]
    if not any(line.finding == "proves" for line in lines):
        lines.append(_said(UNPROVEN, "stops"))
    stopped = any(line.finding == "stops" for line in lines)
    return Decision(
        outcome="hand_over" if stopped else "grant",
        lines=tuple(lines),
        rule_set=revision(asked, terms),
    )


def in_force(rules: Iterable[Rule], rule_set: RuleSet, on: date) -> tuple[Rule, ...]:
    """The rules that decide this kind of certificate on this day."""
    return tuple(rule for rule in rules if rule_set in rule.sets and rule.in_force(on))


def revision(rules: Iterable[Rule], terms: Terms) -> str:
    """Twelve hexadecimal digits that change when a rule or a number succeeds another."""
    said = [f"{one.code} {one.valid_from}" for one in rules]
    return sha256("\n".join([*said, repr(terms)]).encode()).hexdigest()[:12]


def _line(rule: Rule, case: Case, terms: Terms) -> Line:
    found = rule.holds(case, terms)
    if rule.kind == "right":
        return _said(rule, "proves" if found else "does_not_prove")
    return _said(rule, "stops" if found else "passes")


def _said(rule: Rule, finding: Finding) -> Line:
    return Line(
        rule=rule.code,
        finding=finding,
        secrecy=rule.secrecy,
        valid_from=rule.valid_from,
        source=rule.source,
        four_eyes=rule.four_eyes,
    )
