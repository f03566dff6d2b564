"""When an employee who opens a case reads what registers said, and which kinds of data.

No register is asked then; but what an answer left in the case is seen again, by somebody else
perhaps than who asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from loket.domain.registers.seen import READING, SOON

#: Whose answers a case keeps nothing of: hits are shown once, finished papers have their own life.
LEAVES_NOTHING: Final = frozenset({"search", "attest", "act"})


@dataclass(frozen=True, slots=True)
class Brought:
    """A look-up for the case that showed something of the person, or may have."""

    at: datetime
    actor: str
    inquiry: str
    kinds: tuple[str, ...]

    @property
    def stays(self) -> bool:
        """Whether the case keeps something of its answer."""
        return self.inquiry != READING and self.inquiry not in LEAVES_NOTHING


def kinds_read(brought: Sequence[Brought], *, reader: str, now: datetime) -> tuple[str, ...]:
    """The kinds of data that the reader's line names; empty when no line is due.

    Within `seen.SOON` after a line of the same reader for this case and person, whether they asked
    or read, another one that names nothing new would tell nothing: pages of one visit are one line.
    """
    stay = dict.fromkeys(kind for one in brought if one.stays for kind in one.kinds)
    told = {
        kind
        for one in brought
        if one.actor == reader and now - one.at <= SOON
        for kind in one.kinds
    }
    return () if told.issuperset(stay) else tuple(stay)
