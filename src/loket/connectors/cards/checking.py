"""What an answer of a card proves: signature, issuer, use, dates, revocation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import NameOID

from loket.connectors.cards.cards import Answer, Register
from loket.domain.kiosks.cards import Proof, Revocation

#: Authorities that a card may bring along: more is no card.
MOST_BETWEEN: Final = 3


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose card it is, with what was proved. The number stands in the certificate's subject."""

    number: str
    proof: Proof


def examine(
    answer: Answer,
    *,
    question: bytes,
    trusted: Sequence[x509.Certificate],
    register: Register,
    now: datetime,
) -> Holder | None:
    """The holder and the proof; None when the answer is to another question or unreadable."""
    if answer.question != question:
        return None
    try:
        certificate = x509.load_der_x509_certificate(answer.certificate)
        between = [x509.load_der_x509_certificate(one) for one in answer.between[:MOST_BETWEEN]]
        number = _number(certificate)
    except (ValueError, IndexError):
        return None
    path = _path(certificate, between, trusted, now)
    return Holder(
        number,
        Proof(
            is_signed=_is_signed(certificate, answer),
            is_trusted=bool(path) and _is_for_authentication(certificate),
            valid_from=certificate.not_valid_before_utc,
            valid_to=certificate.not_valid_after_utc,
            revocation=_status([certificate, *path], register, now),
        ),
    )


def _path(
    certificate: x509.Certificate,
    between: Sequence[x509.Certificate],
    trusted: Sequence[x509.Certificate],
    now: datetime,
) -> list[x509.Certificate]:
    """The authorities above a certificate, up to one that is pinned; empty when none leads there.

    One authority may stand between, as the cards of the state have it.
    """
    pinned = [one for one in trusted if _is_authority(one, now)]
    for root in pinned:
        if _is_issued_by(certificate, root):
            return [root]
    for middle in between:
        if not (_is_authority(middle, now) and _is_issued_by(certificate, middle)):
            continue
        for root in pinned:
            if _is_issued_by(middle, root):
                return [middle, root]
    return []


def _is_authority(certificate: x509.Certificate, now: datetime) -> bool:
    """Whether it may issue others, now; a card's own certificate is no authority."""
    try:
        basic = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    in_time = certificate.not_valid_before_utc <= now < certificate.not_valid_after_utc
    return basic.ca and usage.key_cert_sign and in_time


def _status(chain: Sequence[x509.Certificate], register: Register, now: datetime) -> Revocation:
    """Of every certificate below the pinned one; the worst word counts."""
    pairs = pairwise(chain)
    said = {register.status(one, issuer, now=now) for one, issuer in pairs}
    if "revoked" in said:
        return "revoked"
    return "good" if said == {"good"} else "unknown"


def _number(certificate: x509.Certificate) -> str:
    value = certificate.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)[0].value
    return value if isinstance(value, str) else value.decode()


def _is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _is_for_authentication(certificate: x509.Certificate) -> bool:
    """The other key of the card is for signing documents; it opens no door."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    return usage.digital_signature and not usage.content_commitment


def _is_signed(certificate: x509.Certificate, answer: Answer) -> bool:
    key = certificate.public_key()
    try:
        match key:
            case ec.EllipticCurvePublicKey():
                key.verify(answer.signature, answer.question, ec.ECDSA(hashes.SHA384()))
            case rsa.RSAPublicKey():
                key.verify(answer.signature, answer.question, padding.PKCS1v15(), hashes.SHA256())
            case _:
                return False
    except InvalidSignature:
        return False
    return True
