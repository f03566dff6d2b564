"""The QR code's signature: made with a key of the documents, checked with any that ever made one.

The key is derived from those of the short codes, so that one secret rotates both. It is not the
seal's: it only binds a code to what is printed beside it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256

from loket.domain.documents import paper
from loket.domain.documents.paper import PaperClaims
from loket.foundations.documents.queries.keys import keys

_PURPOSE = b"loket document QR v1"
#: Order of the group of P-256 (SEC 2).
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_SIZE = 32


def sign_paper(body: Mapping[str, Any]) -> str:
    """The text of the QR code's signed part."""
    private, public = _pair(keys()[0])
    signed = paper.packed({"alg": "ES256", "kid": public["kid"]}, body)
    one, other = utils.decode_dss_signature(private.sign(signed, ec.ECDSA(SHA256())))
    return paper.text_of(signed, one.to_bytes(_SIZE, "big") + other.to_bytes(_SIZE, "big"))


def read_paper(text: str) -> PaperClaims | None:
    """What a QR code says that stands on its paper; None when no key of ours signed it."""
    parts = paper.parts_of(text.partition("#")[2] or text)
    if parts is None:
        return None
    kid, signed, signature, claims = parts
    pair = next((one for one in map(_pair, keys()) if one[1]["kid"] == kid), None)
    if pair is None or len(signature) != 2 * _SIZE:
        return None
    numbers = (int.from_bytes(half, "big") for half in (signature[:_SIZE], signature[_SIZE:]))
    try:
        pair[0].public_key().verify(
            utils.encode_dss_signature(*numbers), signed, ec.ECDSA(SHA256())
        )
    except InvalidSignature:
        return None
    return claims


def list_public_keys() -> list[dict[str, str]]:
    """The key set that the city publishes: today's key first, then those before it."""
    return [_pair(key)[1] for key in keys()]


@lru_cache(maxsize=8)
def _pair(key: bytes) -> tuple[ec.EllipticCurvePrivateKey, dict[str, str]]:
    """The key pair that belongs to a key of the short codes."""
    wide = hmac.digest(key, _PURPOSE, hashlib.sha512)
    private = ec.derive_private_key(int.from_bytes(wide, "big") % (_ORDER - 1) + 1, ec.SECP256R1())
    numbers = private.public_key().public_numbers()
    return private, paper.public_key(numbers.x, numbers.y)
