"""What the simulator remembers: who may ask, what was asked, which codes are still good."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Final, TypeVar

from loket.connectors.identity.client import challenge

GOOD_FOR: Final = timedelta(minutes=10)
CODE_GOOD_FOR: Final = timedelta(seconds=60)
MOST: Final = 1000
Kept = TypeVar("Kept")


class Refused(Exception):
    """The simulator does not go along; the text is the error code of OAuth 2.0."""


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody who does not exist, ready to sign in."""

    key: str
    first_name: str
    last_name: str
    #: A synthetic number, eleven digits.
    number: str
    #: Codes of means that this person has: ``eid``, ``itsme``, ``code``.
    means: tuple[str, ...]
    #: What one can try with this person.
    story: str = ""
    #: ``BUR`` for a citizen; anything else signs in for an organisation.
    capacity: str = "BUR"


@dataclass(frozen=True, slots=True)
class Client:
    """Who may ask the simulator; ``key`` is its public key (JWK)."""

    client_id: str
    redirect_uri: str
    after_sign_out: str
    key: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to sign somebody in."""

    state: str
    nonce: str
    challenge: str
    acr_values: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Granted:
    """Who signed in, until the code for it is exchanged."""

    asked: Asked
    persona: Persona
    acr: str
    at: datetime


class Book:
    """Requests and codes, each good once and not for long."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._lock = Lock()
        self._asked: dict[str, Asked] = {}
        self._granted: dict[str, Granted] = {}
        self._assertions: dict[str, datetime] = {}

    def ask(self, query: Mapping[str, str], now: datetime) -> str:
        """A reference to a request that is in order. Raises `Refused`."""
        client = self.client
        if query.get("client_id") != client.client_id:
            raise Refused("unauthorized_client")
        if query.get("redirect_uri") != client.redirect_uri:
            raise Refused("invalid_request_uri")
        wanted = ("state", "nonce", "code_challenge")
        if query.get("response_type") != "code" or not all(query.get(name) for name in wanted):
            raise Refused("invalid_request")
        if query.get("code_challenge_method") != "S256" or "openid" not in query.get("scope", ""):
            raise Refused("invalid_request")
        acr_values = tuple(query.get("acr_values", "").split())
        asked = Asked(query["state"], query["nonce"], query["code_challenge"], acr_values, now)
        with self._lock:
            return _put(self._asked, asked)

    def find(self, reference: str, now: datetime) -> Asked:
        """The request of this reference. Raises `Refused`."""
        with self._lock:
            asked = self._asked.get(reference)
        if asked is None or now - asked.at > GOOD_FOR:
            raise Refused("invalid_request")
        return asked

    def grant(self, reference: str, persona: Persona, acr: str, now: datetime) -> str:
        """A code for whoever signed in. Raises `Refused`."""
        asked = self.find(reference, now)
        with self._lock:
            self._asked.pop(reference, None)
            return _put(self._granted, Granted(asked, persona, acr, now))

    def exchange(self, form: Mapping[str, str], now: datetime) -> Granted:
        """What a code stands for, once. Raises `Refused`."""
        with self._lock:
            granted = self._granted.pop(form.get("code", ""), None)
        if granted is None or now - granted.at > CODE_GOOD_FOR:
            raise Refused("invalid_grant")
        given = challenge(form.get("code_verifier", ""))
        if not hmac.compare_digest(given, granted.asked.challenge):
            raise Refused("invalid_grant")
        if form.get("redirect_uri") != self.client.redirect_uri:
            raise Refused("invalid_grant")
        return granted

    def use_assertion(self, jti: str, now: datetime) -> None:
        """An assertion counts once. Raises `Refused`."""
        with self._lock:
            if not jti or jti in self._assertions:
                raise Refused("invalid_client")
            self._assertions[jti] = now
            while len(self._assertions) > MOST:
                self._assertions.pop(next(iter(self._assertions)))


def _put(kept: dict[str, Kept], one: Kept) -> str:
    """Under a reference that nobody can guess; the oldest make room."""
    reference = secrets.token_urlsafe(24)
    kept[reference] = one
    while len(kept) > MOST:
        kept.pop(next(iter(kept)))
    return reference
