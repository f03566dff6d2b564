"""The shared screens as a browser has them: readable by all, usable by keyboard, small or large."""

import re

from playwright.sync_api import Locator, expect
from tests.stories.base import PHONE, ZOOMED, Story

from loket.channels.ui.look import EXAMPLES

LOOK = "/demo/look/"
PAGES = [LOOK, *(LOOK + name for name in sorted(EXAMPLES))]


class TestOnADesktop(Story):
    def test_no_page_has_a_barrier(self) -> None:
        for page in PAGES:
            self.visit(page)

    def test_no_page_has_a_barrier_in_forced_colours(self) -> None:
        self.page.emulate_media(forced_colors="active")
        for page in PAGES:
            self.visit(page)

    def test_the_first_key_leads_past_the_header(self) -> None:
        self.visit(f"{LOOK}moments")
        self.page.keyboard.press("Tab")
        expect(self.page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
        self.page.keyboard.press("Enter")
        expect(self.page.locator("main")).to_be_focused()
        self.page.keyboard.press("Tab")
        expect(self.page.get_by_role("link", name="Wijzig")).to_be_focused()

    def test_a_moment_is_found_by_its_day_time_and_place(self) -> None:
        self.visit(f"{LOOK}moments")
        name = re.compile(r"^morgen, \w+ \d+ \w+( \d{4})?,\s+17\.50\s+Stadsloket Noord\s+2,8 km")
        expect(self.page.get_by_role("button", name=name)).to_be_visible()

    def test_a_held_moment_counts_down_and_says_when_it_is_over(self) -> None:
        self.stop_the_clock()
        self.page.goto(f"{self.base}{LOOK}")
        left = self.page.locator("[data-left]")
        expect(left).to_have_text(re.compile(r"9:\d\d"))
        self.page.clock.fast_forward("02:00")
        expect(left).to_have_text(re.compile(r"7:\d\d"))
        self.page.clock.fast_forward("08:00")
        expect(self.page.locator("[data-over]")).to_be_visible()
        expect(self.page.get_by_role("status")).to_contain_text("De tijd is voorbij")

    def test_a_wrong_form_puts_its_summary_first(self) -> None:
        self.visit(LOOK)
        expect(self.page.get_by_role("alert")).to_be_focused()
        self.follow("Vul “Naam” in.")
        expect(self.page.get_by_role("textbox", name="Naam")).to_be_focused()


class TestOnAPhone(Story):
    screen = PHONE

    def test_no_page_has_a_barrier(self) -> None:
        for page in PAGES:
            self.visit(f"{page}?lang=fr")

    def test_the_menu_folds_and_holds_all_ways_and_languages(self) -> None:
        self.visit(f"{LOOK}moments")
        expect(self.page.get_by_role("link", name="Français")).to_be_hidden()
        self.page.get_by_text("Menu").click()
        expect(self.page.get_by_role("link", name="Waar kan ik terecht?")).to_be_visible()
        self.click(self.page.get_by_role("link", name="Français"))
        expect(self.page.locator("html")).to_have_attribute("lang", "fr")
        self.sees("Seul le texte en néerlandais fait foi.")


class TestAt400Percent(Story):
    screen = ZOOMED

    def test_nothing_runs_out_of_the_window(self) -> None:
        for page in PAGES:
            self.visit(page)


class TestWithoutScripts(Story):
    javascript = False

    def test_the_time_until_which_a_moment_is_held_is_said(self) -> None:
        self.visit(LOOK)
        expect(self.page.get_by_text(re.compile(r"vast tot \d+\.\d\d uur"))).to_be_visible()

    def test_the_menu_of_a_phone_opens(self) -> None:
        self.page.set_viewport_size({"width": 390, "height": 844})
        self.visit(LOOK)
        self.page.get_by_text("Menu").click()
        expect(self.page.get_by_role("link", name="Waar kan ik terecht?")).to_be_visible()


class TestAtTheDesk(Story):
    def test_a_key_presses_its_button_but_not_while_somebody_types(self) -> None:
        self.visit(f"{LOOK}desk")
        self.page.evaluate(
            """() => {
            window.pressed = 0;
            const button = document.querySelector("[data-key=n]");
            button.addEventListener("click", () => window.pressed++);
            const field = "<input aria-label=zoek>";
            document.querySelector("main").insertAdjacentHTML("beforeend", field);
            }"""
        )
        self.page.keyboard.press("n")
        assert self.presses() == 1
        self.page.get_by_label("zoek").press("n")
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Alt+n")
        assert self.presses() == 1
        self.page.keyboard.press("N")
        assert self.presses() == 2

    def presses(self) -> int:
        count: int = self.page.evaluate("window.pressed")
        return count


class TestAtAKiosk(Story):
    accessible = False

    def test_nobody_touches_it_so_it_asks_and_then_leaves(self) -> None:
        self.stop_the_clock()
        self.visit(f"{LOOK}kiosk?larger=1")
        asks = self.page.get_by_role("dialog", name="Ben je er nog?")
        self.page.clock.run_for(85_000)
        expect(asks).to_be_hidden()
        self.page.clock.run_for(7_000)
        expect(asks).to_be_visible()
        self.page.get_by_role("button", name="Ja, ga verder").click()
        expect(asks).to_be_hidden()
        left: list[str] = []
        self.page.on(
            "request", lambda one: left.append(one.url) if one.is_navigation_request() else None
        )
        self.page.clock.run_for(115_000)
        self.page.wait_for_url(f"**{LOOK}kiosk")
        assert left == [f"{self.base}{LOOK}kiosk"], "a second call takes back the first"

    def test_the_question_itself_has_no_barrier(self) -> None:
        self.visit(f"{LOOK}kiosk")
        self.page.evaluate("() => document.querySelector('dialog.idle').showModal()")
        expect(self.page.get_by_role("dialog")).to_be_visible()
        self.is_accessible()

    def test_larger_letters_make_every_target_larger(self) -> None:
        self.visit(f"{LOOK}kiosk")
        self.is_drawn()
        usual = size(self.first_choice())
        self.click(self.page.get_by_role("link", name="Grotere letters"))
        self.is_drawn()
        assert size(self.first_choice())[0] > usual[0] * 1.5

    def first_choice(self) -> Locator:
        return self.page.get_by_role("link", name="Ik heb een afspraak")


class TestOnTheBoard(Story):
    accessible = False

    def test_two_calls_at_once_are_both_in_sight_and_larger_than_older_ones(self) -> None:
        self.visit(f"{LOOK}board")
        self.is_drawn()
        heights = [size(call)[1] for call in self.page.locator(".call").all()]
        assert min(heights[:2]) > 1.4 * max(heights[2:])
        last = self.page.locator(".call").last.bounding_box()
        assert last
        assert last["y"] + last["height"] <= self.screen[1]
        expect(self.page.locator(".call.new").first).to_contain_text("Nu naar")

    def test_it_keeps_itself_up_to_date(self) -> None:
        self.visit(f"{LOOK}board")
        left = self.page.evaluate(
            """() => {
            document.querySelector(".call").remove();
            return document.querySelectorAll(".call").length;
            }"""
        )
        assert left == 3
        expect(self.page.locator(".call")).to_have_count(4)
        assert self.page.locator("main main").count() == 0

    def test_a_browser_that_forbids_sound_offers_it_once(self) -> None:
        self.visit(f"{LOOK}board")
        button = self.page.get_by_role("button", name="Zet het geluid aan")
        expect(button).to_be_visible()
        button.click()
        expect(button).to_be_hidden()

    def test_every_new_call_sounds_once(self) -> None:
        self.visit(f"{LOOK}board")
        self.page.get_by_role("button", name="Zet het geluid aan").click()
        # The button's own tone sounds as it goes; only what comes after it is counted.
        expect(self.page.get_by_role("button", name="Zet het geluid aan")).to_be_hidden()
        self.page.evaluate(
            """() => {
            let tones = 0;
            const usual = AudioContext.prototype.createOscillator;
            AudioContext.prototype.createOscillator = function () {
                document.documentElement.dataset.tones = ++tones;
                return usual.call(this);
            };
            const list = document.querySelector(".calls");
            list.insertAdjacentHTML("afterbegin", '<li class="call new" data-call="9">A 30</li>');
            }"""
        )
        expect(self.page.locator("html[data-tones='2']")).to_be_attached()
        self.page.evaluate("() => { document.querySelector('.calls').append('') }")
        assert self.page.locator("html").get_attribute("data-tones") == "2"


def size(one: Locator) -> tuple[float, float]:
    """Width and height on the screen."""
    box = one.bounding_box()
    assert box
    return box["width"], box["height"]
