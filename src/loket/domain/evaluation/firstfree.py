"""How soon one can come, against what was usual: when a longer wait asks for attention.

"Klanten die specifiek in het buurtloket [...] een afspraak wensen, ervaren hierdoor langere
wachttijden dan voordien" (2021_CBS_09882, chapter 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Baseline:
    """How many days ahead the first free moment usually was, at a location, for a product or all.

    The format of ``[[baselines]]`` in ``evaluation.toml``.
    """

    location: Annotated[str, "refers to locations"]
    days: Annotated[int, "0 to 365"]
    valid_from: date
    #: Empty: of every product there.
    product: str = ""
    valid_to: date | None = None
    #: An example, not measured.
    fictional: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class AlertRule:
    """From how many days later than usual a location asks for attention, from a day on."""

    valid_from: date
    #: Later than the baseline by more than this.
    later_by_days: Annotated[int, "0 to 365"]
    #: So many points busier outside office hours than within them asks for extra windows.
    busier_by_points: Annotated[int, "1 to 100"] = 10
    source: str = ""


#: Before any rule of the city.
HOUSE_RULE = AlertRule(date.min, later_by_days=7)


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual, and whether it was set down or follows from what was measured."""

    days: int
    is_measured: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The first free moment of a product at a location beside what is usual."""

    location: str
    product: str
    #: Days from today; None when nothing is free as far as one can book.
    days: int | None
    usual: Usual | None
    is_late: bool

    @property
    def later_by(self) -> int | None:
        """Days later than usual, below zero when sooner; None when one of the two is unknown."""
        if self.days is None or self.usual is None:
            return None
        return self.days - self.usual.days


def rule_on(rules: Iterable[AlertRule], on: date) -> AlertRule:
    """The rule in force on a day."""
    begun = [rule for rule in rules if rule.valid_from <= on]
    return max(begun, key=lambda rule: rule.valid_from, default=HOUSE_RULE)


def usual_on(
    baselines: Iterable[Baseline],
    measured: Sequence[int | None],
    *,
    location: str,
    product: str,
    on: date,
) -> Usual | None:
    """What is usual: as set down for the product, else for the location, else as measured.

    ``measured`` holds earlier days' figures, None where nothing was free; their lower median
    counts. None when nothing is known, or when mostly nothing was free.
    """
    here = [
        one
        for one in baselines
        if one.location == location
        and one.product in ("", product)
        and one.valid_from <= on
        and (one.valid_to is None or on < one.valid_to)
    ]
    if here:
        found = max(here, key=lambda one: (one.product != "", one.valid_from))
        return Usual(found.days, is_measured=False)
    known = [days for days in measured if days is not None]
    if not known or len(known) * 2 < len(measured):
        return None
    return Usual(median_low(known), is_measured=True)


def stand(
    location: str, product: str, days: int | None, usual: Usual | None, rule: AlertRule
) -> Standing:
    """The figure beside what is usual. Nothing free at all is late wherever anything is usual."""
    is_late = usual is not None and (days is None or days > usual.days + rule.later_by_days)
    return Standing(location, product, days, usual, is_late)


def most_urgent_first(standings: Iterable[Standing]) -> list[Standing]:
    """Those that are late: nothing free first, then the longest delay."""
    late = [one for one in standings if one.is_late]
    return sorted(late, key=lambda one: (one.days is not None, -(one.later_by or 0), one.location))
