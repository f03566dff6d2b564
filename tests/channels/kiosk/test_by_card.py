"""A card at the kiosk: the screen asks, the machine's reader answers, and one product crosses."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.channels.kiosk.machines import PRODUCT, begin, give_terms
from tests.factories import registers as make
from tests.factories.residents import number, resident
from tests.stories.kiosk.helpers import open_city

from loket.config import cards as config
from loket.config.talk import Refused
from loket.connectors.cards import Answer, SimulatedIssuer, SimulatedReader
from loket.connectors.cards.simulated import Card
from loket.domain.registers.facts import Address
from loket.foundations.journal.models import Line
from loket.foundations.registers.models import LookUp
from loket.kit import clock
from loket.offices.kiosks import actions
from loket.offices.kiosks.models import Device, Pairing, Tally

pytestmark = pytest.mark.django_db
FIELDS = ("names", "first_names", "address", "since", "municipality", "undisclosed_until")
THEN = "codes/request%3Fcard=eid%26lost=both%26age=old"


class Machine:
    """The machine of the library: its browser, and the reader that speaks with its key."""

    def __init__(self, *, reader: str = "1") -> None:
        code = actions.make_code(point="library", actor="system:test", now=clock.now())
        self.key = Client().post("/kiosk/library/enrol-machine", {"typed": code}).json()["key"]
        said = self.call("POST", "entrance", {"reader": reader})
        self.screen = Client()
        self.screen.get(said.json()["path"])

    def call(self, method: str, path: str, data: dict[str, Any] | None = None) -> Any:
        headers = {"Authorization": f"Kiosk {self.key}"}
        client = Client()
        if method == "POST":
            return client.post(f"/kiosk/library/{path}", data or {}, headers=headers)
        return client.get(f"/kiosk/library/{path}", headers=headers)

    def question(self) -> dict[str, str]:
        found: dict[str, str] = self.call("GET", "reader").json()
        return found

    def answer(self, card: Card, pin: str = "1234") -> Any:
        """What the reader tells after the PIN was typed on its own keys."""
        asked = self.question()["question"].encode()
        return self.tell(SimulatedReader(card).answer(asked, pin))

    def tell(self, answer: Answer) -> Any:
        facts = {
            "signature": base64.b64encode(answer.signature).decode(),
            "certificate": base64.b64encode(answer.certificate).decode(),
            "between": [base64.b64encode(one).decode() for one in answer.between],
        }
        return self.call("POST", "reader/tell", facts)

    def word(self, word: str) -> Any:
        return self.call("POST", "reader/tell", {"word": word})


def amal(issuer: SimulatedIssuer | None = None) -> Card:
    issuer = issuer or settings.CARDS.issuer
    return issuer.issue(number=number().digits, names="Amal", pin="1234")


def waiting(machine: Machine) -> tuple[str, str]:
    """The screen asks for a card; its visit and the address at which it waits."""
    visit = begin(machine.screen)
    page = machine.screen.get(f"{visit}connect/{PRODUCT}?then={THEN}").content.decode()
    assert "Met mijn identiteitskaart" in page
    answer = machine.screen.post(f"{visit}connect/{PRODUCT}?then={THEN}", {"do": "card"})
    return visit, str(answer["Location"])


@pytest.fixture
def machine() -> Machine:
    open_city()
    give_terms()
    return Machine()


def test_a_card_and_its_pin_give_the_screen_its_one_product(machine: Machine) -> None:
    visit, address = waiting(machine)
    page = machine.screen.get(address).content.decode()
    assert "Steek je kaart in de lezer" in page
    assert "nooit op dit scherm" in page
    assert machine.answer(amal()).status_code == 200
    onwards = machine.screen.get(address)["Location"]
    assert onwards == f"{visit}codes/request?card=eid&lost=both&age=old"
    assert "Hoe verwittigen we je?" in machine.screen.get(onwards).content.decode()
    kept = Pairing.objects.get()
    assert (kept.resident, kept.level, kept.means) == (resident(), 500, "card")
    assert ("", 1) in {(one.product, one.count) for one in Tally.objects.all()}


def test_the_number_on_the_card_stands_in_no_address_page_or_journal(machine: Machine) -> None:
    visit, address = waiting(machine)
    machine.answer(amal())
    onwards = machine.screen.get(address)["Location"]
    told = [address, onwards, machine.screen.get(onwards).content.decode()]
    for text in (*told, str(list(Line.objects.values()))):
        assert number().digits not in text
    assert visit in onwards


@pytest.mark.parametrize(
    ("word", "says", "goes_on"),
    [
        ("wrong_pin", "De pincode klopt niet. Kijk goed", True),
        ("last_pin", "nog één keer proberen", True),
        ("taken_out", "De kaart zit niet meer in de lezer", True),
        ("blocked", "geblokkeerd na drie verkeerde pincodes", False),
        ("other_card", "Er zit een andere kaart in de lezer", False),
    ],
)
def test_the_screen_says_what_the_reader_says(
    machine: Machine, word: str, says: str, goes_on: bool
) -> None:
    _visit, address = waiting(machine)
    assert machine.word(word).status_code == 200
    page = machine.screen.get(address)
    assert says in page.content.decode()
    assert (page.status_code == 200) is goes_on
    assert bool(machine.question()) is goes_on


def test_a_revoked_card_and_one_of_an_unknown_issuer_open_nothing(machine: Machine) -> None:
    lost = amal()
    settings.CARDS.issuer.revoke(lost)
    for card, code, says in (
        (lost, "card_revoked", "Deze kaart is ingetrokken"),
        (amal(SimulatedIssuer()), "card_not_trusted", "kunnen we niet aanvaarden"),
    ):
        _visit, address = waiting(machine)
        told = machine.answer(card)
        assert (told.status_code, told.json()["code"]) == (409, code)
        assert says in machine.screen.get(address).content.decode()
    assert not Pairing.objects.exclude(resident=None).exists()


def test_who_takes_the_card_out_has_left_what_it_opened(machine: Machine) -> None:
    _visit, address = waiting(machine)
    machine.answer(amal())
    onwards = machine.screen.get(address)["Location"]
    assert machine.question() == {"question": ""}
    assert machine.word("taken_out").status_code == 200
    assert machine.screen.get(onwards).status_code == 302
    assert "De kaart zit niet meer in de lezer" in machine.screen.get(address).content.decode()
    assert machine.question() == {}


def test_what_is_no_signature_identifies_nobody(machine: Machine) -> None:
    for facts in ({}, {"signature": "%%", "certificate": "%%"}, {"word": "good"}):
        waiting(machine)
        told = machine.call("POST", "reader/tell", facts)
        assert (told.status_code, told.json()["code"]) == (409, "card_proves_nothing")
    assert not Pairing.objects.exclude(resident=None).exists()


def test_only_the_machine_hears_the_question_and_is_heard(machine: Machine) -> None:
    waiting(machine)
    for client in (Client(), machine.screen):
        assert client.get("/kiosk/library/reader").status_code == 403
        told = client.post("/kiosk/library/reader/tell", {"word": "blocked"})
        assert told.status_code == 403
    assert machine.question()["question"]


def test_an_answer_after_the_client_left_opens_nothing(machine: Machine) -> None:
    waiting(machine)
    card, asked = amal(), machine.question()["question"]
    machine.screen.get("/kiosk/library/leave")
    told = machine.tell(SimulatedReader(card).answer(asked.encode(), "1234"))
    assert (told.status_code, told.json()["code"]) == (409, "pairing_over")


def test_without_a_reader_or_without_believed_cards_none_is_asked(settings: Any) -> None:
    open_city()
    give_terms()
    bare = Machine(reader="")
    visit = begin(bare.screen)
    assert "identiteitskaart" not in bare.screen.get(f"{visit}connect/{PRODUCT}").content.decode()
    bare.screen.post(f"{visit}connect/{PRODUCT}", {"do": "card"})
    assert Pairing.objects.get().means == "phone"
    Device.objects.update(has_reader=True)
    settings.CARDS = config.Setup()
    assert "identiteitskaart" not in bare.screen.get(f"{visit}connect/{PRODUCT}").content.decode()


@pytest.fixture
def register() -> Iterator[make.Register]:
    """The register knows Amal, who lives here."""
    known = make.Register()
    known.add(number(), first_names=("Amal",))
    make.keep_purposes(make.purpose("pin-puk", fields=FIELDS, inquiries=("person",)))
    before = make.answer_from(known)
    yield known
    make.put_back(before)


def signed_in(machine: Machine) -> Any:
    """The first screen after the card."""
    _visit, address = waiting(machine)
    machine.answer(amal())
    return machine.screen.get(machine.screen.get(address)["Location"])


def test_the_home_address_stands_on_the_screen_after_signing_in_and_never_before(
    machine: Machine, register: make.Register
) -> None:
    visit = begin(machine.screen)
    for screen in ("codes", "codes?card=eid", "codes/request?card=eid&lost=both&age=old"):
        page = machine.screen.get(f"{visit}{screen}")
        assert "Voorbeeldstraat" not in page.content.decode()
    assert not LookUp.objects.exists()
    page = signed_in(machine).content.decode()
    assert "Voorbeeldstraat 12, 2000 Teststad" in page
    assert LookUp.objects.count() == 1
    assert register.entries


def test_an_address_that_nobody_may_know_stays_off_the_screen(
    machine: Machine, register: make.Register
) -> None:
    register.add(number(), first_names=("Amal",), undisclosed_until=date(2999, 1, 1))
    page = signed_in(machine).content.decode()
    assert "Hoe verwittigen we je?" in page
    assert "Voorbeeldstraat" not in page


def test_who_lives_elsewhere_is_told_so_before_typing_anything(
    machine: Machine, register: make.Register
) -> None:
    away = Address("Dorp", "1", "", "9000", "Elders", "12345")
    register.add(number(), first_names=("Amal",), municipality="12345", address=away)
    answer = signed_in(machine)
    assert answer.status_code == 409
    assert "Je bent ingeschreven in Elders" in answer.content.decode()


class TestWhoseCardsAreBelieved:
    def test_the_simulators_stop_the_start_outside_the_demo(
        self, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from cryptography.hazmat.primitives.serialization import Encoding

        path = tmp_path / "authorities.pem"
        path.write_bytes(SimulatedIssuer().certificate.public_bytes(Encoding.PEM))
        monkeypatch.setenv("LOKET_CARD_AUTHORITIES", str(path))
        with pytest.raises(Refused, match="outside the demo"):
            config.configured(demo=False, secret="s")
        assert len(config.configured(demo=True, secret="s").trusted) == 1

    def test_a_file_that_holds_no_certificate_stops_the_start(
        self, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "authorities.pem"
        for write in (lambda: None, lambda: path.write_text("nothing")):
            write()
            monkeypatch.setenv("LOKET_CARD_AUTHORITIES", str(path))
            with pytest.raises(Refused, match="LOKET_CARD_AUTHORITIES"):
                config.configured(demo=False, secret="s")

    def test_outside_the_demo_no_card_is_believed_until_authorities_are_named(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("LOKET_CARD_AUTHORITIES", raising=False)
        found = config.configured(demo=False, secret="s")
        assert (found.are_believed, found.trusted) == (False, [])
