"""Two processes and one granted request: one document, or none where nobody asks any more."""

from __future__ import annotations

import uuid

import pytest
from tests.offices.certificates.world import NOW, World, ask

from loket.foundations.documents.models import Document
from loket.offices.certificates.actions.delivering import deliver_granted
from loket.offices.certificates.actions.storing import store_first
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.reading import read_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def granted(world: World) -> Request:
    """As a process read it: granted, and no document made yet. The city writes it itself."""
    former = ask(world["Nora"], "WOONDUUR").id
    Request.objects.filter(pk=former).update(state="delivered", delivered_at=NOW)
    found = read_request(former)
    assert found is not None
    found.id, found.key, found.document, found.state = uuid.uuid4(), uuid.uuid4(), None, "granted"
    found.delivered_at = None
    line = {"act": "certificates.ask", "actor": found.actor, "subject": "certificate:1", "at": NOW}
    store_first(found, actor=found.actor, at=NOW, line=line)
    return found


def documents_of(request: Request) -> int:
    return Document.objects.filter(reference=f"certificate:{request.pk}").count()


def test_its_document_waits_and_is_noted_with_it(granted: Request) -> None:
    asked = deliver_granted(granted, actor=granted.actor, now=NOW)
    stored = Request.objects.get(pk=granted.pk)
    assert asked.document == stored.document is not None
    assert (stored.state, documents_of(granted)) == ("granted", 1)


def test_whoever_comes_second_with_what_it_read_before_finds_the_same_document(
    granted: Request,
) -> None:
    stale = read_request(granted.pk)
    assert stale is not None
    first = deliver_granted(granted, actor=granted.actor, now=NOW)
    second = deliver_granted(stale, actor=stale.actor, now=NOW)
    assert (second.document, second.state) == (first.document, "granted")
    assert documents_of(granted) == 1


@pytest.mark.parametrize("noted", ["nothing", "a document"])
def test_a_request_that_a_person_has_by_now_gets_no_document(granted: Request, noted: str) -> None:
    document = uuid.uuid4() if noted == "a document" else None
    Request.objects.filter(pk=granted.pk).update(state="with_clerk", document=document)
    asked = deliver_granted(granted, actor=granted.actor, now=NOW)
    assert (asked.state, asked.document) == ("with_clerk", document)
    assert documents_of(granted) == 0


def test_what_another_noted_first_stays_and_no_second_is_made(granted: Request) -> None:
    other = Document.objects.get()
    Request.objects.filter(document=other.pk).update(document=None, state="withdrawn")
    Request.objects.filter(pk=granted.pk).update(document=other.pk)
    asked = deliver_granted(granted, actor=granted.actor, now=NOW)
    assert asked.document == other.pk
    assert documents_of(granted) == 0
