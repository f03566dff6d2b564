"""What a reader with a card in it can do for us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cryptography import x509

from loket.domain.kiosks.cards import Revocation


class ReaderAway(Exception):
    """No reader, no card, or the card was taken out."""


class PinRefused(Exception):
    """The card refused the PIN; `left` tries remain, and 0 means that it is blocked."""

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} left")
        self.left = left


@dataclass(frozen=True, slots=True)
class CardData:
    """What anybody who holds the card can read. It identifies nobody, and is never kept."""

    number: str
    names: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the card says to a question after its PIN."""

    question: bytes
    signature: bytes
    #: The authentication certificate, DER.
    certificate: bytes
    #: The authorities between that certificate and one that we trust, DER, as the card holds them.
    between: tuple[bytes, ...] = ()


class CardReader(Protocol):
    """A reader in the kiosk. The PIN is typed on the reader's own keys where it has any."""

    def read(self) -> CardData:
        """The open data of the card; ``ReaderAway``."""

    def answer(self, question: bytes, pin: str) -> Answer:
        """Sign the question with the card's key; ``PinRefused``, ``ReaderAway``.

        Tried once: never a loop, because the third wrong PIN blocks the card.
        """


class Register(Protocol):
    """The issuer's register of certificates."""

    def status(
        self, certificate: x509.Certificate, issuer: x509.Certificate, *, now: datetime
    ) -> Revocation:
        """``unknown`` when it does not answer: that is never taken for good."""
