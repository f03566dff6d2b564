"""How a contact point was used in a time past, as a city tells it. Format of ``[[uses]]``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from loket.domain.kiosks.telemetry import week_of


@dataclass(frozen=True, slots=True)
class Part:
    """Clients who came for one thing: a product, or ``book`` and ``check_in``."""

    product: Annotated[str, "like [A-Za-z0-9_-]+"]
    clients: Annotated[int, "1 to 100000"]


@dataclass(frozen=True, slots=True)
class Aged:
    """Clients of about this age."""

    age: Annotated[int, "0 to 120"]
    clients: Annotated[int, "1 to 100000"]


@dataclass(frozen=True, slots=True)
class SampleUse:
    """The clients of one contact point between two days, both included."""

    point: Annotated[str, "refers to contact_points"]
    since: date
    until: date
    mix: tuple[Part, ...]
    ages: tuple[Aged, ...] = ()
    source: str = ""


def wrong_with(sample: SampleUse) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Where, what and what instead."""
    if sample.until < sample.since:
        yield ("until",), sample.until.isoformat(), "a day not before since"


def weeks_of(sample: SampleUse) -> list[date]:
    """The Mondays of its weeks."""
    first, last = week_of(sample.since), week_of(sample.until)
    return [first + timedelta(weeks=i) for i in range((last - first).days // 7 + 1)]


def spread(total: int, over: Sequence[date]) -> list[int]:
    """A total over weeks, as evenly as whole clients allow, the first ones one more."""
    each, more = divmod(total, len(over))
    return [each + (i < more) for i in range(len(over))]
