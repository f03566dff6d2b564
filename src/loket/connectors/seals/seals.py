"""What a key that seals is for us."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from asn1crypto import crl, x509


class SealKey(Protocol):
    """A private key that never comes to us, with what others need to believe it for years."""

    @property
    def certificate(self) -> x509.Certificate:
        """Of this key."""

    @property
    def chain(self) -> Sequence[x509.Certificate]:
        """Of those who issued it, nearest first, root last."""

    @property
    def revocations(self) -> Sequence[crl.CertificateList]:
        """The newest lists of what the issuers revoked."""

    def sign(self, data: bytes) -> bytes:
        """RSA PKCS#1 v1.5 over the SHA-256 of ``data``."""

    def close(self) -> None:
        """Lets go of the key."""
