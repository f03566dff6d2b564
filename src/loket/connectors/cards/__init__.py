"""Identity cards: a question that the card signs after its PIN, and what the answer proves.

What it says of itself: the check of signature, chain, use and dates (X.509, RFC 5280) and the
question to the issuer's register (OCSP, RFC 6960) are written from the standards and tested against
the simulator's own certificates; they have met no card and no register of the state. The reader has
a simulator only: the middleware of the cards and a pad for the PIN are a person's task. A kiosk
without a reader signs in by phone.
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
from loket.connectors.cards.ocsp import OcspRegister
from loket.connectors.cards.simulated import MARK, SimulatedIssuer, SimulatedReader

#: How far this connector is known to be right.
STANDING = "as documented, untested"

__all__ = [
    "MARK",
    "STANDING",
    "Answer",
    "CardData",
    "CardReader",
    "Holder",
    "OcspRegister",
    "PinRefused",
    "ReaderAway",
    "Register",
    "SimulatedIssuer",
    "SimulatedReader",
    "examine",
]
