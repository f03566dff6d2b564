"""A client at a kiosk with an identity card; the reader's keys are a window beside the screen."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from tests.channels.kiosk.machines import give_terms
from tests.stories.kiosk.helpers import open_city
from tests.stories.kiosk.walking import Kiosk

from loket.offices.kiosks.models import Pairing


class ByCard(Kiosk):
    """A kiosk of the demo, and the reader beside it in the same browser."""

    def a_kiosk_with_a_reader(self) -> None:
        self.given("a city in which it is noon", open_city)
        self.given("its PIN and PUK codes are asked for at a kiosk", give_terms)
        self.visit("/demo/kiosk/library")
        self.reader: Page = self.context.new_page()
        self.look_at_the_reader()

    def look_at_the_reader(self) -> None:
        screen, self.page = self.page, self.reader
        try:
            self.visit("/demo/reader")
        finally:
            self.page = screen

    def ask_with_a_card(self) -> None:
        self.follow("Nieuwe pin- of pukcode")
        self.follow("Identiteitskaart")
        self.follow("Ik ken geen van beide")
        self.follow("Vóór die dag")
        self.press("Met mijn identiteitskaart")
        self.sees_heading("Steek je kaart in de lezer")
        self.targets_are_large()

    def put_in(self, name: str) -> None:
        with self.reader.expect_navigation():
            self.reader.get_by_role("button", name=name).first.click()
        expect(self.reader.get_by_role("heading", name="In de lezer")).to_be_visible()

    def type_pin(self, pin: str) -> None:
        self.look_at_the_reader()
        self.reader.get_by_label("Pincode").fill(pin)
        with self.reader.expect_navigation():
            self.reader.get_by_role("button", name="OK").click()


class TestSigningIn(ByCard):
    def test_card_and_pin_go_on_and_taking_the_card_out_ends_it(self) -> None:
        self.a_kiosk_with_a_reader()
        self.ask_with_a_card()
        self.put_in("Nora Claes")
        self.type_pin("1234")
        self.sees_heading("Hoe verwittigen we je?")
        with self.reader.expect_navigation():
            self.reader.get_by_role("button", name="Trek de kaart eruit").click()
        expect(self.reader.get_by_role("alert")).to_contain_text("niet meer in de lezer")
        self.page.reload()
        self.sees_heading("Voor welke kaart?")
        kept = Pairing.objects.get()
        assert (kept.state, kept.resident) == ("ended", None)

    def test_a_wrong_pin_is_said_on_the_screen_and_the_third_blocks_the_card(self) -> None:
        self.a_kiosk_with_a_reader()
        self.ask_with_a_card()
        self.put_in("Nora Claes")
        for says in ("Kijk goed en typ ze opnieuw", "nog één keer proberen", "is geblokkeerd"):
            self.type_pin("0000")
            self.sees(says)
        self.sees_heading("De verbinding is voorbij")
        self.follow("Begin opnieuw")
        self.sees_heading("Eerst zien wie je bent")
        self.targets_are_large()


class TestWithoutScripts(ByCard):
    javascript = False

    def test_the_screen_looks_again_by_itself(self) -> None:
        self.a_kiosk_with_a_reader()
        for name in ("Nieuwe pin- of pukcode", "Identiteitskaart", "Ik ken geen", "Vóór die dag"):
            self.follow(name)
        self.press("Met mijn identiteitskaart")
        refresh = self.page.locator("noscript").first.inner_html()
        assert 'http-equiv="refresh" content="2"' in refresh
        self.put_in("Nora Claes")
        self.type_pin("1234")
        self.sees_heading("Hoe verwittigen we je?")
