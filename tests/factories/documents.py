"""A sealer and documents for tests: one key for the whole run, for it takes a second."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from asn1crypto.x509 import Certificate, Name
from cryptography.hazmat.primitives.serialization import Encoding

from loket.connectors.seals import SimulatedKey
from loket.connectors.timestamps import LocalAuthority
from loket.foundations.documents import actions, tasks
from loket.foundations.documents.actions import Sealer
from loket.foundations.documents.queries import find_template, list_templates
from loket.kit.certificates import Root

#: A Monday at noon in Brussels.
NOW = datetime(2026, 11, 23, 11, 0, 0, 250_000, tzinfo=UTC)
SUBJECT = uuid.UUID("6f0d7a7e-8d3b-4d57-9a0e-5b0a4a8f6f01")
CLAIMS = {code: find_template(code).example for code in list_templates()}
WOONDUUR = CLAIMS["attest-woonduur"]


@lru_cache(maxsize=1)
def root() -> Root:
    """An authority that nobody knows."""
    return Root.new("Wortel van de testen", now=NOW)


def root_name() -> Name:
    """What that authority is called."""
    return Certificate.load(root().certificate.public_bytes(Encoding.DER)).subject


@lru_cache(maxsize=1)
def key() -> SimulatedKey:
    """The key of this run."""
    return SimulatedKey(root(), now=NOW)


@lru_cache(maxsize=1)
def authority() -> LocalAuthority:
    """Who says what time it is: the time of these tests."""
    return LocalAuthority.new(root(), clock=lambda: NOW)


def sealer() -> Sealer:
    """A sealing process inside the test."""
    return Sealer(key(), authority())


def author(
    reference: str = "certificate:1",
    *,
    template: str = "attest-woonduur",
    claims: dict[str, Any] | None = None,
    subject: uuid.UUID = SUBJECT,
    now: datetime = NOW,
) -> uuid.UUID:
    """A document of the city's own, waiting for its seal."""
    return actions.author(
        template=template,
        claims=WOONDUUR if claims is None else claims,
        subject=subject,
        product="attest-woonduur",
        reference=reference,
        now=now,
        actor="resident:test",
    )


def seal_everything(now: datetime = NOW) -> int:
    """Say a key, give every document its place, seal it."""
    mine = sealer()
    actions.enlist(sealer=mine, now=now)
    tasks.prepare(now)
    return tasks.seal(mine, now)
