"""A story: a person in a real browser before a live server, told as given, when, then.

    class TestBookingByPhone(Story):
        screen = PHONE

        def test_the_first_free_moment_can_be_had(self) -> None:
            self.given("a city with free moments", open_city)
            self.visit("/")
            ...

Every page that `visit`, `press` and `follow` lead to stands whole before the story goes on, is read
by axe (WCAG 2.2 AA) and must not scroll sideways. What leads to no other page is clicked as it is,
and waited for by what it shows. With `LOKET_SCREENSHOTS=1` a story also leaves pictures in
`docs/images/`.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from tests.stories.answering import answered

REPOSITORY = Path(__file__).parents[2]
IMAGES = REPOSITORY / "docs" / "images"
AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = (390, 844)
DESKTOP = (1280, 900)
#: 400 % zoom of 1280 pixels, as WCAG 1.4.10 counts it.
ZOOMED = (320, 640)
#: Long enough for a machine that does other things as well.
PATIENCE_MS = 120_000
#: Which moment of a page a story takes: the first may pass while a slow machine looks at the page.
LATER = 2
#: Seconds that a key, a point and a thought take a person who knows how (the keystroke-level model
#: of Card, Moran and Newell, 1980).
KEY, POINT, THINK = 0.28, 1.1, 1.35


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium; `make test` says how to get one where there is none."""
    # The browser's own loop runs in this thread, and Django would take our queries for its work.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as playwright:
            found = playwright.chromium.launch(
                executable_path=shutil.which("chromium"),
                args=["--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb"],
                timeout=PATIENCE_MS,
            )
            expect.set_options(timeout=PATIENCE_MS)
            yield found
            found.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.mark.django_db(transaction=True)
class Story:
    """What every story can do; a channel's own stories add words of their own."""

    screen: ClassVar[tuple[int, int]] = DESKTOP
    javascript: ClassVar[bool] = True
    #: Off for a story that walks through pages that another one checks.
    accessible: ClassVar[bool] = True

    page: Page
    base: str
    #: Seconds of a person's own work so far, whatever the speed of this machine.
    effort: float

    @pytest.fixture(autouse=True)
    def _enter(self, browser: Browser, live_server: Any) -> Iterator[None]:
        """A browser of one's own for each story: no cookie of another is in it."""
        with answered(live_server.url):
            self._open(browser, live_server.url)
            yield
            self.context.close()
        assert not self.mistakes, self.mistakes

    def _open(self, browser: Browser, base: str) -> None:
        self.base = base
        self.context: BrowserContext = browser.new_context(
            viewport={"width": self.screen[0], "height": self.screen[1]},
            java_script_enabled=self.javascript,
            reduced_motion="reduce",
            locale="en-GB",
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.mistakes: list[str] = []
        self.effort = 0.0
        self.page = self._new_page()

    def _new_page(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.mistakes.append(f"script: {error}"))
        page.on("response", self._note_failure)
        return page

    def _note_failure(self, response: Any) -> None:
        if response.status >= 500:
            self.mistakes.append(f"{response.status} {response.url}")

    # --- given ---

    def given(self, what: str, make: Callable[[], Any]) -> Any:
        """State of the world; `what` is for the reader, and for the report when it fails."""
        try:
            return make()
        except Exception as problem:
            problem.add_note(f"given {what}")
            raise

    def second_person(self) -> Page:
        """Another tab of the same browser becomes the one of the story; gives the former one."""
        former, self.page = self.page, self._new_page()
        return former

    def stop_the_clock(self) -> None:
        """Time stands still on every page, and goes on by `self.page.clock` only.

        Axe waits for the time to go on: not for a story whose pages it reads.
        """
        self.page.clock.install(time=0)
        self.page.clock.pause_at(1000)

    # --- when ---

    def visit(self, path: str) -> None:
        """Open an address, relative to the server or whole."""
        self.page.goto(path if "://" in path else f"{self.base}{path}")
        self.look_around()

    def press(self, name: str, *, within: Locator | None = None, nth: int = 0) -> None:
        """Press the button with this name (part of it is enough)."""
        self.click((within or self.page).get_by_role("button", name=name).nth(nth))

    def follow(self, name: str, *, within: Locator | None = None, nth: int = 0) -> None:
        """Follow the link with this name (part of it is enough)."""
        self.click((within or self.page.locator("main")).get_by_role("link", name=name).nth(nth))

    def click(self, what: Locator) -> None:
        """Press or follow this, and look at the page that it leads to, when that is there."""
        self.effort += THINK + POINT + KEY
        what.wait_for()
        with self.leads_on():
            what.click()
        self.look_around()

    @contextmanager
    def leads_on(self) -> Iterator[None]:
        """What is done here leads to another page, and at the end that page stands whole."""
        self.page.wait_for_load_state()
        with self.page.expect_navigation(timeout=PATIENCE_MS):
            yield

    def key(self, key: str) -> None:
        """One key, and the page that comes of it."""
        with self.leads_on():
            self.page.keyboard.press(key)
        self.look_around()

    def fill(self, label: str, value: str) -> None:
        """Type into the field with this label."""
        self.effort += THINK + POINT + KEY * len(value)
        self.page.get_by_label(label).fill(value)

    def choose(self, label: str, value: str) -> None:
        """Choose from the list with this label, by what is shown."""
        self.page.get_by_label(label).select_option(label=value)

    def tick(self, label: str) -> None:
        """Tick a box or a round choice."""
        self.page.get_by_label(label).check()

    def tab_to(self, name: str, *, most: int = 120) -> None:
        """With the keyboard only: go on until what has the focus carries this name."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if name in self.focused():
                return
        raise AssertionError(f"the keyboard never reaches “{name}”")

    def focused(self) -> str:
        """What has the focus, as it is named."""
        said: str = self.page.evaluate(
            """() => {
                const one = document.activeElement;
                const labels = one.labels ? [...one.labels].map((l) => l.textContent) : [];
                return [one.getAttribute("aria-label"), ...labels, one.textContent]
                    .filter(Boolean).join(" ").replace(/\\s+/g, " ").trim();
            }"""
        )
        return said

    # --- then ---

    def sees(self, text: str | re.Pattern[str]) -> None:
        """The words are on the page, in sight."""
        expect(self.page.get_by_text(text).first).to_be_visible()

    def sees_heading(self, text: str) -> None:
        """The page, or a part of it, is called so."""
        expect(self.page.get_by_role("heading", name=text).first).to_be_visible()

    def does_not_see(self, text: str) -> None:
        """The words are nowhere on the page."""
        expect(self.page.get_by_text(text)).to_have_count(0)

    def look_around(self) -> None:
        """What holds on every page: no sideways scrolling, one first heading, no fault for axe."""
        self.page.wait_for_load_state()
        if not self.accessible or not self.javascript:
            return
        self.fits_the_screen()
        self.is_accessible()

    def fits_the_screen(self) -> None:
        """Nothing lies beyond the right edge, once the page has come to rest."""
        self.is_drawn()
        beyond = self.page.evaluate(
            """async () => {
                const page = document.documentElement;
                const beyond = () => page.scrollWidth - page.clientWidth;
                for (let looks = 0; beyond() > 0 && looks < 100; looks++) {
                    await new Promise((later) => setTimeout(later, 100));
                }
                return beyond();
            }"""
        )
        assert beyond <= 0, f"{self.page.url} is {beyond} pixels too wide"

    def is_drawn(self) -> None:
        """In its own letters: a slow machine asks for them when it first draws, after the page."""
        self.page.evaluate(
            "() => { document.body.offsetWidth; return document.fonts.ready.then(() => true) }"
        )

    def is_accessible(self) -> None:
        """No fault that axe finds, WCAG 2.2 AA and its best practices."""
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate(
            "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES
        )
        faults = [
            f"{fault['id']} ({fault['help']}): {node['html'][:160]} {node['failureSummary']}"
            for fault in found["violations"]
            for node in fault["nodes"]
        ]
        assert not faults, f"{self.page.url}\n" + "\n".join(faults)

    def picture(self, name: str, *, whole: bool = False) -> None:
        """Leave `docs/images/<name>.png`, when pictures are asked for."""
        if os.environ.get("LOKET_SCREENSHOTS"):
            IMAGES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=IMAGES / f"{name}.png", full_page=whole)
