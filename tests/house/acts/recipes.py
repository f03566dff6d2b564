"""How the walk asks an act: what it needs, what right it asks, and whose it may be besides.

A room says its recipes in a module of its name. A recipe gets the town of its room and gives the
act as a function of the actor alone, ready to succeed for whoever may: what then refuses is the
right, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

#: The act with everything but who does it.
Do = Callable[[str], object]

#: Where acts of one location take place; the other one is where nobody asked.
HERE = "hall"


@dataclass(frozen=True)
class Ready:
    """An act that waits for its actor. ``owner``: the one actor whose own it is."""

    do: Do
    owner: str = ""


@dataclass(frozen=True)
class Recipe:
    """How to ask one act, and who may do it."""

    make: Callable[[Any], Ready | Do]
    #: What an employee needs; empty: no employee does this.
    right: str = ""
    #: Empty for an act of the whole city.
    at: str = ""
    #: Why people and machines may do it as well; empty when they may not.
    others: str = ""
    #: The codes that say no; another refusal is a mistake of the recipe.
    refused: frozenset[str] = frozenset({"not_allowed"})


Recipes = dict[str, Recipe]


def only(*codes: str) -> frozenset[str]:
    """The codes that say no to this act."""
    return frozenset(codes)
