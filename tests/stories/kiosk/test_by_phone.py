"""A client at a kiosk with a phone: two browsers, one product, and nothing left for the next."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from playwright.sync_api import Page, Route, expect
from tests.channels.kiosk.machines import enrol_code, give_terms
from tests.factories.residents import sign_in
from tests.stories.base import PATIENCE_MS, PHONE
from tests.stories.kiosk.helpers import open_city
from tests.stories.kiosk.walking import Kiosk

from loket.channels.ui import residents
from loket.offices.identitydocs.models import CodeRequest
from loket.offices.kiosks import queries
from loket.offices.kiosks.models import HelpCall, Pairing


class ByPhone(Kiosk):
    """A kiosk of the library, and somebody before it with a phone in the hand."""

    @pytest.fixture(autouse=True)
    def _take_a_phone(self, _enter: None) -> Iterator[None]:
        browser = self.context.browser
        assert browser is not None
        self.pocket = browser.new_context(
            viewport={"width": PHONE[0], "height": PHONE[1]}, reduced_motion="reduce"
        )
        self.pocket.set_default_timeout(PATIENCE_MS)
        self.phone: Page = self.pocket.new_page()
        yield
        self.pocket.close()

    def a_kiosk(self) -> None:
        """An administrator gave a code, and somebody typed it."""
        self.given("a city in which it is noon", open_city)
        self.given("its PIN and PUK codes are asked for at a kiosk", give_terms)
        code = self.given("a code for the library", enrol_code)
        self.visit("/kiosk/library/enrol")
        self.page.get_by_role("textbox").fill(code)
        self.press("Meld dit toestel aan")
        self.sees_heading("Waarmee kunnen we helpen?")

    def sign_in_on_the_phone(self) -> None:
        """With a sign-in of this minute."""
        client = Client()
        sign_in(client, name="Amal")
        name = residents.cookie_name()
        cookie = {"name": name, "value": client.cookies[name].value, "url": self.base}
        self.pocket.add_cookies([cookie])

    def square(self) -> str:
        """What the phone reads from the screen."""
        pairing = UUID(self.page.url.partition("/pairing/")[2].partition("?")[0])
        return f"{self.base}/k/{queries.token_of(pairing)}"

    def ask_for_codes(self) -> None:
        self.follow("Nieuwe pin- of pukcode")
        self.follow("Identiteitskaart")
        self.follow("Ik ken geen van beide")
        self.follow("Vóór die dag")
        self.sees_heading("Eerst zien wie je bent")
        self.press("Toon de code")
        self.sees_heading("Scan deze code met je telefoon")

    def scan_and_type(self) -> None:
        """The phone opens the square, and its owner types what the screen then shows."""
        self.sign_in_on_the_phone()
        self.phone.goto(self.square())
        self.phone_is_accessible()
        self.press_on_the_phone("Ja, meld mij aan")
        shown = self.page.locator(".number-tag.shown")
        expect(shown).to_be_visible()
        self.phone_is_accessible()
        self.phone.get_by_label("Welk getal staat op het scherm?").fill(shown.inner_text())
        self.press_on_the_phone("Geef het scherm wat het vraagt")
        expect(self.phone.get_by_role("heading", name="Ga verder aan het scherm")).to_be_visible()
        self.phone_is_accessible()

    def press_on_the_phone(self, name: str) -> None:
        button = self.phone.get_by_role("button", name=name)
        button.wait_for()
        with self.phone.expect_navigation():
            button.click()

    def phone_is_accessible(self) -> None:
        kiosk, self.page = self.page, self.phone
        try:
            self.look_around()
        finally:
            self.page = kiosk


class TestRequestingCodes(ByPhone):
    def test_from_the_first_touch_to_the_confirmation(self) -> None:
        self.a_kiosk()
        self.targets_are_large()
        self.ask_for_codes()
        self.targets_are_large()
        self.picture("kiosk-square")
        self.scan_and_type()
        self.sees_heading("Hoe verwittigen we je?")
        self.press("Met een e-mail")
        self.tap("amal")
        self.page.get_by_label("Wat is je e-mailadres?").fill("amal@example.org")
        self.targets_are_large()
        self.press("Vraag mijn codes aan")
        self.sees_heading("Je codes zijn aangevraagd")
        made = CodeRequest.objects.get()
        self.sees(f"{made.code[:4]} {made.code[4:]}")
        assert (made.channel, made.email) == ("kiosk", "amal@example.org")

    def test_the_phone_stops_it_and_the_screen_follows(self) -> None:
        self.a_kiosk()
        self.ask_for_codes()
        self.sign_in_on_the_phone()
        self.phone.goto(self.square())
        self.press_on_the_phone("Ja, meld mij aan")
        self.press_on_the_phone("Stop")
        self.sees_heading("De verbinding is voorbij")
        self.sees("Je hebt de verbinding op je telefoon beëindigd.")
        self.press_link("Begin opnieuw")

    def press_link(self, name: str) -> None:
        self.follow(name)
        self.sees_heading("Eerst zien wie je bent")


class TestATouch(ByPhone):
    accessible = False

    def test_it_goes_before_whatever_the_screen_had_asked_for_by_itself(self) -> None:
        self.a_kiosk()
        self.ask_for_codes()
        square = self.page.url
        looks, steps = self.held_back(square), self.held_back("**/help*")
        self.until(looks)
        self.page.get_by_role("link", name="Ik heb hulp nodig").click(no_wait_after=True)
        self.until(steps)
        elsewhere = square.partition("/pairing/")[0] + "/needed"
        with self.page.expect_response(elsewhere):
            looks[0].fulfill(status=302, headers={"Location": elsewhere})
        self.page.wait_for_timeout(500)  # for a screen that would follow this answer
        steps[0].continue_()
        self.sees_heading("Wie helpt je?")

    def held_back(self, address: str) -> list[Route]:
        """What the browser asks for there, and gets no answer to until it is let go."""
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        self.page.route(address, hold)
        return held

    def until(self, held: list[Route]) -> None:
        """The browser has asked for it."""
        for _ in range(PATIENCE_MS // 50):
            if held:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("the browser asked for nothing")


class TestWhatIsLeft(ByPhone):
    accessible = False

    def test_the_next_client_finds_nothing_of_the_former_one(self) -> None:
        self.a_kiosk()
        self.ask_for_codes()
        waiting = self.page.url
        self.scan_and_type()
        self.sees_heading("Hoe verwittigen we je?")
        asked = self.page.url
        self.follow("Ik ben klaar", within=self.page.locator(".foot"))
        self.sees_heading("Waarmee kunnen we helpen?")
        for address in (waiting, asked, asked.replace("/request", "")):
            self.page.goto(address)
            self.sees_heading("Waarmee kunnen we helpen?")
        self.page.go_back()
        self.does_not_see("Hoe verwittigen we je?")
        kept = Pairing.objects.get()
        assert (kept.state, kept.resident) == ("ended", None)
        assert "phone" not in str(self.context.cookies())
        assert self.page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert self.page.evaluate("caches.keys().then((found) => found.length)") == 0

    def test_while_the_phone_is_busy_nobody_is_asked_whether_they_are_there(self) -> None:
        self.a_kiosk()
        self.ask_for_codes()
        assert self.page.locator("body").get_attribute("data-idle-after") == "320"
        self.page.goto(f"{self.base}/kiosk/library/?lang=en")
        assert self.page.locator("body").get_attribute("data-idle-after") == "90"


class TestCallingHelp(ByPhone):
    def test_somebody_is_called_and_the_screen_says_when_they_heard(self) -> None:
        self.a_kiosk()
        self.follow("Ik heb hulp nodig")
        self.press("Roep een medewerker")
        self.sees("We hebben een medewerker geroepen.")
        self.given("an employee answers", answered)
        self.sees("heeft je oproep gezien")


class TestWithoutScripts(ByPhone):
    javascript = False

    def test_the_screen_looks_again_by_itself(self) -> None:
        self.a_kiosk()
        for name in ("Nieuwe pin- of pukcode", "Identiteitskaart", "Ik ken geen", "Vóór die dag"):
            self.follow(name)
        self.press("Toon de code")
        refresh = self.page.locator("noscript").first.inner_html()
        assert 'http-equiv="refresh" content="2"' in refresh
        self.sign_in_on_the_phone()
        self.phone.goto(self.square())
        self.press_on_the_phone("Ja, meld mij aan")
        self.sees_heading("Typ dit getal op je telefoon")


def answered() -> None:
    from loket.kit import clock

    HelpCall.objects.update(answered_at=clock.now(), answered_by="employee:1")
