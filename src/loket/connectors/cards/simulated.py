"""The simulator: an issuer with a key of its own, its cards, and a reader. Nobody trusts it."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from loket.connectors.cards.cards import Answer, CardData, PinRefused, ReaderAway
from loket.domain.kiosks.cards import Revocation

TRIES: Final = 3
VALID: Final = timedelta(days=3650)
#: Every name of this issuer begins so; outside the demo nothing starts that trusts one.
MARK: Final = "Simulated issuer of cards"
#: A key of P-384 made of so many bytes is surely below the order of the curve.
KEY_BYTES: Final = 47
ANSWER_GOOD_FOR: Final = timedelta(hours=1)


@dataclass
class Card:
    """A card of the simulator: its key never leaves it."""

    data: CardData
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey
    pin: str
    between: tuple[bytes, ...] = ()
    left: int = TRIES


@dataclass
class SimulatedIssuer:
    """Issues cards and knows which are revoked; without `answers` it is out of reach.

    With one `seed` every process has the same keys and the same cards. Below an `above` it is an
    authority between, as those of the state are.
    """

    at: datetime = field(default_factory=lambda: datetime(2020, 1, 1, tzinfo=UTC))
    answers: bool = True
    seed: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    above: SimulatedIssuer | None = None
    #: Where its register answers (OCSP); empty: certificates name none.
    address: str = ""

    def __post_init__(self) -> None:
        self.key = self._key_of("issuer")
        self._revoked: set[int] = set()
        said = f"{MARK}, below another" if self.above else MARK
        self.name = _named(said)
        self.certificate = self._certify(self.name, self.key, is_authority=True)

    def issue(
        self, *, number: str, names: str, pin: str, is_for_signing: bool = False, label: str = ""
    ) -> Card:
        """A card with its own key; with a `label` it is the same card in every process."""
        key = self._key_of(f"card {label or secrets.token_hex(16)}")
        subject = _named(names[:64], number)
        certificate = self._certify(subject, key, is_for_signing=is_for_signing)
        between = (self.certificate.public_bytes(Encoding.DER),) if self.above else ()
        return Card(CardData(number, names), certificate, key, pin, between)

    def revoke(self, card: Card) -> None:
        """The card was reported lost."""
        self._revoked.add(card.certificate.serial_number)

    def status(
        self,
        certificate: x509.Certificate,
        issuer: x509.Certificate,
        *,
        now: datetime,
    ) -> Revocation:
        """As a register of certificates answers."""
        if self.above and issuer.public_key() == self.above.certificate.public_key():
            return self.above.status(certificate, issuer, now=now)
        if not self.answers or issuer.public_key() != self.key.public_key():
            return "unknown"
        return "revoked" if certificate.serial_number in self._revoked else "good"

    def respond(self, asked: bytes, *, certificate: x509.Certificate, now: datetime) -> bytes:
        """The same by the protocol (RFC 6960), for the one certificate that is asked about."""
        request = ocsp.load_der_ocsp_request(asked)
        is_lost = certificate.serial_number in self._revoked
        answer = (
            ocsp.OCSPResponseBuilder()
            .add_response(
                cert=certificate,
                issuer=self.certificate,
                algorithm=hashes.SHA1(),  # noqa: S303 (names, not secures)
                cert_status=ocsp.OCSPCertStatus.REVOKED if is_lost else ocsp.OCSPCertStatus.GOOD,
                this_update=now,
                next_update=now + ANSWER_GOOD_FOR,
                revocation_time=now if is_lost else None,
                revocation_reason=None,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, self.certificate)
        )
        for one in request.extensions:
            answer = answer.add_extension(one.value, critical=False)
        return answer.sign(self.key, hashes.SHA384()).public_bytes(Encoding.DER)

    def _key_of(self, what: str) -> ec.EllipticCurvePrivateKey:
        made = hmac.digest(self.seed, what.encode(), "sha384")[:KEY_BYTES]
        return ec.derive_private_key(int.from_bytes(made, "big"), ec.SECP384R1())

    def _serial_of(self, key: ec.EllipticCurvePrivateKey) -> int:
        """Of the key, so that it is the same in every process; positive, of 20 bytes at most."""
        drawn = hmac.digest(self.seed, str(key.private_numbers().private_value).encode(), "sha256")
        return int.from_bytes(drawn[:16], "big") + 1

    def _certify(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        *,
        is_authority: bool = False,
        is_for_signing: bool = False,
    ) -> x509.Certificate:
        signer = self.above if self.above and is_authority else self
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(signer.name)
            .public_key(key.public_key())
            .serial_number(self._serial_of(key))
            .not_valid_before(self.at)
            .not_valid_after(self.at + VALID)
            .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
            .add_extension(
                _usage(is_authority=is_authority, is_for_signing=is_for_signing), critical=True
            )
        )
        if signer.address:
            made = made.add_extension(_register_at(signer.address), critical=False)
        return made.sign(signer.key, hashes.SHA384())


def _named(said: str, number: str = "") -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, said)]
    if number:
        parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, number))
    return x509.Name(parts)


def _usage(*, is_authority: bool, is_for_signing: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority, content_commitment=is_for_signing,
        key_encipherment=False, data_encipherment=False, key_agreement=False,
        key_cert_sign=is_authority, crl_sign=is_authority,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _register_at(address: str) -> x509.AuthorityInformationAccess:
    told = x509.UniformResourceIdentifier(address)
    return x509.AuthorityInformationAccess(
        [x509.AccessDescription(AuthorityInformationAccessOID.OCSP, told)]
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
        certificate = card.certificate.public_bytes(Encoding.DER)
        return Answer(question, signature, certificate, card.between)

    def _in_it(self) -> Card:
        if self.card is None:
            raise ReaderAway("no card")
        return self.card
