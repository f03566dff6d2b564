"""Figures beside their limits on a machine that others use too: both by turns, then the middle."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median


def share(figures: Sequence[float], limits: Sequence[float]) -> float:
    """The middle of what each turn reached of its own limit: a busy second is busy for both."""
    return round(median(one / most for one, most in zip(figures, limits, strict=True)), 2)
