"""Booking: on a phone, for a family, with a keyboard, without JavaScript, against the rush."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.factories.city import Spot
from tests.stories.base import LATER, PHONE, Story
from tests.stories.portal.helpers import ALL_DAY, HALL, open_city, the_appointment

from loket.offices.appointments.models import Appointment


class Booking(Story):
    """What every booking does."""

    def choose_moment(self) -> None:
        self.click(self.page.locator("button.moment").nth(LATER))

    def fill_in(self, name: str = "An Peeters", email: str = "an@example.be") -> None:
        self.fill("Naam", name)
        self.fill("E-mailadres", email)

    def is_booked(self) -> None:
        self.sees_heading("Je afspraak staat vast")
        expect(self.page.locator(".code")).to_be_visible()


class TestOnAPhone(Booking):
    screen = PHONE

    def test_five_presses_and_a_minute_are_enough_from_the_first_page_to_the_code(self) -> None:
        self.given("a city with free moments", open_city)
        self.visit("/")
        self.fill("Wat wil je regelen?", "kidsid")
        self.press("Zoek")
        self.follow("Kidsid")
        self.choose_moment()
        self.sees("We houden dit moment voor je vast")
        self.fill_in()
        self.press("Bevestig de afspraak")
        self.is_booked()
        assert self.effort < 45, "a quarter of the minute is for the pages"
        assert the_appointment().items == [{"product": "KIDSID", "quantity": 1}]

    def test_a_kept_moment_survives_a_reload_and_opens_on_another_device(self) -> None:
        self.given("a city with free moments", open_city)
        self.visit("/book/moments?item=KIDSID:1")
        self.choose_moment()
        self.page.reload()
        self.sees("We houden dit moment voor je vast")
        link = self.page.url
        self.context.clear_cookies()
        self.second_person()
        self.visit(link)
        self.fill_in()
        self.press("Bevestig de afspraak")
        self.is_booked()

    def test_confirming_twice_gives_the_same_appointment(self) -> None:
        self.given("a city with free moments", open_city)
        self.visit("/book/moments?item=KIDSID:1")
        self.choose_moment()
        link = self.page.url
        former = self.second_person()
        self.visit(link)
        self.fill_in()
        former.get_by_label("Naam").fill("An Peeters")
        former.get_by_label("E-mailadres").fill("an@example.be")
        self.press("Bevestig de afspraak")
        self.is_booked()
        with former.expect_navigation():
            former.get_by_role("button", name="Bevestig de afspraak").click()
        expect(former.get_by_role("heading", name="Je afspraak")).to_be_visible()
        assert Appointment.objects.filter(state="booked").count() == 1

    def test_a_wrong_address_is_said_at_its_field_and_nothing_typed_is_lost(self) -> None:
        self.given("a city with free moments", open_city)
        self.visit("/book/moments?item=KIDSID:1")
        self.choose_moment()
        self.fill_in(email="geen adres")
        self.press("Bevestig de afspraak")
        self.sees_heading("Kijk dit even na")
        self.follow("Dit e-mailadres klopt niet")
        expect(self.page.get_by_label("E-mailadres")).to_be_focused()
        expect(self.page.get_by_label("Naam")).to_have_value("An Peeters")
        self.fill("E-mailadres", "an@example.be")
        self.press("Bevestig de afspraak")
        self.is_booked()


class TestAFamily(Booking):
    def test_two_kids_ids_and_a_passport_fit_in_one_visit(self) -> None:
        self.given("a city with free moments", open_city)
        self.visit("/book")
        self.press("Kidsid")
        self.choose("Kidsid", "2 ×")
        self.page.locator("details.group").first.locator("summary").click()
        self.press("Passport")
        self.sees_heading("Dit regel je in één bezoek")
        self.press("Toon vrije momenten")
        self.sees("2 × Kidsid en Passport")
        self.choose_moment()
        self.fill_in()
        self.press("Bevestig de afspraak")
        self.is_booked()
        kept = the_appointment()
        assert kept.items == [
            {"product": "KIDSID", "quantity": 2},
            {"product": "PASSPORT", "quantity": 1},
        ]
        assert (kept.ends_at - kept.starts_at).total_seconds() == 45 * 60

    def test_what_cannot_be_one_visit_says_why_and_leads_back_to_the_choice(self) -> None:
        self.given("a city with free moments", open_city)
        self.visit("/book/moments?item=ALONE:1&item=KIDSID:1")
        self.sees("kunnen niet in hetzelfde bezoek")
        self.sees_heading("Dit regel je in één bezoek")


class TestARush(Booking):
    def test_who_comes_second_gets_one_calm_sentence_and_the_next_moments(self) -> None:
        self.given("a city with a single counter", open_city)
        self.visit("/book/moments?item=KIDSID:1")
        slow = self.second_person()
        self.visit("/book/moments?item=KIDSID:1")
        wanted = self.page.locator("button.moment").nth(LATER).get_attribute("value")
        self.click(self.page.locator(f"button.moment[value='{wanted}']"))
        self.page = slow
        self.click(self.page.locator(f"button.moment[value='{wanted}']"))
        self.sees("Iemand anders heeft dit moment net genomen")
        self.sees_heading("Eerste vrije momenten")
        self.choose_moment()
        self.sees("We houden dit moment voor je vast")

    def test_who_keeps_too_many_moments_is_asked_to_confirm_one_first(self) -> None:
        self.given("a city where three moments may be kept at once", open_city)
        for _ in range(3):
            self.visit("/book/moments?item=KIDSID:1")
            self.choose_moment()
        self.visit("/book/moments?item=KIDSID:1")
        self.choose_moment()
        self.sees("Je houdt al te veel momenten vast")
        self.sees_heading("Eerste vrije momenten")

    def test_a_moment_that_is_let_go_is_free_at_once(self) -> None:
        self.given("a city with a single counter", open_city)
        self.visit("/book/moments?item=KIDSID:1")
        wanted = self.page.locator("button.moment").nth(LATER).get_attribute("value")
        moment = self.page.locator(f"button.moment[value='{wanted}']")
        self.click(moment)
        self.press("Laat dit moment los")
        expect(moment).to_be_visible()


class TestWithTheKeyboardOnly(Booking):
    def test_a_visit_is_booked_without_touching_a_mouse(self) -> None:
        self.given("a city with free moments", open_city)
        self.visit("/products/KIDSID")
        for _ in range(LATER + 1):
            self.tab_to("Hall")
        self.key("Enter")
        self.tab_to("Naam")
        self.page.keyboard.type("An Peeters")
        self.tab_to("E-mailadres")
        self.page.keyboard.type("an@example.be")
        self.tab_to("Bevestig de afspraak")
        self.key("Enter")
        self.is_booked()


class TestWithoutJavaScript(Booking):
    javascript = False
    screen = PHONE

    def test_a_visit_is_booked_and_cancelled(self) -> None:
        self.given("a city with free moments", open_city)
        self.visit("/")
        self.follow("maak meteen een afspraak")
        self.press("Kidsid")
        self.press("Toon vrije momenten")
        self.choose_moment()
        self.fill_in()
        self.press("Bevestig de afspraak")
        self.is_booked()
        self.follow("Annuleer")
        self.press("Ja, annuleer")
        self.sees("geannuleerd")
        assert not Appointment.objects.filter(state="booked").exists()


class TestWhatSuits(Booking):
    def test_filters_narrow_the_moments_and_can_be_taken_away_again(self) -> None:
        self.given("a hall, and another without a threshold where Arabic is spoken", two_halls)
        self.visit("/book/moments?item=KIDSID:1")
        self.sees("Hall")
        self.follow("Zonder drempel")
        expect(self.page.locator("button.moment", has_text="Hall")).to_have_count(0)
        self.sees("Square")
        self.follow("Zonder drempel")
        self.page.locator("details.refine summary").click()
        self.choose("Hulp aan het loket in het", "Arabisch")
        self.press("Pas toe")
        expect(self.page.locator("button.moment", has_text="Hall")).to_have_count(0)
        self.sees("In Hall spreekt niemand Arabisch")

    def test_every_moment_of_a_day_can_be_had_and_names_its_place_and_day(self) -> None:
        self.given("a city with free moments", open_city)
        self.visit("/book/moments?item=KIDSID:1")
        self.follow("Alle momenten van")
        self.follow("Alle tijden in Hall")
        self.click(self.page.get_by_role("button", name="Hall,").nth(LATER))
        self.sees("We houden dit moment voor je vast")


def two_halls() -> None:
    """One with a threshold, one without."""
    open_city(
        hall=Spot(desks=(ALL_DAY,), step_free=False),
        square=Spot(desks=(ALL_DAY,), languages=("ar",), point=HALL.point),
    )
