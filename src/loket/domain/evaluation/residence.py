"""Where the visitors of a location live: a table that may be shown.

The decision of 10 December 2021 (2021_CBS_09882, chapter 3) reports such shares with two decimals;
the number of people behind them and the interval belong with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loket.domain.evaluation.shares import LEAST, Interval, hidden_cells, hundredths, wilson


@dataclass(frozen=True, slots=True)
class Row:
    """One district. Without a count it is hidden, because few people live there."""

    district: str
    visits: int | None
    #: Hundredths of a percent of those who told where they live; None when hidden.
    share: int | None
    interval: Interval | None

    @property
    def is_hidden(self) -> bool:
        """Whether the figure is kept out of sight."""
        return self.visits is None


@dataclass(frozen=True, slots=True)
class Residence:
    """Visitors by district: the largest first, the hidden ones last, in the order of their names.

    Shown shares and ``hidden_share`` add up to 100.00 %. ``n`` is None, with nothing else shown,
    when too few told where they live.
    """

    n: int | None
    #: Visits of people who did not say where they live; they are in no share.
    untold: int
    rows: tuple[Row, ...]
    #: All hidden districts together.
    hidden_visits: int
    hidden_share: int

    def row(self, district: str) -> Row | None:
        """The row of a district; None when nobody from there came."""
        return next((row for row in self.rows if row.district == district), None)

    def elsewhere(self, district: str) -> int | None:
        """The share, in hundredths of a percent, of all who live in other districts.

        None where it would tell a hidden figure.
        """
        own = self.row(district)
        if self.n is None or (own is not None and own.share is None):
            return None
        return 10_000 - (own.share if own and own.share is not None else 0)

    def mainly(self, *, besides: str, most: int = 2) -> tuple[str, ...]:
        """The districts that most of the others come from."""
        others = [row.district for row in self.rows if row.visits and row.district != besides]
        return tuple(others[:most])


def residence(visits: Mapping[str, int], *, least: int = LEAST) -> Residence:
    """The table of visits by district; the empty district is of those who did not say."""
    untold = visits.get("", 0)
    told = {district: count for district, count in visits.items() if district and count}
    n = sum(told.values())
    if n < least:
        return Residence(None, untold, (), 0, 0)
    hidden = hidden_cells(told, least=least)
    shown = sorted(((told[name], name) for name in told if name not in hidden), key=_largest_first)
    hidden_visits = sum(told[name] for name in hidden)
    *shares, hidden_share = hundredths([*(count for count, _ in shown), hidden_visits])
    rows = [
        Row(name, count, share, wilson(count, n))
        for (count, name), share in zip(shown, shares, strict=True)
    ]
    rows += [Row(name, None, None, None) for name in sorted(hidden)]
    return Residence(n, untold, tuple(rows), hidden_visits, hidden_share)


def _largest_first(cell: tuple[int, str]) -> tuple[int, str]:
    return -cell[0], cell[1]
