"""Coming in at the kiosk: with an appointment, without one, and where one needs one."""

from __future__ import annotations

import re

from playwright.sync_api import expect
from tests.stories.kiosk.helpers import book_today, open_city
from tests.stories.kiosk.walking import Kiosk

from loket.foundations.journal.models import Line
from loket.offices.queues.models import Ticket


class TestWithAnAppointment(Kiosk):
    def test_in_large_type_a_code_becomes_a_number_and_a_wait(self) -> None:
        self.given("a city in which it is noon", open_city)
        booked = self.given("somebody with an appointment today", book_today)
        self.visit("/kiosk/hall/")
        self.sees_heading("Waarmee kunnen we helpen?")
        self.targets_are_large()
        self.picture("kiosk")
        self.follow("Grotere letters")
        self.follow("Ik heb een afspraak")
        self.targets_are_large()
        assert self.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 28
        self.stands_above_the_foot("Meld mij aan")
        self.tap(booked.code)
        self.press("Meld mij aan")
        ticket = Ticket.objects.get()
        expect(self.page.locator(".number-tag")).to_have_text(ticket.number)
        self.sees("Je afspraak is om")
        self.sees("Kijk op het scherm")
        assert Line.objects.get(act="queues.check_in").actor == "kiosk:hall"


class TestACode(Kiosk):
    accessible = False

    def test_a_scanned_link_checks_in_as_well(self) -> None:
        self.given("a city in which it is noon", open_city)
        booked = self.given("somebody with an appointment today", book_today)
        self.visit("/kiosk/hall/")
        self.follow("Ik heb een afspraak")
        # A scanner is a keyboard that ends with Enter.
        self.page.keyboard.type(
            f"https://city.example/appointments/{booked.code}?s={booked.secret}"
        )
        self.key("Enter")
        expect(self.page.locator(".number-tag")).to_have_text(re.compile(r"^A \d\d$"))

    def test_a_wrong_code_is_said_and_stays_to_be_corrected(self) -> None:
        self.given("a city in which it is noon", open_city)
        self.visit("/kiosk/hall/")
        self.follow("Ik heb een afspraak")
        self.tap("AAAA3333")
        self.press("Meld mij aan")
        self.sees("Deze afspraak vinden we niet")
        expect(self.page.get_by_label("Wat is de code van je afspraak?")).to_have_value("AAAA3333")
        assert not Ticket.objects.exists()

    def test_an_appointment_elsewhere_gives_no_number_here(self) -> None:
        self.given("a city in which it is noon", open_city)
        booked = self.given("somebody with an appointment in the nook", lambda: book_today("nook"))
        self.visit("/kiosk/hall/")
        self.follow("Ik heb een afspraak")
        self.page.keyboard.type(f"/appointments/{booked.code}?s={booked.secret}")
        self.key("Enter")
        self.sees("Deze afspraak is in Nook, niet hier.")


class TestWithoutAnAppointment(Kiosk):
    def test_a_number_is_two_touches_away(self) -> None:
        self.given("a city in which it is noon", open_city)
        self.visit("/kiosk/hall/")
        self.sees("meteen aan de beurt")
        self.follow("Ik heb geen afspraak")
        self.follow("Identiteit")
        self.targets_are_large()
        self.press("Kidsid")
        expect(self.page.locator(".number-tag")).to_have_text("W 01")
        self.sees("Je bent zo aan de beurt.")
        assert Ticket.objects.get().items == [{"product": "KIDSID", "quantity": 1}]

    def test_who_is_not_sure_gets_a_number_for_a_question(self) -> None:
        self.given("a city in which it is noon", open_city)
        self.visit("/kiosk/hall/")
        self.follow("Ik heb geen afspraak")
        self.follow("Iets anders")
        self.press("Geef mij een nummer")
        expect(self.page.locator(".number-tag")).to_have_text("W 01")
        assert Ticket.objects.get().items == []

    def test_where_one_needs_an_appointment_it_says_where_not_and_when(self) -> None:
        self.given("a city in which it is noon", open_city)
        self.visit("/kiosk/nook/")
        self.sees("hier alleen op afspraak")
        self.follow("Ik heb geen afspraak")
        self.sees_heading("Hier kan je alleen terecht met een afspraak")
        self.sees_heading("Vandaag zonder afspraak")
        self.sees("Hall")
        self.follow("Identiteit")
        self.press("Kidsid")
        self.sees("In Nook kan je alleen terecht met een afspraak.")
        self.sees("nu open tot")
        expect(self.page.locator("button.moment")).to_have_count(3)
        assert not Ticket.objects.exists()
        self.click(self.page.locator("button.moment").last)
        self.sees_heading("Wat is je naam?")

    def test_a_library_gives_no_numbers_and_shows_no_dead_buttons(self) -> None:
        self.given("a city in which it is noon", open_city)
        self.visit("/kiosk/library/")
        self.does_not_see("Ik heb geen afspraak")
        self.does_not_see("Ik heb een afspraak")
        self.sees("Een afspraak maken")
        self.follow("Ik heb hulp nodig")
        self.sees("Vraag het aan iemand van Bibliotheek De Kring.")
        self.sees("03 000 00 00")
        self.does_not_see("Ga naar het onthaal")


class TestWithoutScripts(Kiosk):
    javascript = False

    def test_every_key_is_a_button_that_sends(self) -> None:
        self.given("a city in which it is noon", open_city)
        booked = self.given("somebody with an appointment today", book_today)
        self.visit("/kiosk/hall/")
        self.follow("Ik heb een afspraak")
        wrong = "3" if booked.code[0] != "3" else "4"
        self.send_key(wrong)
        expect(self.page.get_by_label("Wat is de code")).to_have_value(wrong)
        self.press("Wis één teken")
        for key in booked.code:
            self.send_key(key)
        self.press("Meld mij aan")
        expect(self.page.locator(".number-tag")).to_have_text(re.compile(r"^A \d\d$"))

    def send_key(self, key: str) -> None:
        self.click(self.page.locator(f".keyboard button[value='{key}']"))
