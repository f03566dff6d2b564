"""The one question of this room: may the machine give it, or does a person look?"""

from __future__ import annotations

from typing import Final

from loket.domain.certificates import rules
from loket.domain.certificates.facts import Case
from loket.domain.certificates.rights import RIGHTS
from loket.domain.certificates.rules import Decision, Rule
from loket.domain.certificates.stops import STOPS
from loket.domain.certificates.terms import Terms

#: Every rule there ever was; a rule is never edited, only succeeded by one of a later day.
RULES: Final[tuple[Rule, ...]] = (*RIGHTS, *STOPS)


def decide(case: Case, terms: Terms) -> Decision:
    """The decision under the rules in force on the day of the request."""
    return rules.decide(case, rules=RULES, terms=terms)
