"""How the sealing stands: whose key, until when, and what waits."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509

from loket.foundations.documents.models import Document, Material, Seal


@dataclass(frozen=True, slots=True)
class CertificateEnd:
    """A certificate that documents carry, and its last moment."""

    name: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class SealStanding:
    """What the sealing process said last, and what there is to do."""

    waiting: int
    waits_since: datetime | None
    last_sealed_at: datetime | None
    #: None before any sealing process spoke.
    good_until: datetime | None
    certificates: tuple[CertificateEnd, ...]


def seal_standing() -> SealStanding:
    """For `loket doctor` and for a page that must say why a document is late."""
    waiting = Document.objects.filter(sealed_at=None, revoked_at=None).order_by("issued_at")
    newest = Material.objects.order_by("-enlisted_at").first()
    return SealStanding(
        waiting=waiting.count(),
        waits_since=waiting.values_list("issued_at", flat=True).first(),
        last_sealed_at=Seal.objects.order_by("-at").values_list("at", flat=True).first(),
        good_until=newest.good_until if newest else None,
        certificates=tuple(_end(one) for one in newest.certificates) if newest else (),
    )


def _end(encoded: str) -> CertificateEnd:
    certificate = x509.Certificate.load(base64.b64decode(encoded))
    return CertificateEnd(
        str(certificate.subject.native.get("common_name", "")), certificate.not_valid_after
    )
