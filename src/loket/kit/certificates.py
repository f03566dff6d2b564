"""Certificates of our own making: for demonstrations and tests, where no authority knows us.

A root issues a certificate for a key and a list of what it revoked. Everything is X.509 (RFC 5280).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

#: PDF/A-3 is PDF 1.7, which knows RSA; a curve would make it PDF 2.0.
BITS = 3072
EXPONENT = 65537
#: A clock that runs behind ours must not find the certificate too young.
LEEWAY = timedelta(minutes=5)

Use = Literal["seal", "time_stamps"]


def new_key() -> rsa.RSAPrivateKey:
    """An RSA key of 3,072 bits; takes up to a second."""
    return rsa.generate_private_key(EXPONENT, BITS)


@dataclass(frozen=True, slots=True)
class Root:
    """A certificate authority with one level: its key, and its certificate signed by itself."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @classmethod
    def new(cls, name: str, *, now: datetime, years: int = 20, since: timedelta = LEEWAY) -> Root:
        """A new authority of that name; its certificate holds from ``since`` before ``now``."""
        key = new_key()
        subject = _name(name, "")
        usage = _usage(key_cert_sign=True, crl_sign=True)
        made = (
            _certificate(
                subject, subject, key.public_key(), now - since, now + timedelta(days=365 * years)
            )
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage, critical=True)
        )
        return cls(key, made.sign(key, hashes.SHA256()))

    def issue(
        self,
        name: str,
        key: rsa.RSAPublicKey,
        *,
        use: Use,
        now: datetime,
        days: int = 730,
        organisation: str = "",
        since: timedelta = LEEWAY,
    ) -> x509.Certificate:
        """A certificate for sealing documents, or for nothing but stamping times (RFC 3161)."""
        made = (
            _certificate(
                _name(name, organisation),
                self.certificate.subject,
                key,
                now - since,
                now + timedelta(days=days),
            )
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()),
                critical=False,
            )
            .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
        )
        if use == "time_stamps":
            stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            made = made.add_extension(stamping, critical=True)
        return made.sign(self.key, hashes.SHA256())

    def revocations(
        self,
        *,
        now: datetime,
        revoked: tuple[int, ...] = (),
        days: int = 30,
        since: timedelta = LEEWAY,
    ) -> x509.CertificateRevocationList:
        """The list of what this authority revoked, by serial number; good for ``days``."""
        made = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(now - since)
            .next_update(now + timedelta(days=days))
            .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()),
                critical=False,
            )
        )
        for serial in revoked:
            one = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(now)
            made = made.add_revoked_certificate(one.build())
        return made.sign(self.key, hashes.SHA256())


def _name(common: str, organisation: str) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COMMON_NAME, common)]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    return x509.Name(parts)


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPublicKey,
    begins: datetime,
    ends: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )
