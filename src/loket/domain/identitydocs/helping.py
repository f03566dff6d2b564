"""Somebody helps the holder of a card to ask for new codes: who may, and as whom they are named.

The city's own rule; handbook 7.1 names no helper. Whoever helps gets nothing in hand: codes are
handed over to the holder, who shows the card.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from loket.domain.people.standing import Helper, helper_of
from loket.domain.refusals import Reason

#: From this day on a helper asks and is named; never edited, only succeeded.
HELPED_FROM: Final = date(2026, 11, 26)


def reasons_against_help(*, for_own_card: bool, on: date) -> list[Reason]:
    """Why a helper asks for no codes here; empty when they do. ``on`` is the day of asking."""
    reasons = []
    if not for_own_card:
        reasons.append(Reason("helper_only_for_oneself"))
    if on < HELPED_FROM:
        reasons.append(Reason("not_allowed", {"act": "identitydocs.ask", "location": ""}))
    return reasons


def helper_named(asked_by: str) -> Helper | None:
    """Who helped, by the journal's reference of who asked; None for the holder alone.

    An employee who asks for somebody, by telephone or at a counter, is help of the city.
    """
    if found := helper_of(asked_by):
        return found[0]
    return "city" if asked_by.startswith("employee:") else None
