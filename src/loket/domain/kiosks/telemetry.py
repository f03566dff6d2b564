"""How much a kiosk is used, without telling about anybody: weeks, targets, ranks, small cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

#: Fewer clients than this in a cell are not shown: they might be recognised (handbook 15).
LEAST: Final = 5
#: Age bands: the first year of each; nothing finer is ever counted.
BANDS: Final = (0, 18, 30, 45, 65)
MINUTES_A_DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Cell:
    """A count that may be shown; None when it is hidden because few people are in it."""

    name: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Use:
    """A contact point over a period: clients, weeks, and what was aimed at."""

    point: str
    clients: int
    weeks: int
    target_per_week: int | None

    @property
    def per_week(self) -> float:
        """Clients a week."""
        return self.clients / self.weeks if self.weeks else 0.0

    @property
    def of_target(self) -> float | None:
        """Clients as a part of what was aimed at; None without a target."""
        if not self.target_per_week or not self.weeks:
            return None
        return self.per_week / self.target_per_week


@dataclass(frozen=True, slots=True)
class Ranked:
    """A contact point with its place, 1 for the most used; alike ones share a place."""

    place: int
    use: Use
    #: None without a target.
    meets_target: bool | None


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def band_of(age: int) -> str:
    """The band of an age in years, such as ``18-29`` and ``65+``."""
    first = max(start for start in BANDS if start <= max(age, 0))
    later = [start for start in BANDS if start > first]
    return f"{first}-{later[0] - 1}" if later else f"{first}+"


def shown(counts: Mapping[str, int], *, least: int = LEAST) -> tuple[Cell, ...]:
    """The cells that may be shown beside their sum, largest first; hidden ones last, by name.

    A small cell takes further ones with it, smallest first, until at least two are hidden with at
    least ``least`` clients together, so that none follows from the sum.
    """
    known = {name: count for name, count in counts.items() if count}
    hidden = _hidden(known, least)
    open_cells = [Cell(name, count) for name, count in known.items() if name not in hidden]
    open_cells.sort(key=lambda cell: (-(cell.count or 0), cell.name))
    return (*open_cells, *(Cell(name, None) for name in sorted(hidden)))


def _hidden(counts: Mapping[str, int], least: int) -> frozenset[str]:
    rising = sorted((count, name) for name, count in counts.items())
    hidden = [cell for cell in rising if cell[0] < least]
    if not hidden:
        return frozenset()
    for cell in rising[len(hidden) :]:
        if len(hidden) > 1 and sum(count for count, _ in hidden) >= least:
            break
        hidden.append(cell)
    return frozenset(name for _, name in hidden)


def total_shown(counts: Mapping[str, int], *, least: int = LEAST) -> int | None:
    """The sum, if enough clients are in it to be told."""
    total = sum(counts.values())
    return total if total == 0 or total >= least else None


def rank(uses: Sequence[Use]) -> tuple[Ranked, ...]:
    """The most used first; a contact point that nobody used is last, and is there."""
    ordered = sorted(uses, key=lambda use: (-use.per_week, use.point))
    return tuple(
        Ranked(
            1 + sum(other.per_week > use.per_week for other in ordered),
            use,
            None if use.of_target is None else use.of_target >= 1,
        )
        for use in ordered
    )


def uptime(minutes_up: int, days: int) -> float | None:
    """The part of the time that it answered, 0 to 1; None when there was no day to answer on."""
    return min(minutes_up / (days * MINUTES_A_DAY), 1.0) if days > 0 else None
