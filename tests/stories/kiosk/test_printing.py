"""A mother prints at the library's kiosk, her phone says who she is; then somebody else comes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Error, Page, expect
from tests.connectors.identity import parties
from tests.factories import registers as make
from tests.offices.certificates.world import World, build
from tests.stories.base import PATIENCE_MS, PHONE
from tests.stories.kiosk.running import Machine, assert_bare, holds, leave, machine, until
from tests.stories.kiosk.walking import changing
from tests.stories.providers import simulator

from loket.foundations.journal.models import Line
from loket.foundations.places.models import ContactPoint
from loket.offices.certificates.models import Request
from loket.offices.kiosks.models import Device, Pairing, PrintJob

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> Iterator[World]:
    """A city with certificates, and a library where a kiosk may stand."""
    made = build()
    ContactPoint.objects.create(
        code="library", name={"nl": "Bibliotheek"}, host="De Kring", opened_on=date(2021, 9, 9)
    )
    before = make.answer_from(made.register)
    yield made
    make.put_back(before)


@pytest.fixture
def running(world: World, settings: Any, live_server: Any) -> Iterator[Machine]:
    """A machine with paper for two clients, beside a provider that knows the mother."""
    settings.BASE_URL = live_server.url
    nora = replace(parties.PEOPLE[0], number=world.numbers["Nora"].digits)
    with simulator(settings, live_server.url, (nora,)), machine(live_server.url, clients=2) as made:
        Device.objects.update(printer="simulated:", sheets=50)
        yield made


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A browser in somebody's hand."""
    pocket = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, reduced_motion="reduce"
    )
    pocket.set_default_timeout(PATIENCE_MS)
    yield pocket.new_page()
    pocket.close()


def read_square(screen: Page) -> str:
    """What the camera of a phone makes of the screen."""
    expect(screen.get_by_role("heading", name="Scan deze code met je telefoon")).to_be_visible()
    expect(screen.locator(".square svg")).to_be_visible()
    picture = Image.open(io.BytesIO(screen.screenshot()))
    (found,) = zxingcpp.read_barcodes(picture)
    return str(found.text)


def show_who_i_am(phone: Page, screen: Page) -> None:
    """Scan, sign in at the provider, and type the number of the screen."""
    phone.goto(read_square(screen))
    expect(phone.get_by_text("Bibliotheek").first).to_be_visible()
    phone.get_by_role("button", name="Ja, meld mij aan").click()
    phone.get_by_role("button", name="Met itsme").click()
    phone.get_by_role("button", name="Nora Claes: itsme").click()
    number = screen.locator(".number-tag.shown")
    expect(number).to_be_visible()
    phone.get_by_label("Welk getal staat op het scherm?").fill(number.inner_text())
    phone.get_by_role("button", name="Geef het scherm wat het vraagt").click()
    expect(phone.get_by_role("heading", name="Ga verder aan het scherm")).to_be_visible()


def touch(screen: Page, role: Any, name: str) -> None:
    """Touch this, and wait for the screen that comes of it."""
    what = screen.get_by_role(role, name=name).last
    what.wait_for()
    with changing(screen):
        what.click()


def type_on(screen: Page, digits: str) -> None:
    """Each key of the screen, one after the other."""
    for key in digits:
        screen.locator(f"[data-keys] button[value='{key}']").click()


def ask_for(screen: Page, product: str) -> None:
    """From the first screen to the square."""
    for role, name in (
        ("link", "Een attest afdrukken"),
        ("link", product),
        ("button", "Toon de code"),
    ):
        touch(screen, role, name)


def take(screen: Page) -> None:
    """Wait for the paper, and leave."""
    expect(screen.get_by_role("heading", name="Neem je document")).to_be_visible()
    leave(screen, "Ik heb het. Wis alles")


def test_a_mother_prints_a_household_attest_and_the_next_client_finds_nothing(
    world: World, running: Machine, browser: Browser, phone: Page
) -> None:
    first, screen, profile = running.arrive(browser)
    addresses = [screen.url]
    screen.on("framenavigated", lambda frame: addresses.append(frame.url))
    ask_for(screen, "Gezin")
    show_who_i_am(phone, screen)
    touch(screen, "button", "Druk af")
    take(screen)
    until(lambda: not profile.exists(), "the folder of the mother's browser is removed")
    first.close()
    asked = Request.objects.get()
    assert (asked.product, asked.subject, asked.channel) == ("GEZIN", world["Nora"], "kiosk")

    second, screen, mine = running.arrive(browser)
    assert mine != profile
    assert_bare(screen)
    assert_no_trace(mine, "Nora", world.numbers["Nora"].digits, "GEZIN", str(asked.pk))
    assert_no_trace(mine, *(one["value"] for one in phone.context.cookies()))
    assert any("/print/" in one for one in addresses)
    visit = next(one for one in addresses if one.endswith("/paper/GEZIN"))
    for address in [one for one in addresses if "/leave" not in one] + [f"{visit}/{asked.pk}"]:
        screen.goto(address)
        expect(screen.get_by_role("heading", name="Waarmee kunnen we helpen?")).to_be_visible()
    assert_nothing_is_kept(world)
    with suppress(Error):  # the machine may end the browser before it says that it arrived
        screen.goto(f"{running.server.base}/kiosk/library/leave")
    until(lambda: not mine.exists(), "the folder of the second client is removed")
    second.close()


def assert_no_trace(profile: Path, *words: str) -> None:
    """No file of the browser holds any of these words."""
    assert {one: holds(profile, one) for one in words} == {one: [] for one in words}


def assert_nothing_is_kept(world: World) -> None:
    """Neither who it was, nor the pages of the printer, nor a name in the journal."""
    assert {(one.state, one.resident, one.number) for one in Pairing.objects.all()} == {
        ("ended", None, "")
    }
    assert list(PrintJob.objects.values_list("state", "is_purged")) == [("printed", True)]
    journal = str(list(Line.objects.filter(act__startswith="kiosks.").values()))
    for words in ("Nora", world.numbers["Nora"].digits):
        assert words not in journal


def test_for_her_child_she_types_the_day_of_birth_on_the_screen(
    world: World, running: Machine, browser: Browser, phone: Page
) -> None:
    first, screen, profile = running.arrive(browser)
    ask_for(screen, "Nation")
    show_who_i_am(phone, screen)
    touch(screen, "button", "Over mijn kind")
    type_on(screen, "2005")
    touch(screen, "button", "Druk af")
    expect(screen.get_by_text("Typ acht cijfers")).to_be_visible()
    type_on(screen, "2014")
    touch(screen, "button", "Druk af")
    take(screen)
    until(lambda: not profile.exists(), "the folder of the mother's browser is removed")
    first.close()
    asked = Request.objects.get()
    assert (asked.subject, asked.applicant) == (world["Lou"], world["Nora"])
    assert PrintJob.objects.get().product == "NATION"
