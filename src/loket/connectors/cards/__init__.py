"""Identity cards: a question that the card signs after its PIN, and what the answer proves.

What it says of itself: the check of signature, issuer, use and dates is written from the standards
(X.509, RFC 5280) and has met no card of the state. Reader and register have a simulator only: the
middleware of the cards and OCSP are a person's task. A kiosk without a reader signs in by phone.
"""

from loket.connectors.cards.cards import (
    Answer,
    CardData,
    CardReader,
    PinRefused,
    ReaderAway,
    Register,
)
from loket.connectors.cards.checking import Holder, examine
from loket.connectors.cards.simulated import SimulatedIssuer, SimulatedReader

#: How far this connector is known to be right.
STANDING = "as documented, untested"

__all__ = [
    "STANDING",
    "Answer",
    "CardData",
    "CardReader",
    "Holder",
    "PinRefused",
    "ReaderAway",
    "Register",
    "SimulatedIssuer",
    "SimulatedReader",
    "examine",
]
