"""What the includes of `templates/ui/parts/` take: plain facts, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Literal

from django.utils.translation import gettext as _

from loket.channels.ui import dates
from loket.domain.catalogue.product import ChannelKind

Tone = Literal["", "good", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Tag:
    """A few words that stand out; the tone is said by the words as well."""

    text: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment that can be chosen: `value` is what the button sends."""

    value: str
    starts_at: datetime
    place: str
    metres: float | None = None
    tags: tuple[Tag, ...] = ()
    more: str = ""

    @property
    def day(self) -> date:
        return dates.local_day(self.starts_at)


@dataclass(frozen=True, slots=True)
class Placed:
    """A moment with its day, which the button says to who does not see what stands above it."""

    moment: Moment
    day: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class Day:
    """The moments of one day under its name."""

    name: str
    moments: tuple[Placed, ...]


def by_day(moments: Sequence[Moment], *, today: date, feature: bool = True) -> tuple[Day, ...]:
    """The moments in their order under the names of their days; the first one stands out."""
    first = moments[0] if moments and feature else None
    return tuple(
        Day(
            _upper(dates.day(day, today)),
            tuple(Placed(one, dates.day(day, today), one is first) for one in group),
        )
        for day, group in groupby(moments, key=lambda one: one.day)
    )


@dataclass(frozen=True, slots=True)
class Rung:
    """One channel on the ladder; the page leads to the best one."""

    kind: ChannelKind
    title: str
    text: str
    is_open: bool = True
    is_best: bool = False
    url: str = ""
    action: str = ""
    #: Shown within the rung, as on the moments page.
    days: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what holds; several lines are shown under each other."""

    name: str
    values: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter as a link that switches it on or off."""

    label: str
    url: str
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step on a line, or a moment in the life of something."""

    label: str
    state: Literal["done", "current", "next"]


def steps(labels: Iterable[str], current: int) -> tuple[Step, ...]:
    """The line of steps with the one at `current` (from 0) as where we are."""
    return tuple(
        Step(label, "done" if i < current else "current" if i == current else "next")
        for i, label in enumerate(labels)
    )


def booking_steps(current: int) -> tuple[Step, ...]:
    """The same three steps on every page of a booking."""
    return steps((_("Wat"), _("Wanneer en waar"), _("Wie")), current)


def _upper(said: str) -> str:
    return said[:1].upper() + said[1:]
