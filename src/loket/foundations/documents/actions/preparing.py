"""A drawn document gets its place for the seal, as soon as the sealing process has said its key."""

from __future__ import annotations

import base64
from datetime import datetime
from functools import lru_cache
from uuid import UUID

import psycopg
from asn1crypto import crl, x509
from django.db import connection

from loket.foundations.catalogue import queries as catalogue
from loket.foundations.documents.models import Material
from loket.kit import sealplaces, texts
from loket.kit.statements import ask

NEWEST = "SELECT id, good_until FROM documents_material ORDER BY enlisted_at DESC LIMIT 1"
STORE = (
    "INSERT INTO documents_content (document_id, pdf, drawn, digest, place, room, material_id)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
REPLACE = (
    "UPDATE documents_content SET pdf = %s, digest = %s, place = %s, room = %s, material_id = %s"
    " WHERE document_id = %s"
)


def current_material(now: datetime) -> UUID | None:
    """The key and lists that the sealing process said last, if one can still seal with them."""
    return usable(ask_material(), now)


def ask_material() -> psycopg.Cursor:
    """The question of `current_material`, whose answer `usable` reads when it is wanted."""
    return ask(NEWEST, [])


def usable(newest: psycopg.Cursor, now: datetime) -> UUID | None:
    """The answer to `ask_material`."""
    row = newest.fetchone()
    return row[0] if row and row[1] > now else None


def store_drawn(document: UUID, pdf: bytes, *, material: UUID | None, at: datetime) -> None:
    """Keep the bytes, with a place for the seal if we know whose it will be."""
    if material is None:
        ask(STORE, (document, pdf, len(pdf), None, None, None, None))
    else:
        ready = place_in(pdf, material, at)
        facts = (ready.digest, ready.start, sealplaces.ROOM, material)
        ask(STORE, (document, ready.pdf, len(pdf), *facts))


def store_place(document: UUID, drawn: bytes, *, material: UUID, at: datetime) -> None:
    """A new place for the seal, for a key that has become another."""
    ready = place_in(drawn, material, at)
    facts = (ready.digest, ready.start, sealplaces.ROOM, material)
    with connection.cursor() as cursor:
        cursor.execute(REPLACE, (ready.pdf, *facts, document))


def place_in(pdf: bytes, material: UUID, at: datetime) -> sealplaces.Place:
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


@lru_cache(maxsize=8)
def read_material(material: UUID) -> tuple[list[x509.Certificate], list[crl.CertificateList]]:
    """Certificates and lists, read once: they never change, and serve thousands of documents."""
    told = Material.objects.get(pk=material)
    return (
        [x509.Certificate.load(base64.b64decode(one)) for one in told.certificates],
        [crl.CertificateList.load(base64.b64decode(one)) for one in told.revocations],
    )
