"""Shares of a whole: with their interval, adding up to 100.00, small numbers kept out of sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

#: Of the normal distribution, for an interval that holds the truth in 95 of 100 samples.
Z_95 = 1.959964
#: Fewer people than this are not shown: they might be recognised.
LEAST = 5
#: Shares are counted in hundredths of a percent, so that two decimals add up exactly.
WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true share lies, as fractions from 0 to 1."""

    low: float
    high: float


def wilson(count: int, total: int, *, z: float = Z_95) -> Interval:
    """The score interval of Wilson (1927): sound for small samples and for shares near 0 and 1.

    Nothing is known of an empty sample: 0 to 1. ``ValueError`` unless 0 <= count <= total.
    """
    if not 0 <= count <= total:
        raise ValueError(f"{count} of {total}")
    if total == 0:
        return Interval(0.0, 1.0)
    share, square = count / total, z * z
    middle = share + square / (2 * total)
    spread = z * sqrt(share * (1 - share) / total + square / (4 * total * total))
    low, high = ((middle + sign * spread) / (1 + square / total) for sign in (-1, 1))
    # Beside 0 and 1 rounding may end on the wrong side of the share itself.
    return Interval(max(0.0, min(low, share)), min(1.0, max(high, share)))


def hundredths(counts: Sequence[int]) -> list[int]:
    """Each count as hundredths of a percent of their sum; together exactly 100.00 %.

    Rounded down, what is missing goes to the largest remainders, the first one first.
    """
    total = sum(counts)
    if total == 0:
        return [0] * len(counts)
    rounded = [count * WHOLE // total for count in counts]
    missing = WHOLE - sum(rounded)
    by_remainder = sorted(range(len(counts)), key=lambda i: (-(counts[i] * WHOLE % total), i))
    for i in by_remainder[:missing]:
        rounded[i] += 1
    return rounded


def hidden_cells(counts: Mapping[str, int], *, least: int = LEAST) -> frozenset[str]:
    """The cells that may not be shown beside their sum.

    Every cell with fewer than ``least`` people; and, so that no hidden cell follows from the sum
    less the others, further ones, smallest first, until at least two are hidden with at least
    ``least`` people together. A cell with nobody in it shows nobody, and hides nobody.
    """
    inhabited = sorted((count, name) for name, count in counts.items() if count)
    small = [(count, name) for count, name in inhabited if count < least]
    if not small:
        return frozenset()
    hidden = small
    for cell in inhabited[len(small) :]:
        if len(hidden) > 1 and sum(count for count, _ in hidden) >= least:
            break
        hidden = [*hidden, cell]
    return frozenset(name for _, name in hidden)
