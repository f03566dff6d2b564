"""Codes and kiosks at the desk: with keys, in a narrow window, and with somebody who waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.channels.kiosk.machines import enrol_code
from tests.factories import residents
from tests.stories.base import PATIENCE_MS, ZOOMED
from tests.stories.desk.helpers import DeskStory
from tests.stories.kiosk.walking import changing

from loket.channels.kiosk import visiting
from loket.domain.people.may import Role
from loket.foundations.places.models import ContactPoint
from loket.kit import clock
from loket.offices.identitydocs.models import CodeRequest
from loket.offices.kiosks.models import Closing, HelpCall, Opinion

WHY = "Niemand vraagt hier nog naar."


def two_houses() -> None:
    """A library and a sports hall, each with a kiosk of the city."""
    for code in ("library", "sports"):
        ContactPoint.objects.create(
            code=code, name={"nl": code.title()}, host=code.title(), target_per_week=20,
            opened_on=clock.now().date() - timedelta(days=60),
        )  # fmt: skip


class TestACallForHelp(DeskStory):
    @pytest.fixture(autouse=True)
    def _stand_before_a_kiosk(
        self, _enter: None, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[None]:
        # Nobody touches the screen while a slow machine works at the desk.
        monkeypatch.setattr(visiting, "IDLE_AFTER", 1800)
        browser = self.context.browser
        assert browser is not None
        hall = browser.new_context(viewport={"width": 1280, "height": 1024})
        hall.set_default_timeout(PATIENCE_MS)
        self.screen: Page = hall.new_page()
        yield
        hall.close()

    def test_somebody_calls_at_the_library_and_a_clerk_answers(self) -> None:
        self.signs_in(Role.CLERK)
        self.given("two houses with a kiosk", two_houses)
        code = self.given("a code for the library", enrol_code)
        self.screen.goto(f"{self.base}/kiosk/library/enrol")
        self.screen.get_by_role("textbox").fill(code)
        self.screen.get_by_role("button", name="Meld dit toestel aan").click()
        expect(self.screen.get_by_role("heading", name="Waarmee kunnen we")).to_be_visible()
        for role, name in (("link", "Ik heb hulp nodig"), ("button", "Roep een medewerker")):
            what = self.screen.get_by_role(role, name=name)
            what.wait_for()
            with changing(self.screen):
                what.click()
        expect(self.screen.get_by_text("We hebben een medewerker geroepen.")).to_be_visible()
        self.visit("/desk/day")
        self.sees("Aan 1 zelfbedieningsloket vraagt iemand hulp.")
        self.follow("vraagt iemand hulp", within=self.page.locator("body"))
        self.press("Ik neem deze oproep")
        expect(self.screen.get_by_text("heeft je oproep gezien").first).to_be_visible()
        self.press("Geholpen")
        self.does_not_see("vraagt iemand hulp")
        assert HelpCall.objects.get().ended_at is not None


class TestWithKeysOnly(DeskStory):
    def test_a_manager_notes_an_opinion_and_announces_a_closing(self) -> None:
        self.signs_in(Role.MANAGER)
        self.given("two houses with a kiosk", two_houses)
        self.visit("/desk/kiosks")
        self.tab_to("Toestellen")
        self.tab_to("Library")
        self.key("Enter")
        self.sees_heading("Library")
        self.tab_to("Wat wil de gastheer?")
        self.page.keyboard.type("Stop")
        self.tab_to("Waarom?")
        self.page.keyboard.type(WHY)
        self.tab_to("Noteer")
        self.key("Enter")
        self.sees(WHY)
        assert Opinion.objects.get().wish == "stop"
        self.tab_to("Daarna kan je terecht in")
        self.page.keyboard.type("Sports")
        self.tab_to("Waarom gaat het weg?")
        self.page.keyboard.type(WHY)
        self.tab_to("Kondig aan")
        self.key("Enter")
        self.sees("Daarna: Sports.")
        assert Closing.objects.get().redirect == "sports"

    def test_a_clerk_takes_a_request_for_codes_by_telephone_and_sends_it_on(self) -> None:
        self.signs_in(Role.CLERK)
        self.visit("/desk/codes")
        self.tab_to("Aanvraag aan de telefoon")
        self.key("Enter")
        self.tab_to("Rijksregisternummer")
        self.page.keyboard.type(residents.number().digits)
        self.page.get_by_label("Kaart afgegeven op").fill("2019-05-04")
        self.page.get_by_label("Telefoon").focus()
        self.page.keyboard.type("0470 12 34 56")
        self.key("Enter")
        made = CodeRequest.objects.get()
        self.sees_heading(made.code)
        self.does_not_see(residents.number().digits)
        self.tab_to("Doorgestuurd")
        self.key("Enter")
        self.sees("Noteer")
        made.refresh_from_db()
        assert made.state == "sent"


class TestInANarrowWindow(DeskStory):
    screen = ZOOMED

    def test_every_page_of_codes_and_kiosks_fits_at_400_per_cent(self) -> None:
        self.signs_in(Role.MANAGER)
        self.given("two houses with a kiosk", two_houses)
        for page in (
            "/desk/kiosks",
            "/desk/kiosks/points/library",
            "/desk/codes",
            "/desk/codes/new",
        ):
            self.visit(page)
        self.sees("Rijksregisternummer")
