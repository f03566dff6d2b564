"""The id token: who signed it, for whom, when, and what it says. Nothing of it is believed before.

All checks of OpenID Connect Core 1.0, 3.1.3.7, with the algorithms that the provider is pinned to.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from joserfc import jwe, jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from loket.connectors.identity.metadata import Metadata, NotProved
from loket.connectors.identity.provider import Provider

#: How far the provider's clock may be from ours.
LEEWAY: Final = timedelta(seconds=60)
#: How long our own assertion may be used.
ASSERTED_FOR: Final = timedelta(seconds=60)
LONGEST_TOKEN: Final = 64 * 1024
SIGNED_PARTS, ENCRYPTED_PARTS = 3, 5

Claims = Mapping[str, Any]


def read(
    token: object,
    *,
    provider: Provider,
    metadata: Metadata,
    nonce: str,
    access_token: str,
    now: datetime,
) -> Claims:
    """What an id token says that this provider signed for this sign-in. Raises `NotProved`."""
    if not isinstance(token, str) or len(token) > LONGEST_TOKEN:
        raise NotProved("no id token")
    signed = _decrypted(token, provider) if provider.encryption else token
    claims, algorithm = _verified(signed, provider, metadata, now)
    _check_parties(claims, provider)
    _check_times(claims, now)
    if not _is_same(claims.get("nonce"), nonce):
        raise NotProved("another nonce")
    if "at_hash" in claims and not _is_same(claims["at_hash"], _half_hash(access_token, algorithm)):
        raise NotProved("another access token")
    return claims


def assertion(provider: Provider, *, audience: str, now: datetime) -> str:
    """Our signed word to the provider that it is us (RFC 7523)."""
    key = provider.own_keys()[0]
    claims = {
        "iss": provider.client_id,
        "sub": provider.client_id,
        "aud": audience,
        "jti": secrets.token_urlsafe(24),
        "iat": int(now.timestamp()),
        "exp": int((now + ASSERTED_FOR).timestamp()),
    }
    return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key, algorithms=["RS256"])


def _decrypted(token: str, provider: Provider) -> str:
    """What is inside; it must be a signed token, because anybody can encrypt to us."""
    agreed = provider.encryption
    if agreed is None or token.count(".") != ENCRYPTED_PARTS - 1:
        raise NotProved("not encrypted")
    header = _header(token)
    if (header.get("alg"), header.get("enc")) != (agreed.algorithm, agreed.content):
        raise NotProved("encrypted in another way")
    # Not strict: some repeat issuer and audience in this header (RFC 7519, 5.3), others do not.
    ways = jwe.JWERegistry(algorithms=[agreed.algorithm, agreed.content], strict_check_header=False)
    for key in provider.own_keys():
        try:
            inner = jwe.decrypt_compact(token, key, registry=ways).plaintext
        except (JoseError, ValueError):
            continue
        return (inner or b"").decode("ascii", "replace")
    raise NotProved("encrypted for another key")


def _verified(
    token: str, provider: Provider, metadata: Metadata, now: datetime
) -> tuple[Claims, str]:
    if token.count(".") != SIGNED_PARTS - 1:
        raise NotProved("not signed")
    header = _header(token)
    kid, algorithm = header.get("kid"), header.get("alg")
    if algorithm not in provider.signing or not isinstance(kid, str | None):
        raise NotProved("signed in another way")
    keys = metadata.keys(kid, now)
    _check_known(kid, keys)
    try:
        payload = jws.deserialize_compact(token, keys, algorithms=list(provider.signing)).payload
        claims = json.loads(payload)
    except (JoseError, ValueError) as problem:
        raise NotProved("signed by another, or changed") from problem
    if not isinstance(claims, dict):
        raise NotProved("no claims")
    return claims, str(algorithm)


def _check_known(kid: str | None, keys: KeySet) -> None:
    """A token without a key's name is of the only key there is; else nobody says of which."""
    if kid is None and len(keys.keys) != 1:
        raise NotProved("signed by a key without a name")
    if kid is not None and all(key.kid != kid for key in keys.keys):
        raise NotProved("signed by an unknown key")


def _check_parties(claims: Claims, provider: Provider) -> None:
    if claims.get("iss") != provider.issuer:
        raise NotProved("another issuer")
    audience = claims.get("aud")
    several = audience if isinstance(audience, list) else [audience]
    if provider.client_id not in several:
        raise NotProved("for another client")
    if (len(several) > 1 or "azp" in claims) and claims.get("azp") != provider.client_id:
        raise NotProved("given to another client")
    if not isinstance(claims.get("sub"), str) or not claims["sub"]:
        raise NotProved("about nobody")


def _check_times(claims: Claims, now: datetime) -> None:
    if instant(claims, "exp") <= now - LEEWAY:
        raise NotProved("expired")
    if instant(claims, "iat") > now + LEEWAY:
        raise NotProved("from the future")
    if "nbf" in claims and instant(claims, "nbf") > now + LEEWAY:
        raise NotProved("not yet valid")


def instant(claims: Claims, name: str) -> datetime:
    """A claim in seconds since 1970 as an instant. `NotProved` for anything else."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotProved(f"no {name}")
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, ValueError, OSError) as problem:
        raise NotProved(f"no {name}") from problem


def _header(token: str) -> Claims:
    first = token.split(".", 1)[0]
    try:
        found = json.loads(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    except (binascii.Error, ValueError) as problem:
        raise NotProved("no header") from problem
    if not isinstance(found, dict):
        raise NotProved("no header")
    return found


def _is_same(one: object, other: str) -> bool:
    return isinstance(one, str) and hmac.compare_digest(one.encode(), other.encode())


def _half_hash(access_token: str, algorithm: str) -> str:
    """The left half of the hash that goes with the algorithm (all of ours end in 256)."""
    digest = hashlib.new(f"sha{algorithm[-3:]}", access_token.encode()).digest()
    return base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()
