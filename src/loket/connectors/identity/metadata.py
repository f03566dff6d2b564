"""What a provider publishes of itself: its addresses and its keys, kept for a while."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
from joserfc.jwk import KeySet

from loket.connectors.identity.provider import SIMULATOR_KEY, Provider
from loket.domain.refusals import RuleBroken

KEPT: Final = timedelta(hours=1)
#: A key that we do not know may be new, so we look again, but no stranger makes us look for ever.
LOOK_AGAIN: Final = timedelta(seconds=30)
#: More than any of these documents needs.
MOST_BYTES: Final = 256 * 1024
RETRY_AFTER: Final = 30
SECONDS: Final = httpx.Timeout(5.0)


class NotProved(Exception):
    """What came back proves nothing; the text says why, without anything of what came back."""


@dataclass(frozen=True, slots=True)
class Published:
    """A provider's own description (OpenID Connect Discovery 1.0)."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str
    end_session_endpoint: str
    #: It says in its answer who it is (RFC 9207); then it must.
    names_itself: bool


class Metadata:
    """The published addresses and keys of one provider, shared by the threads of a process."""

    def __init__(self, provider: Provider, http: httpx.Client) -> None:
        self._provider = provider
        self._http = http
        self._lock = Lock()
        self._published: Published | None = None
        self._published_at: datetime | None = None
        self._keys: KeySet | None = None
        self._keys_at: datetime | None = None

    def published(self, now: datetime) -> Published:
        """Its addresses. Raises ``RuleBroken("identity_away")`` and `NotProved`."""
        with self._lock:
            if self._published is None or _is_old(self._published_at, now, KEPT):
                self._published = self._discover()
                self._published_at = now
            return self._published

    def keys(self, kid: str | None, now: datetime) -> KeySet:
        """Its keys, looked up again when one is asked for that we have not seen."""
        address = self.published(now).jwks_uri
        with self._lock:
            known = self._keys is not None and (
                kid is None or any(key.kid == kid for key in self._keys.keys)
            )
            if _is_old(self._keys_at, now, KEPT if known else LOOK_AGAIN):
                self._keys = self._accepted(fetch(self._http, "GET", address))
                self._keys_at = now
            if self._keys is None:
                raise NotProved("no keys")
            return self._keys

    def _discover(self) -> Published:
        issuer = self._provider.issuer
        found = fetch(self._http, "GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            raise NotProved("another issuer")
        return Published(
            authorization_endpoint=self._address(found, "authorization_endpoint"),
            token_endpoint=self._address(found, "token_endpoint"),
            jwks_uri=self._address(found, "jwks_uri"),
            userinfo_endpoint=self._address(found, "userinfo_endpoint", optional=True),
            end_session_endpoint=self._address(found, "end_session_endpoint", optional=True),
            names_itself=found.get("authorization_response_iss_parameter_supported") is True,
        )

    def _address(self, found: Mapping[str, Any], name: str, *, optional: bool = False) -> str:
        """An address with the scheme of the issuer; others would carry secrets in the open."""
        value = found.get(name)
        if value is None and optional:
            return ""
        scheme = urlsplit(self._provider.issuer).scheme
        if not isinstance(value, str) or urlsplit(value).scheme != scheme:
            raise NotProved(f"no good {name}")
        return value

    def _accepted(self, found: Mapping[str, Any]) -> KeySet:
        """The keys that may sign: pinned ones where keys are pinned, never a simulator's."""
        try:
            keys = KeySet.import_key_set({"keys": [
                one for one in found["keys"] if one.get("use", "sig") == "sig"
            ]}).keys  # fmt: skip
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise NotProved("no key set") from problem
        provider = self._provider
        accepted = [
            key
            for key in keys
            if (not provider.pinned or key.thumbprint() in provider.pinned)
            and (provider.is_simulator or not str(key.kid or "").startswith(SIMULATOR_KEY))
        ]
        return KeySet(accepted)


def fetch(
    http: httpx.Client, method: str, address: str, *, expected: int = 200, **how: Any
) -> dict[str, Any]:
    """A JSON object from a provider. Raises ``RuleBroken("identity_away")`` and `NotProved`."""
    try:
        answer = http.request(method, address, **how)
    except httpx.HTTPError as problem:
        raise RuleBroken("identity_away", retry_after=RETRY_AFTER) from problem
    if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise RuleBroken("identity_away", retry_after=RETRY_AFTER)
    if answer.status_code != expected or len(answer.content) > MOST_BYTES:
        raise NotProved(f"answered {answer.status_code} with {len(answer.content)} bytes")
    try:
        found = answer.json()
    except ValueError as problem:
        raise NotProved("answered with something else than JSON") from problem
    if not isinstance(found, dict):
        raise NotProved("answered with something else than an object")
    return found


def _is_old(at: datetime | None, now: datetime, kept: timedelta) -> bool:
    return at is None or now - at >= kept
