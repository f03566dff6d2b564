"""The issuer's register of certificates, asked by the protocol that the certificates name (OCSP).

Written from RFC 6960. What does not answer, answers late, about another certificate, or under a key
that the issuer did not appoint, is *unknown*: that is never taken for good.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import httpx
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

from loket.domain.kiosks.cards import Revocation

#: Seconds that a person before a screen may wait for it.
PATIENCE: Final = 4.0
MOST_BYTES: Final = 64 * 1024
#: How far the register's clock may be from ours.
SKEW: Final = timedelta(minutes=5)
#: For a register that does not say when its next word comes.
FRESH_FOR: Final = timedelta(hours=24)
NONCE_BYTES: Final = 16
STRONG: Final = frozenset({"sha256", "sha384", "sha512"})


@dataclass(frozen=True, slots=True)
class OcspRegister:
    """Asks the address in the certificate, which is read only after the chain was found good."""

    http: httpx.Client = field(
        default_factory=lambda: httpx.Client(timeout=PATIENCE, follow_redirects=False)
    )

    def status(
        self, certificate: x509.Certificate, issuer: x509.Certificate, *, now: datetime
    ) -> Revocation:
        """One question, asked once; ``unknown`` for whatever is not a good answer."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        asked = (
            ocsp.OCSPRequestBuilder()
            .add_certificate(certificate, issuer, hashes.SHA1())  # noqa: S303 (names, not secures)
            .add_extension(x509.OCSPNonce(nonce), critical=False)
            .build()
        )
        try:
            said = self._ask(_address(certificate), asked.public_bytes(Encoding.DER))
            answer = ocsp.load_der_ocsp_response(said)
            if not _is_about(answer, asked) or not _is_of(answer, issuer, now):
                return "unknown"
            return _word(answer, nonce=nonce, now=now)
        except (httpx.HTTPError, ValueError, LookupError):
            return "unknown"

    def _ask(self, address: str, body: bytes) -> bytes:
        headers = {"Content-Type": "application/ocsp-request"}
        with self.http.stream("POST", address, content=body, headers=headers) as answer:
            answer.raise_for_status()
            said = b""
            for part in answer.iter_bytes():
                said += part
                if len(said) > MOST_BYTES:
                    raise ValueError("too long for an answer")
        return said


def _address(certificate: x509.Certificate) -> str:
    """Where the issuer says that its register answers; ``LookupError`` where it says nothing."""
    try:
        told = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess)
    except x509.ExtensionNotFound:
        raise LookupError("no register named") from None
    for one in told.value:
        if one.access_method == AuthorityInformationAccessOID.OCSP:
            return str(one.access_location.value)
    raise LookupError("no register named")


def _is_about(answer: ocsp.OCSPResponse, asked: ocsp.OCSPRequest) -> bool:
    """Whether it says something, and about the certificate that was asked."""
    if answer.response_status is not ocsp.OCSPResponseStatus.SUCCESSFUL:
        return False
    return (
        answer.serial_number == asked.serial_number
        and answer.issuer_key_hash == asked.issuer_key_hash
        and answer.issuer_name_hash == asked.issuer_name_hash
    )


def _is_of(answer: ocsp.OCSPResponse, issuer: x509.Certificate, now: datetime) -> bool:
    """Signed by the issuer, or by whom the issuer appointed for this and nothing else."""
    signers = [issuer, *(one for one in answer.certificates if _is_appointed(one, issuer, now))]
    return any(_signed(answer, one) for one in signers)


def _is_appointed(one: x509.Certificate, issuer: x509.Certificate, now: datetime) -> bool:
    try:
        one.verify_directly_issued_by(issuer)
        usage = one.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False
    in_time = one.not_valid_before_utc <= now < one.not_valid_after_utc
    return ExtendedKeyUsageOID.OCSP_SIGNING in usage and in_time


def _signed(answer: ocsp.OCSPResponse, signer: x509.Certificate) -> bool:
    key, digest = signer.public_key(), answer.signature_hash_algorithm
    if digest is None or digest.name not in STRONG:
        return False
    try:
        match key:
            case ec.EllipticCurvePublicKey():
                key.verify(answer.signature, answer.tbs_response_bytes, ec.ECDSA(digest))
            case rsa.RSAPublicKey():
                signed = answer.tbs_response_bytes
                key.verify(answer.signature, signed, padding.PKCS1v15(), digest)
            case _:
                return False
    except InvalidSignature:
        return False
    return True


def _word(answer: ocsp.OCSPResponse, *, nonce: bytes, now: datetime) -> Revocation:
    """What it says, if it says it now; an answer to somebody else's question is an old one."""
    until = answer.next_update_utc or answer.this_update_utc + FRESH_FOR
    if not answer.this_update_utc - SKEW <= now < until + SKEW:
        return "unknown"
    try:
        echoed = answer.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce
    except x509.ExtensionNotFound:
        echoed = nonce
    if echoed != nonce:
        return "unknown"
    match answer.certificate_status:
        case ocsp.OCSPCertStatus.GOOD:
            return "good"
        case ocsp.OCSPCertStatus.REVOKED:
            return "revoked"
        case _:
            return "unknown"
