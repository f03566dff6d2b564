"""The real client: RFC 3161 over HTTP, with a limit on every wait."""

from __future__ import annotations

import secrets
from http import HTTPStatus

import httpx

from loket.connectors.timestamps.timestamps import NotStamped, request_for, token_of

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
#: A token with its certificates takes 4 to 10 kB; more is not a token.
LARGEST_ANSWER = 64 * 1024


class HttpAuthority:
    """Asks the authority at ``url``; keeps its connection until ``close``.

    ``seconds`` bounds each wait. ``user`` and ``password`` where the provider wants them.
    """

    def __init__(self, url: str, *, seconds: float = 5, user: str = "", password: str = "") -> None:
        self._url = url
        self._client = httpx.Client(
            timeout=seconds, auth=(user, password) if user else None, follow_redirects=False
        )

    def stamp(self, digest: bytes) -> bytes:
        """DER of a token for this SHA-256. Raises ``NotStamped``."""
        nonce = secrets.randbits(63)
        try:
            answer = self._client.post(
                self._url, content=request_for(digest, nonce), headers={"Content-Type": QUERY}
            )
        except httpx.HTTPError as broken:
            raise NotStamped("unreachable") from broken
        if answer.status_code != HTTPStatus.OK:
            raise NotStamped(f"refused {answer.status_code}")
        if len(answer.content) > LARGEST_ANSWER:
            raise NotStamped("malformed")
        return token_of(answer.content, digest=digest, nonce=nonce)

    def close(self) -> None:
        """Lets go of the connection."""
        self._client.close()
