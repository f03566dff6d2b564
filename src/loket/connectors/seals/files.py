"""A key in an encrypted file: for demonstrations, and for trying out; a city uses a token."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from asn1crypto import crl, pem, x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from loket.connectors.seals.simulated import PADDING, SHA256


class WrongPassphrase(Exception):
    """The file does not open with this passphrase, or holds no RSA key."""


class FileKey:
    """The key of ``folder``: `key.pem` (PKCS#8, encrypted), `chain.pem` (own certificate first).

    `revoked.pem` holds the lists of the issuers. The key is read once and kept: reading an RSA key
    costs ten times what signing with it costs. Raises ``WrongPassphrase``, ``FileNotFoundError``.
    """

    def __init__(self, folder: Path, passphrase: str) -> None:
        try:
            key = serialization.load_pem_private_key(
                (folder / "key.pem").read_bytes(), passphrase.encode()
            )
        except (ValueError, TypeError) as wrong:
            raise WrongPassphrase(str(folder / "key.pem")) from wrong
        if not isinstance(key, rsa.RSAPrivateKey):
            raise WrongPassphrase(f"{folder / 'key.pem'} holds no RSA key")
        self._key = key
        self._folder = folder
        self.certificate, *rest = read_certificates(folder / "chain.pem")
        self.chain = tuple(rest)
        self._revocations = read_revocations(folder / "revoked.pem")

    @property
    def revocations(self) -> Sequence[crl.CertificateList]:
        """Read again each time: whoever fetches new lists need not stop the sealing.

        What was read before counts where the process, now another user, may not look any more.
        """
        with suppress(PermissionError):
            self._revocations = read_revocations(self._folder / "revoked.pem")
        return self._revocations

    def sign(self, data: bytes) -> bytes:
        """RSA PKCS#1 v1.5 over the SHA-256 of ``data``."""
        return self._key.sign(data, PADDING, SHA256)

    def close(self) -> None:
        """The memory goes with the process."""


def write_key(folder: Path, key: rsa.RSAPrivateKey, passphrase: str) -> Path:
    """Puts the key into `key.pem` of the folder, encrypted, for its owner's eyes only."""
    encryption = serialization.BestAvailableEncryption(passphrase.encode())
    body = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption
    )
    path = folder / "key.pem"
    path.touch(mode=0o600)
    path.write_bytes(body)
    return path


def read_certificates(path: Path) -> list[x509.Certificate]:
    """Every certificate of a PEM file, in its order."""
    return [x509.Certificate.load(der) for der in _unarmoured(path)]


def read_revocations(path: Path) -> Sequence[crl.CertificateList]:
    """Every list of a PEM file; none when there is no file."""
    return [crl.CertificateList.load(der) for der in _unarmoured(path)] if path.exists() else []


def _unarmoured(path: Path) -> list[bytes]:
    return [der for _, _, der in pem.unarmor(path.read_bytes(), multiple=True)]
