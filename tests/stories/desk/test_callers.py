"""Somebody calls, asks something at the reception, or loses a moment to a closure."""

from __future__ import annotations

from tests.channels.desk.helpers import booked, employee, open_city, tomorrow, walk_in
from tests.stories.base import LATER
from tests.stories.desk.helpers import DeskStory

from loket.domain.people.may import Role
from loket.foundations.messages.models import Message
from loket.offices.appointments.models import Appointment
from loket.offices.queues.models import Question


class TestACallerWithoutEmail(DeskStory):
    """A name is enough; the code is said aloud."""

    def test_books_two_kids_cards_and_a_passport_moves_them_and_cancels(self) -> None:
        self.signs_in(Role.RECEPTION, at="hall")
        self.visit("/desk/book")
        self.follow("Kidsid")
        self.follow("nog een: Kidsid")
        self.follow("Passport")
        self.sees("2 × Kidsid")
        self.key("n")
        self.choose("Tolk nodig", "Arabisch")
        self.press("Pas toe")
        self.click(self.page.locator(".moments button").nth(LATER))
        self.fill("Naam", "An Peeters")
        self.press("Bevestig")
        self.sees_heading("De afspraak is gemaakt")
        made = Appointment.objects.get(state="booked")
        self.sees(made.code)
        self.sees("geen: de persoon heeft alleen deze code")
        self.moved_and_cancelled(made)

    def moved_and_cancelled(self, made: Appointment) -> None:
        self.follow("Verplaats")
        self.page.get_by_label("Niet voor").fill(tomorrow().isoformat())
        self.press("Pas toe")
        self.click(self.page.locator(".moments button").nth(LATER))
        self.sees("Het oude moment vervalt pas als je bevestigt.")
        self.press("Verplaats")
        self.sees("De afspraak is verplaatst.")
        after = Appointment.objects.get(id=made.id)
        assert after.starts_at > made.starts_at
        self.page.get_by_text("Annuleer deze afspraak").click()
        self.press("Ja, annuleer")
        self.sees("De afspraak is geannuleerd.")
        assert not Message.objects.exists()


class TestAtTheReception(DeskStory):
    """What is asked is counted in two keystrokes."""

    def test_a_question_takes_two_keys_and_keeps_nothing_of_the_person(self) -> None:
        self.signs_in(Role.RECEPTION, at="hall")
        self.visit("/desk/reception")
        self.key("2")
        self.sees_heading("Taxes")
        self.key("4")
        self.sees("Vraag genoteerd.")
        kept = Question.objects.get()
        assert (kept.topic.code, kept.level, kept.outcome) == ("taxes", "federal", "referred")

    def test_somebody_without_an_appointment_gets_a_number_or_hears_where_to_go(self) -> None:
        self.given("a city in which it is noon", open_city)
        self.enters(Role.RECEPTION, location="nook", at="nook")
        self.visit("/desk/reception")
        self.choose("Waarvoor", "Kidsid")
        self.press("Waar kan dit vandaag wel?")
        self.sees("Je kan vandaag wel zonder afspraak terecht in Hall.")


class TestAClosure(DeskStory):
    """Those whom it displaces are seen before, told at once, and followed."""

    def test_is_previewed_announced_and_followed(self) -> None:
        self.signs_in(Role.MANAGER, at="hall")
        self.given("two appointments", two_of_tomorrow)
        self.visit("/desk/places")
        self.follow("Kondig een sluiting aan")
        day = tomorrow().isoformat()
        self.fill("Gesloten vanaf", day)
        self.fill("Tot en met", day)
        self.fill("Waarom", "De verwarming wordt vervangen.")
        self.press("Toon de gevolgen")
        self.sees_heading("Gevolgen voor 2 personen")
        self.sees("Eén persoon gaf geen adres")
        assert Appointment.objects.filter(state="booked").count() == 2
        self.press("Kondig de sluiting aan")
        self.sees("0 van 2 hebben een ander moment aanvaard.")
        assert Message.objects.filter(kind="displaced").count() == 1
        self.follow("Bo Smets")
        self.sees("te verplaatsen")


def two_of_tomorrow() -> None:
    """One with an address, one without."""
    booked("An Peeters", since=tomorrow())
    booked("Bo Smets", since=tomorrow(), email="")


class TestEveryPage(DeskStory):
    """Pages that no other story visits: no barrier, nothing too wide."""

    def test_of_a_manager(self) -> None:
        self.signs_in(Role.MANAGER, at="hall")
        ticket = self.given("somebody who waits", walk_in)
        self.given("an appointment", booked)
        for path in (
            f"tickets/{ticket.id}", "find?q=nobody", "reception/referrals", "roster", "day",
            "book/moments", "places/hours", "offer", "figures", "following", "colleagues",
        ):  # fmt: skip
            self.visit(f"/desk/{path}")

    def test_hours_side_by_side(self) -> None:
        self.signs_in(Role.PLANNER, at="hall")
        self.visit("/desk/places/hours")
        self.fill("Maandag", "9.00-12.00, 13.00-14.00 zonder afspraak")
        self.fill("Dinsdag", "wanneer het past")
        self.press("Toon de gevolgen")
        self.sees("“wanneer het past” begrijpen we niet.")
        self.fill("Dinsdag", "")
        self.press("Toon de gevolgen")
        self.sees_heading("Gevolgen voor 0 personen")

    def test_of_an_administrator(self) -> None:
        self.signs_in(Role.ADMINISTRATOR, location="", at="hall")
        other = self.given("a colleague", lambda: employee(Role.CLERK))
        self.visit(f"/desk/colleagues/{other.pk}")
        self.sees_heading("Clerk Claes")
