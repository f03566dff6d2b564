"""What a printer is for us: it looks ready or not, takes a job, says how it goes, forgets it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Protocol

from loket.domain.kiosks.printing import JobState


class PrinterAway(Exception):
    """It was not reached, or refused: nothing of the order is there, so it may be tried again."""


@dataclass(frozen=True, slots=True)
class Order:
    """A finished PDF under a name that says nothing: whoever sees the queue learns nothing."""

    name: uuid.UUID
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Look:
    """What the printer says of itself; `reasons` are the keywords of RFC 8011, 5.4.12."""

    is_ready: bool
    reasons: tuple[str, ...] = ()

    @property
    def lacks_paper(self) -> bool:
        """Whether it says that a tray is empty."""
        return any(one.startswith(("media-empty", "media-needed")) for one in self.reasons)

    @property
    def is_jammed(self) -> bool:
        """Whether paper is stuck."""
        return any(one.startswith("media-jam") for one in self.reasons)


class Printer(Protocol):
    """One printer. Every question may raise ``PrinterAway``."""

    def look(self) -> Look:
        """Whether it can print now, and what it lacks."""

    def print(self, order: Order) -> int:
        """Hand it the job; its own number for it."""

    def follow(self, number: int) -> JobState:
        """How far a job is; ``gone`` for one that it does not know."""

    def purge(self, number: int) -> None:
        """Stop the job if it still runs and forget its pages; one that is unknown is forgotten."""
