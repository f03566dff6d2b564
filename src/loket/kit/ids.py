"""Ids and codes that nobody can guess, and codes that people can read aloud."""

import hashlib
import hmac
import secrets
import uuid

#: No 0/O, 1/I/L, 2/Z, 5/S, 8/B: what is read aloud or copied by hand stays what it was.
ALPHABET = "ACDEFGHJKMNPQRTUVWXY34679"


def new_id() -> uuid.UUID:
    """A random id."""
    return uuid.uuid4()


def new_code(length: int = 8) -> str:
    """A random code for people: 8 characters hold 37 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def tidy_code(text: str) -> str:
    """What a person typed, as the code was made: capitals, without spaces and dashes."""
    return "".join(text.split()).replace("-", "").upper()


def keyed_hash(key: str | bytes, *parts: str) -> str:
    """32 hex digits that tell two values apart without telling either (HMAC-SHA256, 128 bits).

    Parts are kept apart by their length, so ("ab", "c") and ("a", "bc") differ.
    """
    secret = key.encode() if isinstance(key, str) else key
    body = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
    return hmac.new(secret, body, hashlib.sha256).hexdigest()[:32]
