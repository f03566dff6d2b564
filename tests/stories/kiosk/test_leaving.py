"""Leaving the kiosk: the next client finds nothing of the former one."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.stories.kiosk.helpers import open_city
from tests.stories.kiosk.walking import Kiosk

from loket.offices.appointments.models import Appointment


class Leaving(Kiosk):
    def hold_a_moment(self) -> None:
        """In English and large type, up to the name."""
        self.visit("/kiosk/hall/?lang=en")
        main = self.page.locator("main")
        for what in (
            self.page.locator("a.size"),
            main.get_by_role("link").nth(2),
            main.get_by_role("link", name="Identiteit"),
            main.get_by_role("link", name="Kidsid"),
            main.get_by_role("link", name="1", exact=True),
            main.locator(".choices .first a"),
            main.locator("button.moment").last,
        ):
            self.click(what)
        assert Appointment.objects.get().state == "held"

    def nothing_is_left(self, address: str) -> None:
        """No choice in a cookie, nothing stored, no moment held, no way back."""
        self.sees_heading("Waarmee kunnen we helpen?")
        assert self.cookies().keys() <= {"kiosk_visit", "csrftoken"}
        kept = self.page.evaluate("localStorage.length + sessionStorage.length")
        assert kept == 0
        assert Appointment.objects.get().state != "held"
        self.page.goto(address)
        self.sees_heading("Waarmee kunnen we helpen?")
        self.page.go_back()
        self.page.wait_for_load_state()
        self.does_not_see("We houden dit moment voor je vast")


class TestWiping(Leaving):
    accessible = False

    def test_after_ninety_seconds_it_asks_and_then_wipes_all(self) -> None:
        self.given("a city in which it is noon", open_city)
        self.stop_the_clock()
        self.hold_a_moment()
        address = self.page.url
        self.tap("ann")
        self.page.clock.run_for(89_000)
        asks = self.page.get_by_role("dialog")
        expect(asks).to_be_hidden()
        self.page.clock.run_for(3_000)
        expect(asks).to_be_visible()
        self.page.clock.run_for(21_000)
        self.page.wait_for_url("**/kiosk/hall/")
        self.nothing_is_left(address)

    def test_the_history_holds_one_page_only(self) -> None:
        self.given("a city in which it is noon", open_city)
        self.visit("/kiosk/hall/")
        before = self.page.evaluate("history.length")
        self.hold_a_moment()
        self.click(self.page.locator(".foot a").first)
        self.sees_heading("Waarmee kunnen we helpen?")
        # The two addresses that the story itself typed, and nothing of what was touched.
        assert self.page.evaluate("history.length") == before + 1

    def test_a_first_screen_in_another_language_is_wiped_as_well(self) -> None:
        self.given("a city in which it is noon", open_city)
        self.stop_the_clock()
        self.visit("/kiosk/hall/?lang=fr")
        self.page.clock.run_for(112_000)
        self.page.wait_for_url("**/kiosk/hall/")
        self.sees_heading("Waarmee kunnen we helpen?")
        assert "lang" not in self.cookies()


class TestWipingWithoutScripts(Leaving):
    javascript = False

    def test_every_address_of_a_visit_ends_with_it(self) -> None:
        self.given("a city in which it is noon", open_city)
        self.visit("/kiosk/hall/")
        self.follow("Een afspraak maken")
        address = self.page.url
        refresh = self.page.locator("noscript").first.inner_html()
        assert 'http-equiv="refresh" content="110;url=/kiosk/hall/leave"' in refresh
        self.follow("Ik ben klaar")
        self.sees_heading("Waarmee kunnen we helpen?")
        self.visit(address)
        self.sees_heading("Waarmee kunnen we helpen?")
        self.page.go_back()
        self.page.go_back()
        self.sees_heading("Waarmee kunnen we helpen?")
