"""A story at the kiosk: fingers on a standing screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Error, Locator, Page, expect
from tests.stories.base import Story


def ask(question: Callable[[], Any]) -> Any:
    """What a page answers; again when it was asked while the browser changed the process of it."""
    for _ in range(9):
        try:
            return question()
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
    return question()


@contextmanager
def changing(screen: Page) -> Iterator[None]:
    """What is on the screen now, whole, is gone at the end, and another one stands there, whole.

    A screen that goes on by itself must have done so before: wait for what will be touched.
    """
    screen.wait_for_load_state()
    first = screen.locator("#main > *").first
    ask(lambda: first.evaluate("(one) => { one.dataset.was = '' }"))
    yield
    expect(screen.locator("[data-was]")).to_have_count(0)
    expect(screen.locator("#main h1").first).to_be_attached()
    screen.wait_for_load_state()


class Kiosk(Story):
    """A screen of 1280 by 1024 in a hall; an answer may come without a new page."""

    screen = (1280, 1024)

    def follow(self, name: str, *, within: Locator | None = None, nth: int = 0) -> None:
        super().follow(name, within=within or self.page.locator("body"), nth=nth)

    @contextmanager
    def leads_on(self) -> Iterator[None]:
        with changing(self.page):
            yield

    def tap(self, keys: str) -> None:
        """Each key on the screen, one after the other."""
        for key in keys:
            self.page.locator(f"[data-keys] button[value='{key}']").click()

    def cookies(self) -> dict[str, str]:
        """What the browser keeps, by name."""
        found: list[Any] = self.context.cookies()
        return {one["name"]: one["value"] for one in found}

    def targets_are_large(self) -> None:
        """Everything that one can press is at least 64 pixels high, and no narrower."""
        self.is_drawn()
        small = self.page.evaluate(
            """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden])')]
                .filter((one) => one.checkVisibility() && !one.matches('.unseen, .govuk-skip-link'))
                .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
                .filter(([, box]) => box.height < 64 || box.width < 44)
                .map(([name, box]) => `${name} ${box.width} × ${box.height}`)"""
        )
        assert small == [], self.page.url

    def stands_above_the_foot(self, name: str) -> None:
        """The button is in sight without a scroll: the foot, which stays, covers nothing of it."""
        self.is_drawn()
        button = self.page.get_by_role("button", name=name).bounding_box()
        foot = self.page.locator("footer.foot").bounding_box()
        assert button is not None
        assert foot is not None
        assert foot["y"] + foot["height"] <= self.screen[1] + 1, "the foot stays in sight"
        assert button["y"] + button["height"] <= foot["y"], self.page.url
