"""Looking after an appointment: move, cancel, earlier, displaced, and arriving."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect
from tests.factories.city import Spot
from tests.stories.base import PHONE, Story
from tests.stories.portal.helpers import ALL_DAY, open_city

from loket.kit import clock
from loket.offices.appointments import actions
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.actions import Booked
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries import Item, Wish

ITEMS = (Item("KIDSID"),)


def book(email: str = "an@example.be") -> Booked:
    """An appointment at the next moment that no slow machine lets pass meanwhile."""
    now = clock.now()
    found = appointments.search(wish=Wish(items=ITEMS, limit=200), now=now).slots
    slot = next(one for one in found if one.starts_at - now >= timedelta(minutes=15))
    held = actions.hold(token=slot.token, items=ITEMS, client="", now=now, actor="resident")
    return actions.book(
        hold=held.id, name="An Peeters", email=email, now=now, actor="resident", channel="portal"
    )


def path_of(own: Booked) -> str:
    return f"/appointments/{own.code}?s={own.secret}"


class TestMoving(Story):
    screen = PHONE

    def test_the_old_moment_is_kept_until_the_new_one_is_confirmed(self) -> None:
        self.given("a city", open_city)
        own = self.given("an appointment", book)
        self.visit(path_of(own))
        self.follow("Verplaats")
        self.sees("Je huidige moment blijft van jou")
        self.click(self.page.locator("button.moment").last)
        assert Appointment.objects.get(id=own.id).starts_at == own.starts_at
        self.press("Verplaats mijn afspraak")
        self.sees("Je oude moment is vrijgegeven")
        moved = Appointment.objects.get(id=own.id)
        assert (moved.state, moved.code) == ("booked", own.code)
        assert moved.starts_at != own.starts_at

    def test_a_cancelled_appointment_says_so_and_offers_a_new_one(self) -> None:
        self.given("a city", open_city)
        own = self.given("an appointment", book)
        self.visit(path_of(own))
        self.follow("Annuleer")
        self.sees_heading("Deze afspraak annuleren?")
        self.press("Ja, annuleer")
        self.sees_heading("Deze afspraak: geannuleerd")
        self.follow("Maak een nieuwe afspraak")
        self.sees_heading("Eerste vrije momenten")


class TestSomethingEarlier(Story):
    def test_a_freed_moment_is_offered_to_the_list_and_taken_with_one_press(self) -> None:
        self.given("a city", open_city)
        self.given("a full morning", lambda: None)
        early = self.given("somebody tomorrow", lambda: far_ahead("bo@example.be", skip=0))
        own = self.given("me later", lambda: far_ahead("an@example.be", skip=9))
        self.visit(path_of(own))
        self.press("Zet me op de lijst")
        self.sees_heading("Liever vroeger?")
        self.sees("Je staat op de lijst")
        now = clock.now()
        actions.cancel(appointment=early.id, now=now, actor="resident")
        self.visit(path_of(own))
        self.sees("Er is iets vroeger vrij, voor jou alleen")
        self.press("Ja, neem dit moment")
        self.sees("Verplaatst")
        assert Appointment.objects.get(id=own.id).starts_at < own.starts_at

    def test_a_declined_moment_goes_to_somebody_else_and_mine_stays(self) -> None:
        self.given("a city", open_city)
        early = self.given("somebody tomorrow", lambda: far_ahead("bo@example.be", skip=0))
        own = self.given("me later", lambda: far_ahead("an@example.be", skip=9))
        self.visit(path_of(own))
        self.press("Zet me op de lijst")
        actions.cancel(appointment=early.id, now=clock.now(), actor="resident")
        self.visit(path_of(own))
        self.press("Nee, laat maar")
        self.sees("het andere moment gaat naar iemand anders")
        assert Appointment.objects.get(id=own.id).starts_at == own.starts_at


class TestAClosedCounter(Story):
    def test_who_lost_a_moment_sees_the_next_one_first(self) -> None:
        self.given("a city with two halls", two_halls)
        own = self.given("me tomorrow", lambda: far_ahead("an@example.be", skip=0))
        self.given("that hall closes", lambda: close(own))
        self.visit(path_of(own))
        self.sees_heading("Je moment is weggevallen")
        self.sees("Dit moment houden we voor je vrij")
        self.press("Ja, neem dit moment")
        self.sees("Verplaatst")
        assert Appointment.objects.get(id=own.id).state == "booked"


class TestArriving(Story):
    screen = PHONE

    def test_who_is_there_presses_once_and_sees_the_number_and_the_wait(self) -> None:
        self.given("a city that is open now", open_city)
        own = self.given("an appointment within the hour", book)
        self.visit(path_of(own))
        self.press("Ik ben er: meld me aan")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Je bent nummer A")
        number = self.page.get_by_role("heading", level=1).inner_text()
        self.follow("Kijk opnieuw")
        assert self.page.get_by_role("heading", level=1).inner_text() == number
        self.visit(path_of(own))
        self.follow("Je bent aangemeld")
        self.sees(number)


class TestAStranger(Story):
    def test_the_code_without_the_link_opens_nothing_and_says_what_to_do(self) -> None:
        self.given("a city", open_city)
        own = self.given("an appointment", book)
        self.visit(f"/appointments/{own.code}")
        self.sees("Deze afspraak vinden we niet")
        self.follow("Open een afspraak")
        self.fill("Of plak de link hier", f"http://x/appointments/{own.code}?s=forged")
        self.press("Open")
        self.sees("Met deze link vinden we geen afspraak")
        self.fill("Of plak de link hier", f"http://x{path_of(own)}")
        self.press("Open")
        self.sees_heading("Je afspraak")


def two_halls() -> None:
    open_city(hall=Spot(desks=(ALL_DAY,)), square=Spot(desks=(ALL_DAY,)))


def far_ahead(email: str, *, skip: int) -> Booked:
    """An appointment on the day after tomorrow at the hall."""
    now = clock.now()
    day = (now + timedelta(days=2)).date()
    wish = Wish(items=ITEMS, since=day, until=day, locations=("hall",), limit=100)
    found = appointments.search(wish=wish, now=now).slots
    held = actions.hold(
        token=found[3 * skip].token, items=ITEMS, client="", now=now, actor="resident"
    )
    return actions.book(
        hold=held.id, name="Iemand", email=email, now=now, actor="resident", channel="portal"
    )


def close(own: Booked) -> None:
    actions.close(
        location=own.location,
        starts_at=own.starts_at - timedelta(hours=1),
        ends_at=own.ends_at + timedelta(hours=1),
        reason={"nl": "Wateroverlast"},
        now=clock.now(),
        actor="system:test",
    )
