"""Whatever goes wrong on the way to a document, its applicant reads what is so and what comes."""

from __future__ import annotations

import hashlib
import io
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client
from lxml import etree
from tests.channels.desk.helpers import employee, signed_in
from tests.channels.kiosk.test_paper import granted, machine
from tests.channels.portal.test_verifying import handed_in
from tests.connectors.documented import reply
from tests.factories import documents as factory
from tests.factories import registers as make
from tests.factories import residents
from tests.foundations.documents.test_uploads import blank
from tests.offices.certificates.test_jobs import give
from tests.offices.certificates.world import NOW, World, ask, build

from loket.connectors.seals import SimulatedKey
from loket.domain.people.may import Role
from loket.foundations.documents import queries
from loket.foundations.documents.models import Document
from loket.foundations.people import actions as people
from loket.foundations.places.models import ContactPoint
from loket.foundations.registers.actions import registers
from loket.foundations.registers.models import Outcome
from loket.kit import clock, sealplaces, signeddata
from loket.kit.calling import Caller
from loket.kit.certificates import Root
from loket.offices.certificates import tasks
from loket.offices.certificates.models import Request
from loket.offices.kiosks.models import PrintJob

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=30)
WITH_PERSON = "Een medewerker bekijkt je vraag. Je hebt antwoord ten laatste op"


@pytest.fixture
def world() -> Iterator[World]:
    made = build()
    before = make.answer_from(made.register)
    yield made
    make.put_back(before)


def enter(world: World, name: str) -> Client:
    browser = Client()
    residents.sign_in(browser, world[name], name=name)
    return browser


def press(browser: Client, product: str = "NATION", **told: str) -> str:
    """Ask, and read where the request stands."""
    told = {"key": str(uuid.uuid4()), "whose": "self", **told}
    answer = browser.post(f"/certificates/{product}", told)
    assert answer.status_code == 302, answer.content.decode()
    return browser.get(answer["Location"]).content.decode()


def certificates() -> list[Document]:
    """What was made for anybody, but proof that a question was received."""
    return list(Document.objects.exclude(template="ontvangstbewijs"))


# --- a file that is not what left the house ---


def sealed_file() -> bytes:
    document = factory.author()
    factory.seal_everything()
    return queries.content(document)


def with_a_revision(pdf: bytes) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer, added = IncrementalPdfFileWriter(io.BytesIO(pdf)), io.BytesIO()
    writer.root["/Lang"] = writer.root["/Lang"]
    writer.update_root()
    writer.write(added)
    return added.getvalue()


def sealed_elsewhere(_pdf: bytes) -> bytes:
    key = SimulatedKey(Root.new("Elders", now=NOW), now=NOW, name="Stad Elders")
    place = sealplaces.prepare(
        blank(), by="Stad Elders", certificates=[key.certificate], revocations=[], at=NOW
    )
    return sealplaces.fill(place, signeddata.detached(place.digest, key, stamp=None))


FORGERIES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "tampered": (lambda pdf: pdf.replace(b"/Title", b"/Titel", 1), "is veranderd nadat"),
    "a later revision": (with_a_revision, "is na het zegel iets toegevoegd"),
    "a foreign seal": (sealed_elsewhere, "heeft een zegel van iemand anders"),
    "truncated": (lambda pdf: pdf[: len(pdf) // 2], "ontbreekt het einde"),
    "without its seal": (lambda _pdf: blank(), "zit geen zegel"),
    "no document": (lambda _pdf: b"GIF89a", "kunnen we niet lezen"),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_file_is_never_called_real_and_its_fault_is_named(
    client: Client, world: World, forgery: str
) -> None:
    forge, said = FORGERIES[forgery]
    page = handed_in(client, forge(sealed_file()))
    assert said in page
    assert "Dit document is echt" not in page
    assert "gaven wij door" not in page


# --- a register that answers badly ---


@contextmanager
def platform(answer: Callable[[str, str], bytes | None]) -> Iterator[str]:
    """A server that answers so to a service's name and a reference; None: it never does."""
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = etree.fromstring(self.rfile.read(int(self.headers["Content-Length"])))
            name = next(body.iter("Naam")).text or ""
            told = answer(name, next(body.iter("Vraag")).findtext("Referte") or "")
            if told is None:
                over.wait()
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def about_somebody_else(name: str, reference: str) -> bytes:
    other = make.number(counter=777).digits
    person = f"<Inhoud><Persoon><INSZ>{other}</INSZ></Persoon></Inhoud>"
    return reply(name, reference, "<Inhoud/>" if name == "RegistreerInschrijving" else person)


def malformed(_name: str, _reference: str) -> bytes:
    return b"<html>onderhoud</html>"


def never(_name: str, _reference: str) -> None:
    return None


@pytest.fixture
def asked_of(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the real client ask this server, which may take its time to say what it says."""

    def at(url: str, *, seconds: float = 120) -> None:
        settings.DEMO, settings.MAGDA_URL = False, url
        quick = partial(Caller, wait=seconds, whole=seconds, tries=1)
        monkeypatch.setattr(registers, "_kept", lambda _service, url, *_: quick(url))

    return at


@pytest.mark.parametrize(
    ("answer", "outcome"), [(about_somebody_else, "someone_else"), (malformed, "malformed")]
)
def test_an_answer_that_cannot_be_believed_is_a_neutral_sentence_and_a_day(
    world: World,
    asked_of: Callable[..., None],
    answer: Callable[[str, str], bytes | None],
    outcome: str,
) -> None:
    with platform(answer) as url:
        asked_of(url)
        page = press(enter(world, "Nora"))
    assert WITH_PERSON in page
    assert "register" not in page.split("<main")[1].split("</main")[0]
    assert not certificates()
    assert [one.result for one in Outcome.objects.all()] == [outcome]


def test_a_register_that_is_late_is_not_the_residents_error_and_the_document_comes_later(
    world: World, asked_of: Callable[..., None], settings: Any
) -> None:
    browser = enter(world, "Nora")
    with platform(never) as url:
        asked_of(url, seconds=0.5)
        page = press(browser)
    assert "We hebben je vraag. Het register antwoordt nu niet" in page
    assert [one.result for one in Outcome.objects.all()] == ["away"]
    settings.DEMO = True
    tasks.try_again(clock.now() + LATER)
    own = f"/me/certificates/{Request.objects.get().pk}"
    assert "Je document is klaar" in browser.get(own).content.decode()


# --- people who changed meanwhile, and mandates that carry nothing ---


def test_a_subject_who_died_meanwhile_is_the_same_neutral_sentence(world: World) -> None:
    world.change("Lou", deceased_on=date(2026, 11, 1))
    page = press(enter(world, "Nora"), whose="child", born_on="2014-05-20")
    assert WITH_PERSON in page
    assert "overleden" not in page
    assert not certificates()


@pytest.mark.parametrize("ending", ["expired", "withdrawn", "of another holder", "died"])
def test_a_mandate_that_carries_nothing_any_more_gives_no_document_and_no_reason(
    world: World, ending: str
) -> None:
    when = clock.now()
    mandate = give(world, "Nora", days=5, now=when)
    match ending:
        case "withdrawn":
            people.withdraw_mandate(mandate=mandate, actor=f"resident:{world['Nora']}", now=when)
        case "died":
            world.change("Nora", deceased_on=date(2026, 11, 1))
    browser = enter(world, "Tom" if ending == "of another holder" else "Ludo")
    browser.post("/me/certificates/mandated", {"product": "NATION"})
    tasks.work_jobs(when + timedelta(days=30 if ending == "expired" else 0))
    page = browser.get("/me/certificates/mandated").content.decode()
    assert not certificates()
    for never_said in ("Nora", "overleden", "ingetrokken", "verlopen"):
        assert never_said not in page
    assert "1 klaar" not in page


# --- the seal is away ---

TOKEN = "a token of a test"


def test_without_a_seal_nothing_leaves_by_any_door_and_each_says_why(
    world: World, settings: Any
) -> None:
    settings.ATTEST_CLIENTS = [f"profile:{hashlib.sha256(TOKEN.encode()).hexdigest()}"]
    asked = ask(world["Nora"], "WOONDUUR", now=clock.now())
    Request.objects.filter(pk=asked.id).update(way="post")
    tasks.try_again(clock.now() + LATER)
    own, desk = enter(world, "Nora"), signed_in(employee(Role.EXPERT, "hall"))
    page = own.get(f"/me/certificates/{asked.id}").content.decode()
    assert "Bijna klaar: we zetten het zegel erop" in page
    machine = {"Authorization": f"Bearer {TOKEN}"}
    number = f"/v1/certificates/{world.numbers['Nora'].digits}"
    doors = {
        "download": own.get(f"/me/certificates/{asked.id}/download"),
        "desk": desk.get(f"/desk/certificates/{asked.id}/print"),
        "machine": own.get(f"{number}/{asked.id}/nl", headers=machine),
        "list": own.get(number, headers=machine),
        "batch": desk.post("/desk/certificates/post/batch", follow=True),
    }
    assert [name for name, one in doors.items() if b"%PDF" in one.content] == []
    assert "wacht nog op zijn zegel" in doors["download"].content.decode()
    assert "wacht nog op zijn zegel" in doors["desk"].content.decode()
    assert doors["list"].json()["_embedded"] == {"certificates": []}
    assert "Er wacht niets op de post" in doors["batch"].content.decode()
    line = queries.find(Document.objects.get().pk)
    assert line is not None
    assert own.get(f"/api/v1/documents/{line.code}").json()["answer"] == "unknown"


def test_a_kiosk_prints_nothing_before_the_seal_and_says_that_it_comes(world: World) -> None:
    ContactPoint.objects.create(
        code="library", name={"nl": "Bibliotheek"}, host="De Kring", opened_on=date(2021, 9, 9)
    )
    kiosk = machine()
    made = kiosk.post(granted(kiosk, world["Nora"], "WOONDUUR"))["Location"]
    for _ in range(2):
        assert "De stad zet er haar zegel op" in kiosk.get(made).content.decode()
    assert not PrintJob.objects.exists()
    factory.seal_everything()
    assert kiosk.get(made).status_code == 302
    assert PrintJob.objects.get().document == Document.objects.get().pk
