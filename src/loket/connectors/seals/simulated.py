"""The simulator: a key in memory, under an authority that nobody else knows."""

from __future__ import annotations

from datetime import datetime

from asn1crypto import crl, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from loket.kit.certificates import Root, new_key

PADDING = padding.PKCS1v15()
SHA256 = hashes.SHA256()


class SimulatedKey:
    """Signs as a real one does; its certificate says that it counts for nothing."""

    def __init__(
        self,
        root: Root,
        *,
        now: datetime,
        name: str = "Zegel van een demonstratie",
        organisation: str = "zonder rechtswaarde",
        key: rsa.RSAPrivateKey | None = None,
        days: int = 730,
    ) -> None:
        self._key = key or new_key()
        issued = root.issue(
            name, self._key.public_key(), use="seal", now=now, days=days, organisation=organisation
        )
        self.certificate = as_read(issued.public_bytes(Encoding.DER))
        self.chain = (as_read(root.certificate.public_bytes(Encoding.DER)),)
        listed = root.revocations(now=now).public_bytes(Encoding.DER)
        self.revocations = (crl.CertificateList.load(listed),)

    def sign(self, data: bytes) -> bytes:
        """RSA PKCS#1 v1.5 over the SHA-256 of ``data``."""
        return self._key.sign(data, PADDING, SHA256)

    def close(self) -> None:
        """It lives in memory only."""


def as_read(der: bytes) -> x509.Certificate:
    """A certificate of these bytes."""
    return x509.Certificate.load(der)
