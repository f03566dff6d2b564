"""How many moments one client may keep from others before confirming any, and for how long."""

from datetime import timedelta

#: A family that books in two tabs stays under it, a robot does not. Packs may say otherwise.
HOLDS_PER_CLIENT = 3
#: So long after its end a hold still keeps others out: time to ask the earlier-moment list first.
#: Longer than two turns of the clock that asks; without a worker the moment is free afterwards.
LIST_COMES_FIRST = timedelta(seconds=20)


def may_hold_more(live_holds: int, *, most: int = HOLDS_PER_CLIENT) -> bool:
    """Whether a client with so many live, unconfirmed holds may have one more."""
    return live_holds < most
