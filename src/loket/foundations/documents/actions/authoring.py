"""The city writes a document: drawn from a template, with a place for the seal."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from loket.domain.documents import codes
from loket.domain.documents.facts import CITY
from loket.domain.documents.models import wrong_claims
from loket.foundations.documents.actions.drawing import draw
from loket.foundations.documents.actions.preparing import ask_material, store_drawn, usable
from loket.foundations.documents.queries.keys import keys
from loket.foundations.documents.queries.templates import Template, find_template
from loket.foundations.journal import actions as journal
from loket.kit.statements import ask, in_few_trips

INSERT = (
    "INSERT INTO documents_document (id, reference, source, template, pinned_id, product, subject,"
    " seed, code_key, issued_at, expires_on, revoked_because)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '') ON CONFLICT (reference) DO NOTHING"
    " RETURNING id"
)
IS_KEPT = "SELECT FROM documents_template WHERE hash = %s"
KEEP = (
    "INSERT INTO documents_template (hash, code, bundle, kept_at) VALUES (%s, %s, %s, %s)"
    " ON CONFLICT (hash) DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Order:
    """One document to be issued."""

    subject: uuid.UUID
    product: str
    reference: str
    at: datetime
    expires_on: date | None


def author(
    *,
    template: str,
    claims: Mapping[str, Any],
    subject: uuid.UUID,
    product: str,
    reference: str,
    now: datetime,
    actor: str,
    expires_on: date | None = None,
) -> uuid.UUID:
    """Issue a document of the city's own; it waits for its seal and leaves the house with it.

    The same ``reference`` gives the same document, whoever asks, also at once and after a crash.
    ``claims`` are what the template's description asks for (`ValueError` names what is wrong);
    days as ISO 8601. Raises ``RuleBroken``: ``template_unknown``, ``template_altered``.
    """
    found = find_template(template)
    if wrong := list(wrong_claims(found.model, claims)):
        raise ValueError(f"{template}: {', '.join(wrong)}")
    order = Order(subject, product, reference, now, expires_on)
    with in_few_trips(savepoint=False):
        kept, newest = ask(IS_KEPT, [found.hash]), ask_material()
        document, code = _issue(found, order)
        if document is None:
            return _issued_before(reference)
        if kept.fetchone() is None:
            ask(KEEP, (found.hash, found.code, found.bundle, now))
        drawn = draw(found, claims, code=code, at=now)
        store_drawn(document, drawn, material=usable(newest, now), at=now)
        journal.write(
            act="documents.author",
            actor=actor,
            subject=f"document:{document}",
            at=now,
            after={"template": template, "pinned": found.hash, "reference": reference},
        )
    return document


def _issue(template: Template, order: Order) -> tuple[uuid.UUID | None, str]:
    """The document's row and its code; None when the reference has one already.

    Of two at once the second waits for the first, and then finds it.
    """
    document, seed, key = uuid.uuid4(), secrets.token_bytes(codes.SEED_BYTES), keys()[0]
    code = codes.code_from(seed, key=key)
    pins = (order.reference, CITY, template.code, template.hash, order.product, order.subject)
    row = (document, *pins, seed, codes.look_up_key(code, key=key), order.at, order.expires_on)
    is_ours = ask(INSERT, row).fetchone() is not None
    return (document if is_ours else None), code


def _issued_before(reference: str) -> uuid.UUID:
    issued = ask("SELECT id FROM documents_document WHERE reference = %s", [reference])
    found: uuid.UUID = issued.fetchall()[0][0]
    return found
