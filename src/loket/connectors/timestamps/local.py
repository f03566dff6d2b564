"""An authority of our own, for demonstrations and tests: it stamps, and nobody trusts it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from asn1crypto import tsp, x509
from cryptography import x509 as signed
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from loket.connectors.timestamps.timestamps import NotStamped, request_for, token_of
from loket.kit import signeddata
from loket.kit.certificates import Root, new_key

#: A policy needs a number; this arc is for private experiments (2.25: from a UUID).
POLICY = "2.25.329800735698586629295641978511506172918"
NAME = "Tijdstempel van een demonstratie"
PADDING = padding.PKCS1v15()
SHA256 = hashes.SHA256()


class LocalAuthority:
    """Stamps with a key in memory; ``clock`` says what time it is."""

    def __init__(
        self,
        key: rsa.RSAPrivateKey,
        certificate: x509.Certificate,
        chain: tuple[x509.Certificate, ...],
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._key = key
        self._clock = clock
        self.certificate = certificate
        self.chain = chain

    @classmethod
    def new(cls, root: Root, *, clock: Callable[[], datetime]) -> LocalAuthority:
        """One under this root, for as long as the process lives."""
        key = new_key()
        issued = root.issue(NAME, key.public_key(), use="time_stamps", now=clock())
        return cls(key, _read(issued), (_read(root.certificate),), clock=clock)

    def sign(self, data: bytes) -> bytes:
        """RSA PKCS#1 v1.5 over the SHA-256 of ``data``."""
        return self._key.sign(data, PADDING, SHA256)

    def stamp(self, digest: bytes) -> bytes:
        """DER of a token for this SHA-256."""
        nonce = secrets.randbits(63)
        return token_of(self.answer(request_for(digest, nonce)), digest=digest, nonce=nonce)

    def close(self) -> None:
        """There is no connection."""

    def answer(self, request: bytes) -> bytes:
        """DER of the answer to a request (RFC 3161), as it goes over HTTP too.

        Raises ``NotStamped`` for what cannot be read.
        """
        try:
            asked = tsp.TimeStampReq.load(request)
            imprint = asked["message_imprint"]
            supported = imprint["hash_algorithm"]["algorithm"].native == "sha256"
        except (ValueError, TypeError, KeyError) as unread:
            raise NotStamped("malformed") from unread
        if not supported:
            return _dumped({"status": {"status": "rejection", "fail_info": {"bad_alg"}}})
        told = tsp.TSTInfo(
            {
                "version": "v1",
                "policy": POLICY,
                "message_imprint": imprint,
                "serial_number": secrets.randbits(63),
                "gen_time": self._clock().replace(microsecond=0),
                "nonce": asked["nonce"].native,
            }
        )
        token = signeddata.enveloping(told.dump(), "tst_info", self)
        loaded = tsp.ContentInfo.load(token)
        return _dumped({"status": {"status": "granted"}, "time_stamp_token": loaded})


def _read(certificate: signed.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _dumped(answer: dict[str, object]) -> bytes:
    body: bytes = tsp.TimeStampResp(answer).dump()
    return body
