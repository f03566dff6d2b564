"""Keeps short secrets in the database so that its readers alone cannot read them.

AES-256-GCM under a key derived (HKDF-SHA-256) from a master key and a purpose. What is encrypted
names its key: the first of several keys encrypts, every one of them decrypts. A new key is put last
everywhere, then first everywhere, then what is old is encrypted again, then the old key goes.

A secret is bound to a *place* (the record it stands in): moved to another it is not decrypted.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

#: A master key shorter than this can be guessed.
SHORTEST_KEY: Final = 32
NAME_BYTES: Final = 4
NONCE_BYTES: Final = 12


class NotDecrypted(Exception):
    """Encrypted under a key that is not here, for another place, or not whole."""


@dataclass(frozen=True, slots=True, repr=False)
class _Key:
    """One master key's two children: one that encrypts, one that finds."""

    name: bytes
    cipher: AESGCM
    finds: bytes


class Vault:
    """Encrypts and finds for one purpose; ``keys`` are master keys, the first of which encrypts."""

    def __init__(self, keys: Sequence[str], *, purpose: str) -> None:
        if not keys or any(len(key) < SHORTEST_KEY for key in keys):
            raise ValueError(f"a vault needs keys of at least {SHORTEST_KEY} characters")
        self._keys = tuple(_derive(key, purpose) for key in keys)

    def encrypt(self, secret: str, *, place: str) -> bytes:
        """The secret, unreadable, for this place."""
        key = self._keys[0]
        nonce = os.urandom(NONCE_BYTES)
        return key.name + nonce + key.cipher.encrypt(nonce, secret.encode(), place.encode())

    def decrypt(self, encrypted: bytes | memoryview, *, place: str) -> str:
        """The secret. Raises ``NotDecrypted``."""
        name, rest = bytes(encrypted)[:NAME_BYTES], bytes(encrypted)[NAME_BYTES:]
        key = next((one for one in self._keys if one.name == name), None)
        if key is None:
            raise NotDecrypted("encrypted under a key that is not here")
        try:
            return key.cipher.decrypt(
                rest[:NONCE_BYTES], rest[NONCE_BYTES:], place.encode()
            ).decode()
        except (InvalidTag, ValueError):
            raise NotDecrypted("for another place, or not whole") from None

    @property
    def names(self) -> tuple[bytes, ...]:
        """How what each key encrypted begins, in the order of the keys."""
        return tuple(one.name for one in self._keys)

    def trace(self, secret: str) -> str:
        """64 hex digits that find the secret without telling it, under the first key."""
        return self.traces(secret)[0]

    def traces(self, secret: str) -> tuple[str, ...]:
        """The same under every key, in the order of the keys."""
        return tuple(
            hmac.new(key.finds, secret.encode(), hashlib.sha256).hexdigest() for key in self._keys
        )


def _derive(key: str, purpose: str) -> _Key:
    def child(use: str) -> bytes:
        info = f"loket {use} {purpose}".encode()
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(key.encode())

    return _Key(child("name")[:NAME_BYTES], AESGCM(child("encrypt")), child("find"))
