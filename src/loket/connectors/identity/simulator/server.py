"""The simulator's process: a small HTTP server on this machine only."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from loket.connectors.identity.profiles import ACM_IDM, Means
from loket.connectors.identity.provider import Encryption
from loket.connectors.identity.simulator import pages
from loket.connectors.identity.simulator.book import Book, Client, Persona, Refused
from loket.connectors.identity.simulator.signing import Signer

LONGEST_BODY: Final = 64 * 1024


class Simulator:
    """The provider; ``now`` is the clock of the house, so that a demo on another day agrees."""

    def __init__(
        self,
        people: Sequence[Persona],
        client: Client,
        *,
        now: Callable[[], datetime],
        port: int = 0,
        host: str = "localhost",
        encryption: Encryption | None = None,
    ) -> None:
        self.people = {one.key: one for one in people}
        self.now = now
        self.server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self.server.daemon_threads = True
        self.issuer = f"http://{host}:{self.server.server_address[1]}"
        self.book = Book(client)
        self.signer = Signer(self.issuer, client, encryption or Encryption())

    def serve(self) -> None:
        """Answers until interrupted."""
        with self.server:
            self.server.serve_forever()

    @contextmanager
    def running(self) -> Iterator[Simulator]:
        """Answers in a thread, for a test."""
        thread = Thread(target=self.server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.server.shutdown()
            self.server.server_close()
            thread.join()

    def describe(self) -> dict[str, Any]:
        """What OpenID Connect Discovery wants to know."""
        here = self.issuer
        return {
            "issuer": here,
            "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token",
            "jwks_uri": f"{here}/jwks",
            "end_session_endpoint": f"{here}/end-session",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "authorization_response_iss_parameter_supported": True,
        }

    def offered(self, acr_values: Sequence[str]) -> list[Means]:
        """The means that were asked for, of those that people here have."""
        names = [name for name in acr_values if name in ACM_IDM.means]
        found = {ACM_IDM.means[name].code: ACM_IDM.means[name] for name in names}
        return [one for code, one in found.items() if code in pages.NAMES]

    def decide(self, form: Mapping[str, str]) -> str:
        """Where the browser goes after somebody chose, or went back. Raises `Refused`."""
        now = self.now()
        reference = form.get("request", "")
        asked = self.book.find(reference, now)
        back = {"state": asked.state, "iss": self.issuer}
        if form.get("cancel"):
            return self._back(back | {"error": "access_denied"})
        persona = self.people.get(form.get("persona", ""))
        means = form.get("means", "")
        offered = [one.code for one in self.offered(asked.acr_values)]
        if persona is None or means not in persona.means or means not in offered:
            raise Refused("invalid_request")
        acr = next(name for name in ACM_IDM.names_of(means) if name in asked.acr_values)
        return self._back(back | {"code": self.book.grant(reference, persona, acr, now)})

    def exchange(self, form: dict[str, str]) -> dict[str, Any]:
        """The tokens for a code. Raises `Refused`."""
        now = self.now()
        self.signer.check_client(form, self.book, now)
        granted = self.book.exchange(form, now)
        return {
            "access_token": secrets.token_urlsafe(24),
            "token_type": "Bearer",
            "expires_in": 60,
            "id_token": self.signer.id_token(granted, now),
        }

    def after_sign_out(self, query: Mapping[str, str]) -> str:
        """Where to send who signed out; empty when nobody asked to have them back."""
        client = self.book.client
        known = query.get("client_id") == client.client_id
        wanted = query.get("post_logout_redirect_uri", "")
        return wanted if known and wanted == client.after_sign_out else ""

    def _back(self, answer: Mapping[str, str]) -> str:
        return f"{self.book.client.redirect_uri}?{urlencode(answer)}"


def _handler(simulator: Simulator) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        provider = simulator

    return Handler


class _Handler(BaseHTTPRequestHandler):
    """Addresses of the simulator. Nothing is logged: what passes by are numbers and codes."""

    provider: Simulator

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        try:
            match parts.path:
                case "/.well-known/openid-configuration":
                    self._json(self.provider.describe())
                case "/jwks":
                    self._json(self.provider.signer.published())
                case "/authorize":
                    self._authorize(query)
                case "/end-session":
                    self._leave(query)
                case _:
                    self._page(pages.refused("not_found"), HTTPStatus.NOT_FOUND)
        except Refused as no:
            self._page(pages.refused(str(no)), HTTPStatus.BAD_REQUEST)

    def do_POST(self) -> None:
        form = self._form()
        try:
            match urlsplit(self.path).path:
                case "/authorize":
                    self._to(self.provider.decide(form))
                case "/token":
                    self._json(self.provider.exchange(form))
                case _:
                    self._page(pages.refused("not_found"), HTTPStatus.NOT_FOUND)
        except Refused as no:
            self._json({"error": str(no)}, HTTPStatus.BAD_REQUEST)

    def log_message(self, *_args: Any) -> None:
        """Nothing."""

    def _authorize(self, query: dict[str, str]) -> None:
        provider = self.provider
        reference = provider.book.ask(query, provider.now())
        offered = provider.offered(query.get("acr_values", "").split())
        self._page(pages.choose(reference, list(provider.people.values()), offered))

    def _leave(self, query: dict[str, str]) -> None:
        if after := self.provider.after_sign_out(query):
            self._to(after)
        else:
            self._page(pages.signed_out())

    def _form(self) -> dict[str, str]:
        length = min(int(self.headers.get("Content-Length") or 0), LONGEST_BODY)
        return dict(parse_qsl(self.rfile.read(length).decode("utf-8", "replace")))

    def _to(self, address: str) -> None:
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _json(self, found: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> None:
        self._send(json.dumps(found).encode(), "application/json", status)

    def _page(self, text: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._send(text.encode(), "text/html; charset=utf-8", status)

    def _send(self, body: bytes, kind: str, status: HTTPStatus) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)
