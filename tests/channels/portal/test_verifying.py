"""The page where anybody checks a document: by code, by scan, by file."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories import documents as factory
from tests.factories.city import make_city

from loket.domain.documents.limits import Limits
from loket.foundations.documents import actions, queries
from loket.foundations.documents.actions import answering
from loket.foundations.documents.queries.papers import sign_paper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def city() -> None:
    make_city()


@pytest.fixture
def document() -> uuid.UUID:
    made = factory.author()
    factory.seal_everything()
    return made


def code_of(document: uuid.UUID) -> str:
    line = queries.find(document)
    assert line is not None
    return line.code


def title(html: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", html)
    return found[1] if found else ""


def test_a_typed_code_leads_to_its_own_address(client: Client, document: uuid.UUID) -> None:
    code = code_of(document)
    answer = client.post("/verify", {"code": code.lower().replace("-", " ")})
    assert (answer.status_code, answer["Location"]) == (302, f"/verify/{code}")


def test_a_real_document_says_when_and_nothing_of_what_is_in_it(
    client: Client, document: uuid.UUID
) -> None:
    page = client.get(f"/verify/{code_of(document)}").content.decode()
    assert title(page) == "Dit document is echt"
    for said in ("Attest van woonduur", "23 november 2026", "Niets over vandaag"):
        assert said in page
    for hidden in (factory.WOONDUUR["names"], factory.WOONDUUR["together"], "2016"):
        assert hidden not in page


def test_a_revoked_document_is_never_called_real(client: Client, document: uuid.UUID) -> None:
    actions.revoke(document=document, reason="wrong_data", now=factory.NOW, actor="employee:x")
    page = client.get(f"/verify/{code_of(document)}").content.decode()
    assert title(page) == "Dit document is ingetrokken"
    assert "Dit document is echt" not in page


def test_a_mistyped_code_is_told_in_the_form(client: Client) -> None:
    answer = client.post("/verify", {"code": "K7RMX-4CWTP-9AEFF"})
    assert answer.status_code == 422
    assert "Deze code klopt niet" in answer.content.decode()
    assert client.get("/verify/K7RMX").status_code == 422


def test_an_unknown_code_is_not_trusted(client: Client, document: uuid.UUID) -> None:
    from loket.domain.documents import codes

    letters = "K7RMX4CWTP9AEF"
    page = client.get(f"/verify/{letters}{codes.check_letter(letters)}").content.decode()
    assert title(page) == "Deze code kennen we niet"


def test_whoever_guesses_waits_and_is_told_how_long(
    client: Client, document: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "LIMITS", Limits(of_one=0))
    answer = client.get(f"/verify/{code_of(document)}")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    told = client.get(f"/api/v1/documents/{code_of(document)}")
    assert (told.status_code, told.json()["code"]) == (429, "too_many_codes")


def test_a_pasted_scan_shows_what_must_stand_on_the_paper(
    client: Client, document: uuid.UUID
) -> None:
    code = code_of(document)
    body = {"c": code, "d": "2026-11-23", "t": "Attest van woonduur", "v": {"names": "Noor V."}}
    page = client.post("/verify", {"scanned": f"x/verify/{code}#{sign_paper(body)}"})
    assert "Dit moet op het papier staan" in (text := page.content.decode())
    assert "Noor V." in text
    forged = client.post("/verify", {"scanned": "x#" + sign_paper(body)[:-4] + "AAAA"})
    assert "Deze QR-code is niet van ons" in forged.content.decode()


def test_a_file_is_compared_and_a_changed_one_is_told(client: Client, document: uuid.UUID) -> None:
    pdf = queries.content(document)
    assert "Dit document is echt" in handed_in(client, pdf)
    assert "veranderd nadat" in handed_in(client, pdf.replace(b"/Title", b"/Titel", 1))


def test_a_form_without_a_file_or_with_one_too_large_asks_again(
    client: Client, settings: pytest.FixtureRequest
) -> None:
    answer = client.post("/verify", {"send": "yes"})
    assert (answer.status_code, "hoogstens 5 MB" in answer.content.decode()) == (422, True)
    assert "hoogstens 5 MB" in handed_in(client, bytes(6 * 1024 * 1024))


def test_the_api_says_the_same(client: Client, document: uuid.UUID) -> None:
    code = code_of(document)
    assert client.get(f"/api/v1/documents/{code}").json() == {
        "code": code,
        "answer": "authentic",
        "kind": "Attest van woonduur",
        "issued_on": "2026-11-23",
        "ended_on": None,
        "expires_on": None,
    }
    wrong = client.get("/api/v1/documents/K7RMX")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "code_length")


def test_the_keys_of_the_qr_codes_are_published_for_everybody(client: Client) -> None:
    answer = client.get("/.well-known/loket-documents.json")
    (key,) = answer.json()["keys"]
    assert (key["kty"], key["crv"], "d" in key) == ("EC", "P-256", False)
    assert answer["Access-Control-Allow-Origin"] == "*"


def handed_in(client: Client, pdf: bytes) -> str:
    file = SimpleUploadedFile("attest.pdf", pdf, content_type="application/pdf")
    return client.post("/verify", {"file": file, "send": "yes"}).content.decode()
