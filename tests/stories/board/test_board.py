"""The board in a hall: two clerks call at once, nobody is missed; a cut line frightens nobody."""

from __future__ import annotations

from datetime import datetime, timedelta

from playwright.sync_api import expect
from tests.stories.base import Story
from tests.stories.kiosk.helpers import open_city

from loket.domain.people.may import Role
from loket.foundations.people.models import Assignment, Employee
from loket.foundations.places.models import Counter
from loket.kit import clock
from loket.offices.appointments.queries import Item
from loket.offices.queues import actions, queries


class Board(Story):
    screen = (1920, 1080)

    def open_hall(self, waiting: int) -> None:
        """Two clerks at two counters, and so many people with a number."""
        open_city()
        now = clock.now()
        for login in ("one", "two"):
            employee = Employee.objects.create(login=login, name=login.title())
            Assignment.objects.create(
                employee=employee,
                role=Role.CLERK,
                location_code="hall",
                valid_from=now.date() - timedelta(days=9),
            )
        for minute in range(waiting):
            actions.take_ticket(
                location="hall",
                items=(Item("KIDSID"),),
                now=now - timedelta(minutes=9 - minute),
                actor="kiosk:hall",
            )

    def both_call(self) -> datetime:
        """Both clerks call at the same second."""
        now = clock.now()
        for login, counter in zip(("one", "two"), counters(), strict=True):
            actor = Employee.objects.get(login=login).actor
            assert actions.call_next(counter=counter, actor=actor, now=now) is not None
        return now

    def listen(self) -> None:
        """Note every announcement, by its call, and how often the board was drawn again."""
        self.page.evaluate(
            """() => {
                const counted = document.documentElement.dataset;
                window.announced = [];
                document.addEventListener("loket:call", (event) => {
                    window.announced.push([event.detail.key, performance.now()]);
                    counted.announced = window.announced.length;
                });
                let drawn = 0;
                document.addEventListener("htmx:after:swap", () => {
                    if (++drawn === 3) counted.drawn = "thrice";
                });
            }"""
        )

    def announced(self) -> list[tuple[str, float]]:
        """What was announced, and when, in milliseconds."""
        return [(key, at) for key, at in self.page.evaluate("window.announced")]


class TestTwoCallsAtOnce(Board):
    def test_both_are_new_for_their_full_time_and_sound_once_each(self) -> None:
        self.given("a hall with two clerks and three people", lambda: self.open_hall(3))
        self.visit("/board/hall")
        self.sees("Even geen oproep.")
        self.listen()
        called_at = self.given("both clerks call at once", self.both_call)
        new = self.page.locator(".call.new")
        expect(new).to_have_count(2)
        self.is_accessible()
        self.fits_the_screen()
        self.page.get_by_role("button", name="Zonder geluid").click()
        self.picture("board")
        rules = queries.find_rules(called_at.date())
        ends = [rules.new_call_seconds, rules.new_call_seconds + rules.call_gap_seconds]
        shown = [
            queries.list_calls("hall", called_at + timedelta(seconds=end - 0.1)) for end in ends
        ]
        assert [sum(call.is_new for call in calls) for calls in shown] == [2, 1]
        expect(new).to_have_count(0)
        assert (clock.now() - called_at).total_seconds() >= ends[1]
        expect(self.page.locator("html[data-announced='2']")).to_be_attached()
        first, second = self.announced()
        assert {first[0].split("-")[0], second[0].split("-")[0]} == {"W01", "W02"}
        assert second[1] - first[1] >= 3900
        # Older now, and still to be read: nobody sat down at the counter yet.
        expect(self.page.locator(".call")).to_have_count(2)
        expect(self.page.locator(".wait li")).to_have_count(1)


class TestTheLineIsCut(Board):
    accessible = False

    def test_the_last_calls_stay_and_a_calm_line_says_why_nothing_moves(self) -> None:
        self.given("a hall with two clerks and three people", lambda: self.open_hall(3))
        self.given("both clerks call at once", self.both_call)
        self.visit("/board/hall")
        self.context.set_offline(True)
        lost = self.page.get_by_text("Even geen verbinding.")
        expect(lost).to_be_visible()
        expect(self.page.locator(".call")).to_have_count(2)
        expect(self.page.locator(".hour")).to_be_hidden()
        self.context.set_offline(False)
        expect(lost).to_be_hidden()
        expect(self.page.locator(".hour")).to_be_visible()

    def test_an_answer_that_failed_takes_the_place_of_nothing(self) -> None:
        self.given("a hall with two clerks and three people", lambda: self.open_hall(3))
        self.given("both clerks call at once", self.both_call)
        self.visit("/board/hall")
        self.page.route("**/calls?*", lambda route: route.fulfill(status=503, body="<p>Weg</p>"))
        expect(self.page.get_by_text("Even geen verbinding.")).to_be_visible()
        expect(self.page.locator(".call")).to_have_count(2)
        self.does_not_see("Weg")
        # Asked for by this story, which stops asking first.
        self.page.goto("about:blank")
        self.mistakes.clear()


class TestSound(Board):
    accessible = False

    def test_a_screen_that_wants_no_sound_is_never_asked_again(self) -> None:
        self.given("a hall with two clerks", lambda: self.open_hall(0))
        self.visit("/board/hall")
        self.page.get_by_role("button", name="Zonder geluid").click()
        expect(self.page.get_by_role("button", name="Zet het geluid aan")).to_be_hidden()
        self.visit("/board/hall")
        expect(self.page.get_by_role("button", name="Zet het geluid aan")).to_be_hidden()

    def test_calls_that_stood_there_already_do_not_sound_again_after_a_restart(self) -> None:
        self.given("a hall with two clerks and two people", lambda: self.open_hall(2))
        self.given("both clerks call at once", self.both_call)
        self.visit("/board/hall")
        self.listen()
        expect(self.page.locator("html[data-drawn=thrice]")).to_be_attached()
        assert self.announced() == []


class TestWithoutScripts(Board):
    javascript = False

    def test_the_whole_board_stands_in_the_page_and_asks_for_itself_again(self) -> None:
        self.given("a hall with two clerks and three people", lambda: self.open_hall(3))
        self.given("both clerks call at once", self.both_call)
        self.visit("/board/hall")
        expect(self.page.locator(".call.new")).to_have_count(2)
        refresh = self.page.locator("noscript").first.inner_html()
        assert '<meta http-equiv="refresh" content="10">' in refresh


def counters() -> list[int]:
    """The counters of the hall."""
    found = Counter.objects.filter(location__code="hall").order_by("lane")
    return list(found.values_list("id", flat=True))
