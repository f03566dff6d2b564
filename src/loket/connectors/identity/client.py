"""The one client of all providers: send somebody there, and know who came back."""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Protocol
from urllib.parse import quote, urlencode

import httpx

from loket.connectors.identity import tokens
from loket.connectors.identity.metadata import SECONDS, Metadata, NotProved, fetch
from loket.connectors.identity.profiles import Means
from loket.connectors.identity.provider import Provider
from loket.domain.people import levels, numbers
from loket.domain.people.numbers import NationalNumber
from loket.domain.refusals import RuleBroken

log = logging.getLogger(__name__)
ASSERTION: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in on its way; all but the address stays in the session of whoever began it."""

    url: str
    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Identified:
    """Who came back, and how surely we know."""

    number: NationalNumber
    name: str
    means: Means
    authenticated_at: datetime


class IdentityClient(Protocol):
    """A provider, as the sign-in page knows it."""

    def begin(
        self, *, level: int, means: str, since: datetime | None, language: str, now: datetime
    ) -> Begun:
        """Where to send somebody. Raises ``identity_away``."""

    def finish(
        self,
        begun: Begun,
        answer: Mapping[str, str],
        *,
        level: int,
        since: datetime | None,
        now: datetime,
    ) -> Identified:
        """Who came back with this answer.

        Raises ``identity_away``, ``sign_in_cancelled``, ``sign_in_broken``, ``not_a_citizen``,
        ``sign_in_without_number`` and the reasons of `domain.people.levels`.
        """

    def sign_out_url(self, *, now: datetime) -> str:
        """Where to send somebody who signed out here; empty when the provider has no such page."""


class OpenIdClient:
    """Speaks to one provider, over HTTP."""

    def __init__(self, provider: Provider, http: httpx.Client | None = None) -> None:
        self.provider = provider
        self._http = http or httpx.Client(timeout=SECONDS, trust_env=False)
        self._metadata = Metadata(provider, self._http)

    def begin(
        self, *, level: int, means: str, since: datetime | None, language: str, now: datetime
    ) -> Begun:
        """Where to send somebody, with a state, a nonce and a challenge of their own."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        profile = self.provider.profile
        codes = [means] if means else [one.code for one in profile.list_means(level)]
        wanted = {
            "response_type": "code",
            "client_id": self.provider.client_id,
            "redirect_uri": self.provider.redirect_uri,
            "scope": profile.scope,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge(verifier),
            "code_challenge_method": "S256",
            "acr_values": " ".join(name for code in codes for name in profile.names_of(code)),
            "ui_locales": language,
        }
        if since is not None:
            wanted["max_age"] = str(int((now - since).total_seconds()))
        try:
            address = self._metadata.published(now).authorization_endpoint
        except NotProved as problem:
            raise self._broken(problem) from problem
        return Begun(f"{address}?{urlencode(wanted, quote_via=quote)}", state, nonce, verifier)

    def finish(
        self,
        begun: Begun,
        answer: Mapping[str, str],
        *,
        level: int,
        since: datetime | None,
        now: datetime,
    ) -> Identified:
        """Who came back, once every check is passed."""
        try:
            code = self._code(begun, answer, now)
            given = self._exchange(code, begun.verifier, now)
            claims = tokens.read(
                given.get("id_token"), provider=self.provider, metadata=self._metadata,
                nonce=begun.nonce, access_token=str(given.get("access_token", "")), now=now,
            )  # fmt: skip
            known = self._known(claims, str(given.get("access_token", "")), now)
            return self._identified(claims, known, level=level, since=since, now=now)
        except NotProved as problem:
            raise self._broken(problem) from problem

    def sign_out_url(self, *, now: datetime) -> str:
        """The provider's own sign-out. No id token goes along: it may carry the national number."""
        address = self._metadata.published(now).end_session_endpoint
        query = {
            "client_id": self.provider.client_id,
            "post_logout_redirect_uri": self.provider.after_sign_out,
        }
        return f"{address}?{urlencode(query)}" if address else ""

    def _code(self, begun: Begun, answer: Mapping[str, str], now: datetime) -> str:
        """The code of the provider's answer, which must be to this sign-in and from it."""
        if not hmac.compare_digest(answer.get("state", "").encode(), begun.state.encode()):
            raise NotProved("another state")
        named = self._metadata.published(now).names_itself
        if (named or "iss" in answer) and answer.get("iss") != self.provider.issuer:
            raise NotProved("answered by another issuer")
        if answer.get("error") == "access_denied":
            raise RuleBroken("sign_in_cancelled")
        if "error" in answer or not answer.get("code"):
            raise NotProved("no code")
        return answer["code"]

    def _exchange(self, code: str, verifier: str, now: datetime) -> dict[str, Any]:
        """The tokens for a code: one use, with the verifier that only this session has."""
        provider = self.provider
        address = self._metadata.published(now).token_endpoint
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": provider.redirect_uri,
            "code_verifier": verifier,
        }
        basic: tuple[str, str] | None = None
        match provider.authentication:
            case "private_key_jwt":
                audience = address if provider.audience == "token_endpoint" else provider.issuer
                sent |= {
                    "client_id": provider.client_id,
                    "client_assertion_type": ASSERTION,
                    "client_assertion": tokens.assertion(provider, audience=audience, now=now),
                }
            case "client_secret_basic":
                basic = (quote(provider.client_id, safe=""), quote(provider.secret, safe=""))
            case "client_secret_post":
                sent |= {"client_id": provider.client_id, "client_secret": provider.secret}
        return fetch(self._http, "POST", address, data=sent, auth=basic)

    def _known(self, claims: tokens.Claims, access_token: str, now: datetime) -> tokens.Claims:
        """What is said of the person: in the id token, or at the provider's own address."""
        if self.provider.profile.claims_from == "id_token":
            return claims
        address = self._metadata.published(now).userinfo_endpoint
        bearer = {"Authorization": f"Bearer {access_token}"}
        found = fetch(self._http, "GET", address, headers=bearer)
        if found.get("sub") != claims["sub"]:
            raise NotProved("told about another person")
        return found

    def _identified(
        self,
        claims: tokens.Claims,
        known: tokens.Claims,
        *,
        level: int,
        since: datetime | None,
        now: datetime,
    ) -> Identified:
        profile = self.provider.profile
        means = profile.means.get(str(claims.get("acr", "")))
        if means is None:
            raise NotProved("an unknown means")
        if since is not None and "auth_time" not in claims:
            raise NotProved("no time of sign-in")
        at = tokens.instant(claims, "auth_time" if "auth_time" in claims else "iat")
        if reasons := levels.reasons_against(means.level, at, needed=level, since=since, now=now):
            raise RuleBroken.because(reasons)
        if profile.capacity_claim and known.get(profile.capacity_claim) != profile.citizen:
            raise RuleBroken("not_a_citizen")
        name = known.get(profile.name_claim)
        return Identified(
            self._number(known, now), name if isinstance(name, str) else "", means, at
        )

    def _number(self, known: tokens.Claims, now: datetime) -> NationalNumber:
        """The national number; the simulator's, and nobody else's, are of people who are not."""
        told = known.get(self.provider.profile.number_claim)
        if not isinstance(told, str) or not told:
            raise RuleBroken("sign_in_without_number")
        number = numbers.parse(told, today=now.date(), synthetic=self.provider.is_simulator)
        if self.provider.is_simulator and not number.is_synthetic:
            raise RuleBroken("number_invalid")
        return number

    def _broken(self, problem: NotProved) -> RuleBroken:
        """What went wrong is for our own log; who tries to break in learns nothing."""
        log.warning("a sign-in through %s proves nothing: %s", self.provider.name, problem)
        return RuleBroken("sign_in_broken")


def challenge(verifier: str) -> str:
    """What PKCE (RFC 7636, S256) tells first of a verifier that is told later."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
