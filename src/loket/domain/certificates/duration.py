"""How long somebody lived in the city within the last years, for a home or a scheme of its own.

Whoever lets social homes, or gives a subsidy, may ask for a tie with the municipality: so many
years of residence within the last ten. From memory, to be checked; the years are a dated number of
the city (`Terms.tie_years`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from loket.domain.certificates.public import anniversary


@dataclass(frozen=True, slots=True)
class Lived:
    """Where somebody was registered from `since` until before `until`; None: still."""

    municipality: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """Days without a gap in the city; `until` is the first day on which it no longer held."""

    since: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.since).days


@dataclass(frozen=True, slots=True)
class Tie:
    """Every stay within the window, the latest first, and how long that is together."""

    window_from: date
    on: date
    stays: tuple[Stay, ...]

    @property
    def days(self) -> int:
        return sum(one.days for one in self.stays)

    @property
    def years_and_months(self) -> tuple[int, int]:
        """So many days counted back from the day of the attest, as the calendar says it."""
        since = self.on - timedelta(days=self.days)
        months = (self.on.year - since.year) * 12 + self.on.month - since.month
        if since.day > self.on.day:
            months -= 1
        return divmod(months, 12)


def window(on: date, years: int) -> date:
    """The first day that counts: so many years before."""
    return anniversary(on, -years)


def tie(lived: Iterable[Lived], *, here: Collection[str], on: date, years: int) -> Tie:
    """What counts of where somebody lived; a move within the city is no gap.

    Two registrations that overlap count once. ``here``: the city's NIS code, and those of former
    municipalities that it took in.
    """
    first = window(on, years)
    within = sorted(
        (max(one.since, first), min(one.until or on, on))
        for one in lived
        if one.municipality in here
    )
    joined: list[Stay] = []
    for since, until in within:
        if since >= until:
            continue
        if joined and since <= joined[-1].until:
            joined[-1] = Stay(joined[-1].since, max(until, joined[-1].until))
        else:
            joined.append(Stay(since, until))
    return Tie(first, on, tuple(reversed(joined)))
