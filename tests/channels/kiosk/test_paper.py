"""A mother prints a certificate at the kiosk of a library, and what can come between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from tests.channels.kiosk.machines import begin, enrolled, number_on, scan, token_of
from tests.factories import registers as make
from tests.factories.residents import sign_in
from tests.offices.certificates.world import World, build

from loket.domain.people.standing import Helper, helper_actor
from loket.foundations.documents.models import Document
from loket.foundations.places.models import ContactPoint
from loket.offices.certificates.models import Request
from loket.offices.kiosks.models import Device, PrintJob, Tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Iterator[World]:
    """A city with certificates, and a library with a kiosk, a printer and paper."""
    made = build()
    ContactPoint.objects.create(
        code="library", name={"nl": "Bibliotheek"}, host="De Kring", opened_on=date(2021, 9, 9)
    )
    before = make.answer_from(made.register)
    yield made
    make.put_back(before)


def machine(printer: str = "simulated:", sheets: int = 50) -> Client:
    kiosk = enrolled()
    Device.objects.update(printer=printer, sheets=sheets)
    return kiosk


def granted(kiosk: Client, who: object, product: str = "GEZIN") -> str:
    """The screen has the product of whoever signed in on a phone; its address."""
    visit = begin(kiosk)
    answer = kiosk.post(f"{visit}connect/{product}?then=paper/{product}")
    waiting = answer["Location"]
    phone = Client()
    scan(phone, token_of(waiting))
    sign_in(phone, who, name="Nora")  # type: ignore[arg-type]
    phone.post("/k/number", {"number": number_on(kiosk, waiting)})
    onwards: str = kiosk.get(waiting)["Location"]
    assert onwards == f"{visit}paper/{product}"
    return onwards


def follow(kiosk: Client, address: str) -> str:
    """The address at which the screen comes to rest."""
    for _ in range(5):
        answer = kiosk.get(address)
        if answer.status_code != 302:
            return address
        address = answer["Location"]
    raise AssertionError(address)


def test_a_mother_prints_the_attest_of_her_household(world: World) -> None:
    kiosk = machine()
    page = kiosk.get("/kiosk/library/").content.decode()
    assert "Een attest afdrukken" in page
    assert "Een akte afdrukken" in page
    paper = granted(kiosk, world["Nora"])
    assert "Blijf bij de printer" in kiosk.get(paper).content.decode()
    made = kiosk.post(paper)["Location"]
    printed = follow(kiosk, made)
    assert "Neem je document" in kiosk.get(printed).content.decode()
    job = PrintJob.objects.get()
    assert (job.state, job.is_purged, job.product) == ("printed", True, "GEZIN")
    asked = Request.objects.get()
    assert (asked.channel, asked.way, asked.subject) == ("kiosk", "kiosk", world["Nora"])
    assert ("GEZIN", 1) in {(one.product, one.count) for one in Tally.objects.all()}


def test_for_her_child_she_types_a_day_and_both_papers_are_of_one_sign_in(world: World) -> None:
    kiosk = machine()
    paper = granted(kiosk, world["Nora"], "NATION")
    assert "Over mijn kind" in kiosk.get(paper).content.decode()
    follow(kiosk, kiosk.post(paper, {"do": "self"})["Location"])
    asks = kiosk.post(paper, {"do": "child"}).content.decode()
    assert "Wanneer is je kind geboren?" in asks
    pressed = kiosk.post(paper, {"asked": "child", "typed": "2005201", "key": "4"})
    assert 'value="20052014"' in pressed.content.decode()
    made = kiosk.post(paper, {"asked": "child", "typed": "20-05-2014"})["Location"]
    assert "Neem je document" in kiosk.get(follow(kiosk, made)).content.decode()
    subjects = set(Request.objects.values_list("subject", flat=True))
    assert subjects == {world["Nora"], world["Lou"]}
    assert set(PrintJob.objects.values_list("state", flat=True)) == {"printed"}


@pytest.mark.parametrize("by", ["host", "family"])
def test_who_is_helped_says_by_whom_before_the_print_and_it_is_frozen(
    world: World, by: Helper
) -> None:
    kiosk = machine()
    paper = granted(kiosk, world["Nora"])
    assert "Iemand naast me helpt" in kiosk.get(paper).content.decode()
    asks = kiosk.post(paper, {"do": "helped"}).content.decode()
    assert "Wie helpt je nu?" in asks
    assert f'value="{by}"' in asks
    assert not Request.objects.exists()
    assert kiosk.post(paper, {"helper": by}).status_code == 302
    made = Request.objects.get()
    assert (made.actor, made.capacity) == (helper_actor(world["Nora"], by), "helper")
    assert (made.applicant, made.subject) == (world["Nora"], world["Nora"])


@pytest.mark.parametrize("by", ["", "city", "cousin", "HOST"])
def test_a_helper_of_whom_the_screen_says_nothing_is_nobody(world: World, by: str) -> None:
    kiosk = machine()
    kiosk.post(granted(kiosk, world["Nora"]), {"helper": by})
    assert Request.objects.get().capacity == "self"


@pytest.mark.parametrize("typed", ["", "2005", "31022014", "2005201४", "99999999999"])
def test_what_is_no_day_of_birth_is_asked_again_and_makes_nothing(world: World, typed: str) -> None:
    kiosk = machine()
    answer = kiosk.post(granted(kiosk, world["Nora"]), {"asked": "child", "typed": typed})
    assert answer.status_code == 409
    assert "Typ acht cijfers" in answer.content.decode()
    assert not Request.objects.exists()


def test_a_child_of_that_day_that_no_register_ties_to_her_goes_to_a_clerk(world: World) -> None:
    kiosk = machine()
    answer = kiosk.post(granted(kiosk, world["Ludo"]), {"asked": "child", "typed": "20052014"})
    page = kiosk.get(answer["Location"]).content.decode()
    assert "Een medewerker bekijkt je vraag" in page
    assert "Lou" not in page
    assert not PrintJob.objects.exists()


def test_pressing_twice_makes_one_document_and_one_print(world: World) -> None:
    kiosk = machine()
    paper = granted(kiosk, world["Nora"])
    first, second = kiosk.post(paper)["Location"], kiosk.post(paper)["Location"]
    assert first == second
    follow(kiosk, first)
    kiosk.get(first)
    assert (Document.objects.count(), PrintJob.objects.count()) == (1, 1)


def test_after_a_jam_the_document_is_void_and_another_one_is_made(world: World) -> None:
    kiosk = machine("simulated:jam")
    paper = granted(kiosk, world["Nora"])
    printing = follow(kiosk, kiosk.post(paper)["Location"])
    assert "Kwam je hele document eruit?" in kiosk.get(printing).content.decode()
    kiosk.post(f"{printing}/answer", {"do": "no"})
    assert "Deze afdruk telt niet" in kiosk.get(printing).content.decode()
    assert Document.objects.get().revoked_because == "print_failed"
    Device.objects.update(printer="simulated:")
    again = kiosk.post(paper)["Location"]
    assert "Neem je document" in kiosk.get(follow(kiosk, again)).content.decode()
    assert Document.objects.filter(revoked_at=None).count() == 1


@pytest.mark.parametrize(
    ("printer", "sheets", "says"),
    [
        ("simulated:off", 50, "De printer antwoordt niet"),
        ("simulated:empty", 50, "Er is geen papier meer"),
        ("simulated:", 0, "Er is geen papier meer"),
    ],
)
def test_without_printer_or_paper_nothing_is_issued(
    world: World, printer: str, sheets: int, says: str
) -> None:
    kiosk = machine(printer, sheets)
    answer = kiosk.post(granted(kiosk, world["Nora"]))
    assert answer.status_code == 409
    assert says in answer.content.decode()
    assert not Request.objects.exists()


def test_no_criminal_record_is_offered_shown_or_printed_at_a_kiosk(world: World) -> None:
    kiosk = machine()
    visit = begin(kiosk)
    for kind in ("attests", "acts"):
        assert "Record" not in kiosk.get(f"{visit}which/{kind}").content.decode()
    answer = kiosk.post(f"{visit}connect/RECORD")
    assert answer.status_code == 409
    assert "anderen kunnen meelezen" in answer.content.decode()
    assert kiosk.get(f"{visit}paper/RECORD")["Location"] == "/kiosk/library/"
    assert world["Nora"]


def test_what_a_rule_stops_is_with_a_clerk_and_prints_nothing(world: World) -> None:
    world.change("Nora", under_investigation=True)
    kiosk = machine()
    made = kiosk.post(granted(kiosk, world["Nora"]))["Location"]
    page = kiosk.get(made).content.decode()
    assert "Een medewerker bekijkt je vraag" in page
    assert not PrintJob.objects.exists()


def test_the_sign_in_of_another_person_gives_the_paper_of_that_person(world: World) -> None:
    kiosk = machine()
    follow(kiosk, kiosk.post(granted(kiosk, world["Tom"], "NATION"))["Location"])
    assert Request.objects.get().subject == world["Tom"]


def test_the_next_client_cannot_open_request_or_print_of_the_former_one(world: World) -> None:
    kiosk = machine()
    made = kiosk.post(granted(kiosk, world["Nora"]))["Location"]
    printed = follow(kiosk, made)
    old, new = made.split("/paper/")[0] + "/", begin(kiosk)
    for address in (made, printed):
        assert kiosk.get(address)["Location"] == "/kiosk/library/"
        assert kiosk.get(address.replace(old, new))["Location"] == "/kiosk/library/"


def test_a_kiosk_without_a_printer_offers_no_paper(world: World) -> None:
    kiosk = machine("")
    assert "afdrukken" not in kiosk.get("/kiosk/library/").content.decode()
    assert world["Nora"]
