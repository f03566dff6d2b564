"""A drawn document gets its place for the seal, as soon as the sealing process has said its key."""

from __future__ import annotations

import base64
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from asn1crypto import crl, x509
from django.db import connection

from loket.foundations.catalogue import queries as catalogue
from loket.foundations.documents.models import Material
from loket.kit import sealplaces, texts
from loket.kit.statements import ask

STORE = (
    "INSERT INTO documents_content (document_id, pdf, drawn, digest, place, room, material_id)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
REPLACE = (
    "UPDATE documents_content SET pdf = %s, digest = %s, place = %s, room = %s, material_id = %s"
    " WHERE document_id = %s"
)


def current_material(now: datetime) -> Material | None:
    """What the sealing process said last, if one can still seal with it."""
    newest = Material.objects.only("good_until").order_by("-enlisted_at").first()
    return newest if newest and newest.good_until > now else None


def store_drawn(document: UUID, pdf: bytes, *, material: Material | None, at: datetime) -> None:
    """Keep the bytes, with a place for the seal if we know whose it will be."""
    if material is None:
        ask(STORE, (document, pdf, len(pdf), None, None, None, None))
    else:
        ready = place_in(pdf, material, at)
        facts = (ready.digest, ready.start, sealplaces.ROOM, material.pk)
        ask(STORE, (document, ready.pdf, len(pdf), *facts))


def store_place(document: UUID, drawn: bytes, *, material: Material, at: datetime) -> None:
    """A new place for the seal, for a key that has become another."""
    ready = place_in(drawn, material, at)
    facts = (ready.digest, ready.start, sealplaces.ROOM, material.pk)
    with connection.cursor() as cursor:
        cursor.execute(REPLACE, (ready.pdf, *facts, document))


def place_in(pdf: bytes, material: Material, at: datetime) -> sealplaces.Place:
    """The PDF with an empty place for this key's seal."""
    city = catalogue.the_city()
    certificates, revocations = read_material(material)
    return sealplaces.prepare(
        pdf,
        by=texts.pick(city.name, city.language, city.language),
        certificates=certificates,
        revocations=revocations,
        at=at,
    )


def read_material(
    material: Material,
) -> tuple[list[x509.Certificate], list[crl.CertificateList]]:
    """Certificates and lists, read once: they never change, and serve thousands of documents."""
    return _read(material.pk)


@lru_cache(maxsize=8)
def _read(material: UUID) -> tuple[list[x509.Certificate], list[crl.CertificateList]]:
    told = Material.objects.get(pk=material)
    return (
        [x509.Certificate.load(base64.b64decode(one)) for one in told.certificates],
        [crl.CertificateList.load(base64.b64decode(one)) for one in told.revocations],
    )
