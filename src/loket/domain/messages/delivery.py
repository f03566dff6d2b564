"""What may go wrong on the way to a person, and when to try again."""

from __future__ import annotations

from datetime import timedelta


class NotSent(Exception):
    """A message did not leave the house.

    ``kind`` says why without the other side's words, which may hold an address or a number;
    ``permanent``: trying again cannot help.
    """

    def __init__(self, kind: str, *, permanent: bool) -> None:
        super().__init__(kind)
        self.kind = kind
        self.permanent = permanent


#: After the first try, the second, and so on: about three days in all. RFC 5321 (4.5.4.1) asks
#: senders to go on for four to five days at least half an hour apart, which suits a relay; an
#: appointment's message is of no use that late, and a short fault should not cost half an hour.
PAUSES = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480, 720, 1440, 1440)
)


def pause_after(attempts: int) -> timedelta | None:
    """The pause after this many tries; None when it was the last. The first try is number 1."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
