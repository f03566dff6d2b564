"""What an applicant is shown: never a fact about somebody else, nor a protected one.

Every request that a person looks at gets the same neutral sentence and a day. Beside it stand only
reasons that rest on the applicant's own words, or on the applicant's own register line. So what is
shown does not depend on any protected fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from loket.domain.certificates.facts import Case
from loket.domain.certificates.rules import Decision
from loket.domain.certificates.terms import Terms


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page says: the right stands, or a person looks and answers by a day."""

    granted: bool
    reasons: tuple[str, ...] = ()
    answer_by: date | None = None


def shown(decision: Decision, case: Case, terms: Terms) -> Shown:
    """The applicant's side of a decision."""
    if decision.outcome == "grant":
        return Shown(granted=True)
    readable = {"open", "own"} if case.applicant_is_subject else {"open"}
    return Shown(
        granted=False,
        reasons=tuple(line.rule for line in decision.stops if line.secrecy in readable),
        answer_by=case.asked.on + timedelta(days=terms.answer_days),
    )
