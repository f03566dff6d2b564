"""What the QR code on paper says: the printed claims, signed, so that it fits no other paper.

The text is a JWS (RFC 7515, compact, ES256): anybody can check it offline with the keys that the
city publishes as a key set (RFC 7517). Its payload is JSON with short names::

    {"c": code, "d": day of issue, "t": title, "v": {claim: value}}

What may be printed under one code is thus fixed: who copies the QR code onto another paper carries
the first person's name along.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from loket.domain.documents.models import Model

#: A QR code that a phone reads from paper at arm's length holds about this many characters.
LONGEST = 900
#: Of a list of names no more than this goes into the code; then only their number.
LONGEST_LIST = 200
CURVE = "P-256"


@dataclass(frozen=True, slots=True)
class PaperClaims:
    """What the QR code says that stands on the paper."""

    code: str
    title: str
    issued_on: date
    claims: Mapping[str, str]


def payload(
    model: Model, claims: Mapping[str, Any], *, code: str, local: datetime
) -> dict[str, Any]:
    """What is signed: the claims that the model puts in the code, as they are printed.

    ``local`` is when it was issued, on the city's clock.
    """
    said = {name: as_printed(claims[name]) for name in model.in_code if claims.get(name)}
    return {"c": code, "d": local.date().isoformat(), "t": model.title, "v": said}


def as_printed(value: Any) -> str:
    """A claim on one line; of several people their names, or how many where they are too many."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        return str(value)
    names = ", ".join(
        str(one.get("names", "")) if isinstance(one, Mapping) else str(one) for one in value
    )
    return names if len(names) <= LONGEST_LIST else f"{len(value)}"


def packed(header: Mapping[str, str], body: Mapping[str, Any]) -> bytes:
    """The bytes that are signed: both parts of the JWS, with a full stop between."""
    return b".".join(_encoded(_compact(part)) for part in (header, body))


def text_of(signed: bytes, signature: bytes) -> str:
    """The whole JWS."""
    return (signed + b"." + _encoded(signature)).decode()


def parts_of(text: str) -> tuple[str, bytes, bytes, PaperClaims] | None:
    """The name of the key, what was signed, the signature and what it says; None for no such text.

    Nothing here proves anything: the signature must be checked with the key of that name.
    """
    pieces = text.strip().split(".")
    if len(text) > LONGEST or len(pieces) != 3:
        return None
    try:
        header, body, signature = (_decoded(piece) for piece in pieces)
        told, said = json.loads(header), json.loads(body)
        claims = PaperClaims(
            str(said["c"]), str(said["t"]), date.fromisoformat(said["d"]), _strings(said["v"])
        )
        kid = str(told["kid"]) if told["alg"] == "ES256" else ""
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return kid, ".".join(pieces[:2]).encode(), signature, claims


def public_key(x: int, y: int) -> dict[str, str]:
    """A public key as a key set has it; its name is its thumbprint (RFC 7638), shortened."""
    told = {"crv": CURVE, "kty": "EC", "x": _coordinate(x), "y": _coordinate(y)}
    thumb = hashlib.sha256(_compact(told)).digest()
    return {**told, "use": "sig", "alg": "ES256", "kid": _encoded(thumb)[:8].decode()}


def _strings(said: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in said.items()}


def _coordinate(number: int) -> str:
    return _encoded(number.to_bytes(32, "big")).decode()


def _compact(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _encoded(value: bytes) -> bytes:
    return base64.urlsafe_b64encode(value).rstrip(b"=")


def _decoded(piece: str) -> bytes:
    return base64.b64decode(piece + "=" * (-len(piece) % 4), altchars=b"-_", validate=True)
