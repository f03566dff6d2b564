"""A key in a token (PKCS#11): a card, a module on the network, or software that behaves as one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pkcs11
from asn1crypto import crl

from loket.connectors.seals.files import read_certificates, read_revocations


class TokenAway(Exception):
    """The token, or the key in it, cannot be reached; the message names what was looked for."""


class TokenKey:
    """The RSA key called ``label`` in the token called ``token``, through the maker's ``library``.

    ``folder`` holds what is public: `chain.pem` (own certificate first) and `revoked.pem`. One
    session is kept; a token that was away is asked once more. Raises ``TokenAway``.
    """

    def __init__(self, library: Path, *, token: str, label: str, pin: str, folder: Path) -> None:
        self._library = library
        self._token, self._label, self._pin = token, label, pin
        self._folder = folder
        self.certificate, *rest = read_certificates(folder / "chain.pem")
        self.chain = tuple(rest)
        self._revocations = read_revocations(folder / "revoked.pem")
        self._session: pkcs11.Session | None = None
        #: The package gives a key the operations that its token has, so no type says them.
        self._key: Any = None
        self._open()

    @property
    def revocations(self) -> Sequence[crl.CertificateList]:
        """Read again each time: whoever fetches new lists need not stop the sealing."""
        with suppress(PermissionError):
            self._revocations = read_revocations(self._folder / "revoked.pem")
        return self._revocations

    def sign(self, data: bytes) -> bytes:
        """RSA PKCS#1 v1.5 over the SHA-256 of ``data``. Raises ``TokenAway``."""
        try:
            return self._sign(data)
        except pkcs11.PKCS11Error:
            self.close()
        self._open()
        try:
            return self._sign(data)
        except pkcs11.PKCS11Error as gone:
            raise TokenAway(f"token {self._token}, key {self._label}") from gone

    def close(self) -> None:
        """Ends the session; the key stays in the token."""
        session, self._session, self._key = self._session, None, None
        if session is not None:
            try:
                session.close()
            except pkcs11.PKCS11Error:
                return

    def _sign(self, data: bytes) -> bytes:
        if self._key is None:
            raise TokenAway(f"token {self._token}, key {self._label}")
        signature: bytes = self._key.sign(data, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS)
        return signature

    def _open(self) -> None:
        try:
            token = pkcs11.lib(str(self._library)).get_token(token_label=self._token)
            self._session = token.open(user_pin=self._pin)
            self._key = self._session.get_key(
                object_class=pkcs11.ObjectClass.PRIVATE_KEY, label=self._label
            )
        except (pkcs11.PKCS11Error, RuntimeError) as gone:
            self.close()  # a process is logged in to a token once: the next try must find it free
            raise TokenAway(f"token {self._token}, key {self._label}") from gone
