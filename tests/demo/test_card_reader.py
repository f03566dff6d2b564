"""The demo's reader of cards, beside a kiosk of the demo."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.channels.kiosk.machines import PRODUCT, begin, give_terms
from tests.stories.kiosk.helpers import open_city

from loket.demo.residents import BY_KEY
from loket.foundations.people import queries as people
from loket.offices.kiosks.models import Pairing

pytestmark = pytest.mark.django_db
READER = "/demo/reader"


@pytest.fixture
def browser() -> Client:
    """A visitor of the demo who opened the kiosk of the library."""
    open_city()
    give_terms()
    browser = Client()
    browser.get("/demo/kiosk/library")
    return browser


def ask(browser: Client) -> None:
    """The screen asks for a card."""
    answer = browser.post(f"{begin(browser)}connect/{PRODUCT}?then=codes", {"do": "card"})
    assert "/pairing/" in answer["Location"]


def said(browser: Client, **facts: str) -> str:
    return browser.post(READER, facts, follow=True).content.decode()


def test_a_card_of_somebody_who_does_not_exist_signs_in(browser: Client) -> None:
    assert "Nora Claes" in browser.get(READER).content.decode()
    assert "Het scherm vraagt nu niets" in said(browser, do="in", card="mother")
    ask(browser)
    assert "Pincode" in browser.get(READER).content.decode()
    assert "Aangemeld" in said(browser, do="pin", pin="1234")
    kept = Pairing.objects.get()
    assert (kept.state, kept.level) == ("confirmed", 500)
    assert kept.resident == people.find_resident(BY_KEY["mother"].number)
    assert "De kaart zit niet meer in de lezer" in said(browser, do="out")
    assert Pairing.objects.get().state == "ended"


def test_three_wrong_pins_block_the_card_for_this_browser(browser: Client) -> None:
    said(browser, do="in", card="mother")
    ask(browser)
    assert "Kijk goed" in said(browser, do="pin", pin="0000")
    assert "nog één keer proberen" in said(browser, do="pin", pin="0000")
    assert "geblokkeerd" in said(browser, do="pin", pin="0000")
    ask(browser)
    assert "geblokkeerd" in said(browser, do="pin", pin="1234")
    assert not Pairing.objects.filter(state="confirmed").exists()


@pytest.mark.parametrize(
    ("card", "says"),
    [("lost", "Deze kaart is ingetrokken"), ("foreign", "kunnen we niet aanvaarden")],
)
def test_a_lost_and_a_foreign_card_open_nothing(browser: Client, card: str, says: str) -> None:
    said(browser, do="in", card=card)
    ask(browser)
    assert says in said(browser, do="pin", pin="1234")
    assert Pairing.objects.get().state == "broken"


def test_a_browser_without_a_kiosk_is_told_to_open_one(browser: Client) -> None:
    stranger = Client()
    assert "Open eerst een zelfbedieningsloket" in stranger.get(READER).content.decode()
    ask(browser)
    said(stranger, do="in", card="mother")
    said(stranger, do="pin", pin="1234")
    assert Pairing.objects.get().state == "shown"
