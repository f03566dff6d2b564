"""Short words for the acts that most tests begin with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.factories.city import NOW

from loket.offices.appointments import actions
from loket.offices.appointments.queries import Item

KIDSID = (Item("KIDSID"),)
BIRTH = (Item("BIRTH"),)


def hold(
    token: str,
    items: tuple[Item, ...] = KIDSID,
    *,
    client: str = "",
    now: datetime = NOW,
    **more: Any,
) -> actions.Held:
    """Hold a moment without the limit per client, unless one is named."""
    return actions.hold(token=token, items=items, client=client, now=now, actor="resident", **more)


def book(
    token: str, who: str, items: tuple[Item, ...] = KIDSID, *, now: datetime = NOW, **more: Any
) -> actions.Booked:
    """Hold and confirm for somebody with an address of her own."""
    held = hold(token, items, now=now, **more)
    return actions.book(
        hold=held.id, name=who.title(), email=f"{who}@example.org", now=now, actor="resident",
        channel="portal",
    )  # fmt: skip
