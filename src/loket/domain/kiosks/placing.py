"""Whether a kiosk fits a house, before one is placed: who comes there, and what they come for.

Care homes had a kiosk whose papers their residents hardly need. So the offer is held against the
target group first: how many of the visitors, by age band, are of the ages that each product is for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from loket.domain.kiosks.telemetry import BANDS, band_of
from loket.domain.refusals import Reason

#: Every band, the youngest first.
ALL_BANDS: Final = tuple(band_of(start) for start in BANDS)
WEEKS_A_YEAR: Final = 52


@dataclass(frozen=True, slots=True)
class Demand:
    """How often people of an age ask for a product at a kiosk. Format of ``[[demand]]``."""

    product: Annotated[str, "like [A-Za-z0-9_-]+", "at most 40 characters"]
    band: Annotated[str, "like [0-9]+(-[0-9]+|\\+)"]
    valid_from: date
    #: In a year, of a thousand people of this age who come to the house.
    per_1000_a_year: Annotated[int, "0 to 10000"]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """What may be expected of a kiosk in a house."""

    #: Clients a week.
    per_week: float
    #: Clients a year by product, the most wanted first.
    products: tuple[tuple[str, float], ...]
    #: Part of the visitors who are of an age that asks for something at all.
    reached: float


def in_force(demand: Sequence[Demand], on: date) -> dict[tuple[str, str], int]:
    """By product and band what holds on that day: the latest that has begun."""
    begun = sorted((one for one in demand if one.valid_from <= on), key=lambda one: one.valid_from)
    return {(one.product, one.band): one.per_1000_a_year for one in begun}


def fit(visitors: Mapping[str, int], demand: Mapping[tuple[str, str], int]) -> Fit:
    """``visitors``: regular ones of the house, by age band."""
    wanted: dict[str, float] = {}
    for (product, band), rate in demand.items():
        wanted[product] = wanted.get(product, 0.0) + visitors.get(band, 0) * rate / 1000
    asks = {band for (_product, band), rate in demand.items() if rate}
    total = sum(visitors.values())
    reached = sum(count for band, count in visitors.items() if band in asks)
    ordered = sorted(wanted.items(), key=lambda pair: (-pair[1], pair[0]))
    return Fit(
        sum(wanted.values()) / WEEKS_A_YEAR, tuple(ordered), reached / total if total else 0.0
    )


def against_placing(found: Fit, *, target_per_week: int) -> list[Reason]:
    """Why a kiosk does not fit here; empty when it does."""
    if found.per_week >= target_per_week:
        return []
    facts = {"expected": round(found.per_week, 1), "target": target_per_week}
    return [Reason("offer_does_not_match_visitors", facts)]


def wrong_with(one: Demand) -> list[tuple[tuple[str | int, ...], str, str]]:
    """Where, what and what instead."""
    if one.band in ALL_BANDS:
        return []
    return [(("band",), one.band, f"one of {', '.join(ALL_BANDS)}")]
