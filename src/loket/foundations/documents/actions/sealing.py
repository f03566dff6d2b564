"""What the sealing process does: say its key, seal the hashes that wait.

It runs in a process, as a user and with a database role of its own. That role sees hashes, never
documents; it may call two functions and read one view (see the migrations), and nobody else may.
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, LiteralString

from asn1crypto import cms, crl, x509
from django.db import transaction

from loket.connectors.seals import SealKey
from loket.connectors.timestamps import Authority
from loket.domain.refusals import RuleBroken
from loket.foundations.documents.actions.preparing import current_material, store_place
from loket.foundations.documents.models import Content
from loket.kit import signeddata
from loket.kit.statements import ask

#: How often the sealing process looks for newer lists of what was revoked.
ENLIST_AGAIN = timedelta(hours=1)

WAITING = (
    "SELECT document, digest, room FROM documents_waiting"
    " WHERE material = %s ORDER BY issued_at LIMIT %s"
)


@dataclass(slots=True)
class Sealer:
    """A key and an authority for time, and what they last said of themselves."""

    key: SealKey
    authority: Authority
    material: uuid.UUID | None = None
    good_until: datetime | None = None
    enlisted_at: datetime | None = None


def seal_waiting(*, sealer: Sealer, now: datetime, limit: int = 100) -> int:
    """Seal up to ``limit`` documents that wait for this key; says how many.

    Each is stored by itself: what was sealed stays sealed whatever comes after. One that another
    process sealed meanwhile is left as it is. Raises ``NotStamped`` when nobody says the time, and
    ``RuleBroken("seal_too_old")`` when a certificate or a list has run out.
    """
    if sealer.enlisted_at is None or sealer.enlisted_at + ENLIST_AGAIN <= now:
        enlist(sealer=sealer, now=now)
    if sealer.good_until is None or sealer.good_until <= now:
        sealer.enlisted_at = None
        raise RuleBroken("seal_too_old")
    sealed = 0
    for document, digest, room in _list_waiting(sealer.material, limit):
        signature = signeddata.detached(digest, sealer.key, stamp=sealer.authority.stamp)
        if len(signature) > room:
            raise ValueError(f"a seal takes {len(signature)} bytes; documents keep {room}")
        sealed += _put(document, sealer.material, signature, now)
    return sealed


def enlist(*, sealer: Sealer, now: datetime) -> None:
    """Say which certificates and lists a document must carry to be believed for years.

    Saying the same again changes nothing.
    """
    stamped = _certificates_in(sealer.authority.stamp(hashlib.sha256(b"loket").digest()))
    certificates = _distinct([sealer.key.certificate, *sealer.key.chain, *stamped])
    sealer.good_until = _good_until(certificates, sealer.key.revocations)
    sealer.material = _call(
        "SELECT documents_enlist(%s, %s, %s, %s, %s, %s)",
        uuid.uuid4(),
        _as_json(certificates),
        _as_json(sealer.key.revocations),
        hashlib.sha256(sealer.key.certificate.dump()).hexdigest(),
        now,
        sealer.good_until,
    )
    sealer.enlisted_at = now


def prepare_waiting(*, now: datetime, limit: int = 100) -> int:
    """Give a place for today's key to documents that have none, or one for an earlier key.

    The application's part, not the sealing process's; says how many.
    """
    material = current_material(now)
    if material is None:
        return 0
    with transaction.atomic():
        waiting = (
            Content.objects.filter(document__sealed_at=None, document__revoked_at=None)
            .exclude(material=material)
            .select_for_update(skip_locked=True, of=("self",))[:limit]
        )
        for one in waiting:
            store_place(one.document_id, bytes(one.pdf)[: one.drawn], material=material, at=now)
    return len(waiting)


def _list_waiting(material: uuid.UUID | None, limit: int) -> list[tuple[uuid.UUID, bytes, int]]:
    found = ask(WAITING, (material, limit))
    return [(document, bytes(digest), room) for document, digest, room in found]


def _put(document: uuid.UUID, material: uuid.UUID | None, signature: bytes, now: datetime) -> bool:
    """False when the document no longer waits."""
    return bool(
        _call("SELECT documents_put_seal(%s, %s, %s, %s)", document, material, signature, now)
    )


def _call(query: LiteralString, *values: Any) -> Any:
    (found,) = ask(query, values).fetchone() or (None,)
    return found


def _certificates_in(token: bytes) -> list[x509.Certificate]:
    return [one.chosen for one in cms.ContentInfo.load(token)["content"]["certificates"]]


def _distinct(certificates: Sequence[x509.Certificate]) -> list[x509.Certificate]:
    return list({one.dump(): one for one in certificates}.values())


def _good_until(
    certificates: Sequence[x509.Certificate], revocations: Sequence[crl.CertificateList]
) -> datetime:
    """The first moment at which something in the material has become too old."""
    ends = [one.not_valid_after for one in certificates]
    ends += [one["tbs_cert_list"]["next_update"].native for one in revocations]
    first: datetime = min(end for end in ends if end is not None)
    return first.astimezone(UTC)


def _as_json(things: Sequence[Any]) -> str:
    return json.dumps([base64.b64encode(one.dump()).decode() for one in things])
