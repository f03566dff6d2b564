"""Late is not silent: how often a lead hears of an answer that was promised and did not come.

The house's own rule; handbook 2.2 and 2.3 give the terms, and no law says what follows them.
"""

from __future__ import annotations

from datetime import date, timedelta

from loket.domain.certificates.terms import Terms


def step_due(answer_by: date, on: date, term: timedelta) -> int:
    """How often a lead should have heard of it by now: 0, 1 or 2.

    Once from the day after ``answer_by``, a second time when another term has passed, and then no
    more: who does not act on two does not act on ten.
    """
    if on <= answer_by:
        return 0
    return 1 if on <= answer_by + term else 2


def term_of(state: str, terms: Terms) -> timedelta:
    """Within what an answer is promised of a request in this state."""
    days = {"migrating": terms.migration_days, "at_police": terms.police_days}
    return timedelta(days=days.get(state, terms.answer_days))
