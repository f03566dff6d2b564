"""Invented people: a first name and a letter. None of them exists."""

from __future__ import annotations

import random
from typing import Final

FIRST: Final = (
    "Noor", "Mila", "Fatima", "Lotte", "Yasmina", "Elif", "Sofie", "Aya", "Hanne", "Marie",
    "Zeynep", "Lore", "Amira", "Kaat", "Ines", "Rania", "Jana", "Olga", "Mei", "Grace",
    "Adam", "Mohamed", "Jules", "Emre", "Wout", "Ibrahim", "Lars", "Yusuf", "Daan", "Samuel",
    "Piotr", "Tariq", "Senne", "Bilal", "Arthur", "Jonas", "David", "Tuur", "Ali", "Viktor",
)  # fmt: skip
LETTERS: Final = "ABCDEGHJKLMNOPRSTVWZ"


def invent(chance: random.Random) -> str:
    """A name such as ``Noor V.``"""
    return f"{chance.choice(FIRST)} {chance.choice(LETTERS)}."


def address_for(name: str, number: int) -> str:
    """An address that can never reach anybody (RFC 2606)."""
    first, letter = name.lower().rstrip(".").split()
    return f"{first}.{letter}.{number}@example.org"
