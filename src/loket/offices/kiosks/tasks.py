"""What happens at the kiosks by the clock; safe to run twice."""

from __future__ import annotations

from datetime import datetime

from loket.offices.kiosks import actions


def lapse(now: datetime) -> int:
    """End pairings whose time is over, so that no person's reference stays; says how many.

    And forget who was counted and left without a word.
    """
    actions.forget_clients(now=now)
    return actions.lapse(now=now)


def give_up(now: datetime) -> int:
    """End prints of which nothing was heard, and revoke their documents; says how many."""
    return actions.give_up(now=now)


def purge(now: datetime) -> int:
    """Tell printers again to forget pages that they did not forget; says how many did."""
    return actions.purge_left(now=now)
