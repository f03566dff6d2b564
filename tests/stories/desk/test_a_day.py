"""A clerk's day, with the keyboard only; and the same without JavaScript."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.channels.desk.helpers import KIDSID, PASSPORT, booked, tomorrow, walk_in
from tests.stories.desk.helpers import DeskStory

from loket.kit import clock
from loket.offices.queues import actions
from loket.offices.queues.models import Move, Ticket


def people_come_in() -> None:
    """One with an appointment and an interpreter, two without, one still to come."""
    made = booked("An Peeters", items=PASSPORT, interpreter="ar", mobility=True)
    actions.check_in(appointment=made.id, now=clock.now(), actor="kiosk:hall")
    walk_in(KIDSID)
    walk_in(PASSPORT, step_free=True)
    for name in ("Bo Smets", "Cem Kaya", "Dina Wouters"):
        booked(name)
    booked("Later Maes", since=tomorrow())


class TestAClerksDay(DeskStory):
    """Nobody touches the mouse."""

    def test_people_are_called_helped_put_aside_and_sent_on_by_keys_alone(self) -> None:
        self.signs_in()
        self.given("people who wait", people_come_in)
        self.visit("/desk/")
        self.sees_heading("Loket 1 is vrij")
        self.key("n")
        first = Ticket.objects.get(state="called").number
        self.sees_heading(first)
        self.key("x")
        self.sees("Roep de bezoeker eerst nog eens op")
        self.key("r")
        self.key("s")
        self.key("k")
        self.sees(f"{first} is klaar.")
        self.second_is_put_aside()
        self.third_is_sent_on()
        self.second_comes_back()
        ended = Ticket.objects.filter(state="done").values_list("number", "outcome")
        assert dict(ended)[first] == "helped"
        assert "papers_missing" in dict(ended).values()

    def second_is_put_aside(self) -> None:
        self.key("n")
        self.key("s")
        self.page.keyboard.press("p")
        self.page.keyboard.press("Tab")
        self.page.keyboard.type("haalt een pasfoto")
        self.key("Enter")
        self.sees_heading("Loket 1 is vrij")
        self.sees_heading("Even opzij")

    def third_is_sent_on(self) -> None:
        self.key("n")
        self.key("s")
        self.page.keyboard.press("d")
        self.page.keyboard.press("Tab")
        assert "Waarheen" in self.focused()
        self.page.keyboard.press("Tab")
        self.page.keyboard.type("handtekening ontbreekt")
        self.key("Enter")
        self.sees("is doorgestuurd en behoudt de plaats.")
        assert Move.objects.filter(move="redirect", note="handtekening ontbreekt").exists()

    def second_comes_back(self) -> None:
        self.key("h")
        self.sees("haalt een pasfoto")
        self.key("2")
        self.sees("is klaar.")

    def test_the_search_is_one_key_away_and_leads_to_a_check_in(self) -> None:
        self.signs_in()
        made = self.given("an appointment of today", lambda: booked("An Peeters"))
        self.visit("/desk/")
        self.page.keyboard.press("/")
        self.page.keyboard.type("peeters")
        self.key("Enter")
        self.sees(made.code)
        self.tab_to("Meld aan")
        self.key("Enter")
        self.sees("Aangemeld met nummer A 01.")

    def test_a_word_that_is_typed_calls_nobody(self) -> None:
        self.signs_in()
        self.given("somebody who waits", walk_in)
        self.visit("/desk/")
        self.page.keyboard.press("/")
        self.page.keyboard.type("nnnn")
        assert Ticket.objects.get().state == "waiting"

    def test_who_comes_in_appears_by_itself(self) -> None:
        self.signs_in()
        self.sees("Er wacht niemand.")
        self.given("somebody who comes in", walk_in)
        expect(self.page.locator("#line").get_by_text("W 01")).to_be_visible()
        self.is_accessible()


class TestOnATablet(DeskStory):
    """The columns stand below each other, nothing falls off."""

    screen = (820, 1180)

    def test_today_fits(self) -> None:
        self.signs_in()
        self.given("people who wait", people_come_in)
        self.visit("/desk/")
        self.press("Roep volgende")
        self.sees_heading("Straks")


class TestWithoutJavaScript(DeskStory):
    """Every press is a form."""

    javascript = False

    def test_a_visit_from_call_to_outcome(self) -> None:
        self.signs_in()
        self.given("somebody who waits", walk_in)
        self.visit("/desk/")
        self.press("Roep volgende")
        self.press("Start")
        self.press("Papieren ontbreken")
        self.sees("W 01 is klaar.")
        assert Ticket.objects.get().outcome == "papers_missing"
