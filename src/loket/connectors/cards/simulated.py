"""The simulator: an issuer with a key of its own, its cards, and a reader. Nobody trusts it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from loket.connectors.cards.cards import Answer, CardData, PinRefused, ReaderAway
from loket.domain.kiosks.cards import Revocation

TRIES = 3
VALID = timedelta(days=3650)


@dataclass
class Card:
    """A card of the simulator: its key never leaves it."""

    data: CardData
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    pin: str
    left: int = TRIES


@dataclass
class SimulatedIssuer:
    """Issues cards and knows which are revoked; without `answers` it is out of reach."""

    at: datetime = field(default_factory=lambda: datetime(2020, 1, 1, tzinfo=UTC))
    answers: bool = True

    def __post_init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP384R1())
        self._revoked: set[int] = set()
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Simulated issuer of cards")])
        self._name = name
        self.certificate = self._certify(name, self._key, is_authority=True)

    def issue(self, *, number: str, names: str, pin: str, is_for_signing: bool = False) -> Card:
        """A card with its own key."""
        key = ec.generate_private_key(ec.SECP384R1())
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.COMMON_NAME, names[:64]),
                x509.NameAttribute(NameOID.SERIAL_NUMBER, number),
            ]
        )
        certificate = self._certify(subject, key, is_for_signing=is_for_signing)
        return Card(CardData(number, names), certificate, key, pin)

    def revoke(self, card: Card) -> None:
        """The card was reported lost."""
        self._revoked.add(card.certificate.serial_number)

    def status(self, certificate: x509.Certificate, issuer: x509.Certificate) -> Revocation:
        """As a register of certificates answers."""
        if not self.answers or issuer != self.certificate:
            return "unknown"
        return "revoked" if certificate.serial_number in self._revoked else "good"

    def _certify(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        *,
        is_authority: bool = False,
        is_for_signing: bool = False,
    ) -> x509.Certificate:
        usage = x509.KeyUsage(
            digital_signature=not is_authority, content_commitment=is_for_signing,
            key_encipherment=False, data_encipherment=False, key_agreement=False,
            key_cert_sign=is_authority, crl_sign=is_authority,
            encipher_only=False, decipher_only=False,
        )  # fmt: skip
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self.at)
            .not_valid_after(self.at + VALID)
            .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
            .add_extension(usage, critical=True)
            .sign(self._key, hashes.SHA384())
        )


@dataclass
class SimulatedReader:
    """A reader with a card in it, or none."""

    card: Card | None = None

    def read(self) -> CardData:
        """Without any code, as with every card."""
        return self._in_it().data

    def answer(self, question: bytes, pin: str) -> Answer:
        """A right PIN gives the card its three tries back; at none left it is blocked."""
        card = self._in_it()
        if card.left == 0:
            raise PinRefused(0)
        if pin != card.pin:
            card.left -= 1
            raise PinRefused(card.left)
        card.left = TRIES
        signature = card.key.sign(question, ec.ECDSA(hashes.SHA384()))
        return Answer(question, signature, card.certificate.public_bytes(Encoding.DER))

    def _in_it(self) -> Card:
        if self.card is None:
            raise ReaderAway("no card")
        return self.card
