"""Chance that falls the same way every time it is asked about the same thing."""

from __future__ import annotations

import random


def seeded(about: str) -> random.Random:
    """Dice of their own for each chapter, so that a chapter does not depend on the others."""
    return random.Random(about)  # noqa: S311 - invents a story, guards nothing
