"""Ticket numbers that people can hear, read and remember: A 27 for appointments, W 08 for others.

They start again every day at every location and say nothing about a person.
"""

from __future__ import annotations

from enum import StrEnum

from loket.domain.refusals import RuleBroken


class Kind(StrEnum):
    """How somebody comes in."""

    APPOINTMENT = "appointment"
    WALK_IN = "walk_in"


LETTERS = {Kind.APPOINTMENT: "A", Kind.WALK_IN: "W"}


def number(kind: Kind, rank: int) -> str:
    """The number of the rank-th ticket of this kind today; the first has rank 1."""
    if rank < 1:
        raise ValueError(rank)
    return f"{LETTERS[kind]} {rank:02d}"


def tidy(typed: str) -> str:
    """A number as somebody typed it ("a27", "W-8"), as the ticket shows it.

    Raises ``no_such_ticket_number`` for what cannot be one.
    """
    text = "".join(char for char in typed.upper() if char.isalnum())
    letter, digits = text[:1], text[1:]
    if letter not in LETTERS.values() or not digits.isascii() or not digits.isdecimal():
        raise RuleBroken("no_such_ticket_number", typed=typed[:12])
    rank = int(digits[:6])
    if rank < 1:
        raise RuleBroken("no_such_ticket_number", typed=typed[:12])
    return f"{letter} {rank:02d}"
