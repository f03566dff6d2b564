"""The database has the last word: nobody edits a document, and only the sealing process seals."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.factories import documents as factory

from loket.config.cluster import roles
from loket.domain.refusals import RuleBroken
from loket.foundations.documents import actions, queries, tasks
from loket.foundations.documents.models import Content, Document, Material, Seal
from loket.foundations.documents.queries.templates import find_template

pytestmark = pytest.mark.django_db


def as_role(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")


def refused(sql: str, *values: object, match: str = "permission denied") -> None:
    with (
        pytest.raises(DatabaseError, match=match),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)


@pytest.fixture
def waiting() -> uuid.UUID:
    actions.enlist(sealer=factory.sealer(), now=factory.NOW)
    return factory.author()


@pytest.fixture
def sealed() -> uuid.UUID:
    document = factory.author()
    factory.seal_everything()
    return document


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ("subject = gen_random_uuid()", "never edited"),
        ("issued_at = issued_at + interval '1 day'", "never edited"),
        ("template = 'another'", "never edited"),
        ("reference = 'another'", "never edited"),
        ("file_hash = '\\x00'", "sealed once"),
        ("sealed_at = NULL, file_hash = NULL", "sealed once"),
    ],
)
def test_a_document_is_never_edited_by_anybody(sealed: uuid.UUID, change: str, match: str) -> None:
    refused(f"UPDATE documents_document SET {change} WHERE id = %s", sealed, match=match)


def test_a_revocation_is_final(sealed: uuid.UUID) -> None:
    actions.revoke(document=sealed, reason="wrong_data", now=factory.NOW, actor="employee:x")
    refused(
        "UPDATE documents_document SET revoked_at = NULL, revoked_because = '' WHERE id = %s",
        sealed,
        match="final",
    )
    with pytest.raises(RuleBroken, match="document_revoked"):
        actions.revoke(document=sealed, reason="x", now=factory.NOW, actor="employee:x")


def test_the_bytes_of_a_sealed_document_stay(sealed: uuid.UUID) -> None:
    refused("UPDATE documents_content SET pdf = pdf || '\\x00'", match="stay what they are")


def test_nobody_claims_that_the_city_sealed_what_it_did_not(waiting: uuid.UUID) -> None:
    refused(
        "UPDATE documents_document SET sealed_at = now(), file_hash = '\\x01' WHERE id = %s",
        waiting,
        match="with a seal",
    )


@pytest.mark.parametrize("table", ["documents_seal", "documents_material", "documents_template"])
def test_seals_and_what_documents_were_made_with_are_kept_for_ever(
    sealed: uuid.UUID, table: str
) -> None:
    refused(f"DELETE FROM {table}", match="refused")


def test_a_document_is_issued_once_for_a_reference(sealed: uuid.UUID) -> None:
    row = Document.objects.get(pk=sealed)
    row.pk, row.code_key, row.sealed_at, row.file_hash = uuid.uuid4(), b"x", None, None
    with pytest.raises(IntegrityError, match="a_document_is_issued_once"), transaction.atomic():
        row.save(force_insert=True)


def test_the_application_cannot_seal(waiting: uuid.UUID) -> None:
    material = Material.objects.values_list("pk", flat=True).get()
    as_role(roles.APP)
    refused("SELECT documents_put_seal(%s, %s, '\\x00', now())", waiting, material)
    refused(
        "INSERT INTO documents_seal (document_id, material_id, signature, at)"
        " VALUES (%s, %s, '\\x00', now())",
        waiting,
        material,
    )
    refused("UPDATE documents_document SET sealed_at = now() WHERE id = %s", waiting)
    refused("SELECT documents_enlist(%s, '[]', '[]', 'k', now(), now())", uuid.uuid4())
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_the_application_issues_ends_and_forgets_with_its_own_rights() -> None:
    factory.seal_everything()
    as_role(roles.APP)
    document = factory.author("a:1")
    tasks.prepare(factory.NOW)
    actions.revoke(document=document, reason="wrong_data", now=factory.NOW, actor="employee:x")
    actions.forget_content(before=factory.NOW + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_the_sealing_process_sees_hashes_and_no_document(waiting: uuid.UUID) -> None:
    as_role(roles.SEALER)
    for table in ("document", "content", "template", "seal", "material"):
        refused(f"SELECT * FROM documents_{table}")
    refused("SELECT * FROM journal_line")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM documents_waiting")
        (columns, rows) = [one.name for one in cursor.description], cursor.fetchall()
        cursor.execute("RESET ROLE")
    assert columns == ["document", "digest", "material", "room", "issued_at"]
    assert [row[0] for row in rows] == [waiting]


def test_the_sealing_process_needs_no_more_than_its_own_rights(waiting: uuid.UUID) -> None:
    as_role(roles.SEALER)
    assert tasks.seal(factory.sealer(), factory.NOW) == 1
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert queries.content(waiting).startswith(b"%PDF")


def test_a_document_is_sealed_once_whoever_comes_second(waiting: uuid.UUID) -> None:
    assert tasks.seal(factory.sealer(), factory.NOW) == 1
    material = Material.objects.values_list("pk", flat=True).get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT documents_put_seal(%s, %s, '\\x00', now())", [waiting, material])
        assert cursor.fetchone() == (False,)
    assert Seal.objects.count() == 1


def test_a_seal_too_large_for_its_place_is_refused(waiting: uuid.UUID) -> None:
    material = Material.objects.values_list("pk", flat=True).get()
    refused(
        "SELECT documents_put_seal(%s, %s, %s, now())",
        waiting,
        material,
        bytes(20_000),
        match="its place",
    )


def test_a_revoked_document_is_not_sealed_any_more(waiting: uuid.UUID) -> None:
    actions.revoke(document=waiting, reason="wrong_data", now=factory.NOW, actor="employee:x")
    assert tasks.seal(factory.sealer(), factory.NOW) == 0


def test_the_bytes_of_the_template_are_kept_with_the_document(sealed: uuid.UUID) -> None:
    pinned = Document.objects.select_related("pinned").get(pk=sealed).pinned
    assert pinned is not None
    assert bytes(pinned.bundle) == find_template("attest-woonduur").bundle
    assert Content.objects.filter(pk=sealed).exists()
