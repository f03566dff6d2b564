"""The sign-in simulator beside a live server: real OpenID Connect, people who do not exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from tests.connectors.identity import parties

from loket.config.identity import Setup
from loket.connectors.identity.simulator import Client, Persona, Simulator
from loket.kit import clock


@contextmanager
def simulator(
    settings: Any, base: str, people: Sequence[Persona] = parties.PEOPLE
) -> Iterator[None]:
    """Residents of the server at ``base`` sign in there, and their forms may go there."""
    ours = replace(
        parties.provider(),
        redirect_uri=f"{base}/sign-in/callback/test",
        after_sign_out=f"{base}/signed-out",
    )
    client = Client(
        ours.client_id, ours.redirect_uri, ours.after_sign_out,
        parties.OWN_KEY.as_dict(private=False),
    )  # fmt: skip
    with Simulator(people, client, now=clock.now).running() as running:
        settings.IDENTITY = Setup((replace(ours, issuer=running.issuer),))
        policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        settings.CONTENT_SECURITY_POLICY = {
            "DIRECTIVES": policy | {"form-action": ["'self'", running.issuer]}
        }
        yield
