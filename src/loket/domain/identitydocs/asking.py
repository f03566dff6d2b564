"""What somebody who lost a code needs: new codes, or only the counter; and why not.

Handbook 7.1. Three different things hide behind "I forgot my code": who still knows the PUK sets a
new PIN at once, a card of 2022 or later is unblocked at the counter, and only the rest has new
codes made, which arrive in the municipality where one is registered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from loket.domain.identitydocs.terms import Terms
from loket.domain.refusals import Reason

CardKind = Literal["eid", "kids_id", "foreigner_card"]
Lost = Literal["pin", "puk", "both"]
Way = Literal["request", "counter"]

CARD_KINDS: tuple[CardKind, ...] = ("eid", "kids_id", "foreigner_card")
LOST: tuple[Lost, ...] = ("pin", "puk", "both")
#: What stops the federal service from making codes, whoever asks.
PENDING = ("address_change", "new_card")
#: No card is older: longer than any of them is valid.
OLDEST_CARD = timedelta(days=366 * 31)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the holder says about card and codes.

    The day of issue stands on the card; None when it is before the day from which a counter
    unblocks cards, which is all that a kiosk asks.
    """

    card: CardKind
    lost: Lost
    issued_on: date | None = None
    #: The last day on which the card is valid, where it is known.
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """Where the holder is registered, as far as it is known; empty: not known."""

    municipality: str = ""
    since: date | None = None
    former: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """The way to go, all reasons for it, and what to be warned of."""

    way: Way
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()


def advise(wish: Wish, terms: Terms) -> Advice:
    """Whether new codes are needed at all; who is sent to a counter gets every reason why."""
    reasons = []
    if wish.lost == "pin":
        reasons.append(Reason("puk_is_known"))
    if wish.issued_on is not None and wish.issued_on >= terms.unblocked_from:
        reasons.append(Reason("card_unblocked_at_counter", {"day": terms.unblocked_from}))
    return Advice("counter" if reasons else "request", tuple(reasons))


def reasons_against(
    wish: Wish, *, home: Home, city: str, pending: frozenset[str], on: date
) -> list[Reason]:
    """Why no codes can be requested for this card here and now; empty when they can.

    ``city`` is the municipality whose counter this is; ``pending`` holds what is being handled.
    """
    found = []
    if wish.issued_on is not None and not on - OLDEST_CARD <= wish.issued_on <= on:
        found.append(Reason("card_issued_on_impossible", {"day": wish.issued_on}))
    if wish.valid_until is not None and wish.valid_until < on:
        found.append(Reason("card_expired", {"day": wish.valid_until}))
    found += against_home(home, city=city)
    found += [Reason(PENDING_CODES[one]) for one in PENDING if one in pending]
    return found


def against_home(home: Home, *, city: str) -> list[Reason]:
    """Codes are asked for where one is registered; what is not known stops nobody."""
    if not home.municipality or home.municipality == city:
        return []
    return [Reason("registered_elsewhere", {"municipality": home.municipality})]


#: Says why a request waits, by what is being handled.
PENDING_CODES: Mapping[str, str] = {
    "address_change": "codes_wait_for_address_change",
    "new_card": "codes_wait_for_new_card",
}


def warnings(home: Home, *, terms: Terms, on: date) -> tuple[Reason, ...]:
    """What somebody who moved lately must know: the codes may arrive where they lived before."""
    if home.since is None or on - home.since > timedelta(days=terms.moved_lately_days):
        return ()
    return (Reason("codes_may_arrive_elsewhere", {"municipality": home.former}),)


def is_blocking(reason: Reason) -> bool:
    """Whether a request can be taken and waits, rather than being refused."""
    return reason.code in PENDING_CODES.values()
