"""How many moments one client may keep from others before confirming any."""

#: A family that books in two tabs stays under it, a robot does not. Packs may say otherwise.
HOLDS_PER_CLIENT = 3


def may_hold_more(live_holds: int, *, most: int = HOLDS_PER_CLIENT) -> bool:
    """Whether a client with so many live, unconfirmed holds may have one more."""
    return live_holds < most
