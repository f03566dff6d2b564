"""Booking at the kiosk: with a finger, without an address, in a library."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import expect
from tests.stories.kiosk.helpers import open_city
from tests.stories.kiosk.walking import Kiosk
from tests.stories.portal.helpers import the_appointment

from loket.kit import clock
from loket.offices.appointments import actions
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries import Item


class Booking(Kiosk):
    def ask_for_moments(self) -> None:
        self.follow("Een afspraak maken")
        self.follow("Identiteit")
        self.follow("Kidsid")
        self.follow("1")
        self.follow("Nee, toon de vrije momenten")

    def choose_a_moment(self) -> None:
        self.ask_for_moments()
        self.press("Hall", within=self.page.locator("main"), nth=1)

    def tokens(self) -> list[str]:
        found = [one.get_attribute("value") for one in self.page.locator("button.moment").all()]
        return [one for one in found if one]


class TestBooking(Booking):
    def test_two_cards_and_a_passport_are_booked_with_a_name_only(self) -> None:
        self.given("a city in which it is noon", open_city)
        self.visit("/kiosk/library/")
        self.follow("Een afspraak maken")
        self.follow("Identiteit")
        self.follow("Kidsid")
        self.targets_are_large()
        self.follow("2")
        self.sees("Je koos: 2 × Kidsid")
        self.follow("Ja, nog iets")
        self.follow("Identiteit")
        self.follow("Passport")
        self.follow("Nee, toon de vrije momenten")
        self.sees("2 × Kidsid en Passport")
        expect(self.page.locator("button.moment")).to_have_count(6)
        self.targets_are_large()
        self.press("Hall", within=self.page.locator("main"), nth=1)
        self.sees("We houden dit moment voor je vast")
        self.stands_above_the_foot("Verder")
        self.tap("annmaes")
        expect(self.page.get_by_label("Wat is je naam?")).to_have_value("Annmaes")
        self.press("Verder")
        self.press("Nee, bevestig de afspraak")
        self.sees_heading("Je afspraak is gemaakt")
        self.sees("Schrijf dit op, of neem een foto.")
        kept = the_appointment()
        expect(self.page.locator(".number-tag")).to_have_text(f"{kept.code[:4]} {kept.code[4:]}")
        expect(self.page.get_by_role("img", name="Link naar je afspraak")).to_be_visible()
        assert (kept.name, kept.email, kept.phone, kept.channel) == ("Annmaes", "", "", "kiosk")
        assert [one["quantity"] for one in kept.items] == [2, 1]


class TestOnTheWay(Booking):
    accessible = False

    def test_a_telephone_number_that_cannot_be_is_said_and_the_moment_stays_held(self) -> None:
        self.given("a city in which it is noon", open_city)
        self.visit("/kiosk/library/")
        self.choose_a_moment()
        self.tap("ann")
        self.press("Verder")
        self.press("Ja, op mijn telefoon")
        self.tap("12")
        self.press("Bevestig de afspraak")
        self.sees("Dit telefoonnummer klopt niet")
        self.page.get_by_role("button", name="Wis alles").click()
        self.tap("0470123456")
        self.press("Bevestig de afspraak")
        self.sees("Je krijgt ook een bericht.")
        assert the_appointment().phone == "+32470123456"

    def test_without_a_name_it_asks_for_one(self) -> None:
        self.given("a city in which it is noon", open_city)
        self.visit("/kiosk/library/")
        self.choose_a_moment()
        self.press("Verder")
        self.sees("Schrijf eerst je naam.")
        assert Appointment.objects.get().state == "held"

    def test_later_moments_and_another_day_are_a_touch_away(self) -> None:
        self.given("a city in which it is noon", open_city)
        self.visit("/kiosk/library/")
        self.ask_for_moments()
        first = self.tokens()
        self.follow("Latere momenten")
        later = self.tokens()
        assert len(first) == len(later) == 6
        assert not set(first) & set(later)
        self.follow("Een andere dag")
        self.sees_heading("Vanaf welke dag?")
        self.follow("morgen")
        assert {token.split("_")[1] for token in self.tokens()} == {tomorrow(first)}

    def test_a_moment_that_somebody_took_meanwhile_is_said(self) -> None:
        self.given("a city in which it is noon", open_city)
        self.visit("/kiosk/library/")
        self.ask_for_moments()
        (*_, token) = [one for one in self.tokens() if one.startswith("nook")]
        self.given("somebody else takes the place in the nook", lambda: take(token))
        self.click(self.page.locator(f"button[value='{token}']"))
        self.sees("Iemand anders heeft dit moment net genomen.")
        expect(self.page.locator("button.moment")).to_have_count(6)


def tomorrow(tokens: list[str]) -> str:
    return (date.fromisoformat(tokens[0].split("_")[1]) + timedelta(days=1)).isoformat()


def take(token: str) -> None:
    actions.hold(token=token, items=(Item("KIDSID"),), client="", now=clock.now(), actor="resident")
