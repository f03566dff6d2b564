"""A machine that starts a new browser for every client, in windows that no screen shows."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from tests.channels.kiosk.machines import enrol_code
from tests.stories.answering import answered
from tests.stories.base import PATIENCE_MS
from tests.stories.kiosk.walking import ask

from loket.config import kiosk
from loket.config.kiosk import Server
from loket.offices.kiosks.models import Device

T = TypeVar("T")


@dataclass(frozen=True)
class Machine:
    """One that runs; each of its browsers may be looked into."""

    server: Server

    def arrive(self, browser: Browser) -> tuple[Browser, Page, Path]:
        """Stand before the screen that it shows now; the browser, its page and its folder."""
        profile = until(self._profile, "a browser that was started")
        assert profile is not None
        port = until(lambda: _port(profile), "a browser that answers")
        found = browser.browser_type.connect_over_cdp(
            f"http://127.0.0.1:{port}", timeout=PATIENCE_MS
        )
        found.contexts[0].set_default_timeout(PATIENCE_MS)
        page = until(lambda: _page_of(found.contexts[0]), "a page in that browser")
        assert page is not None
        expect(page.get_by_role("heading", name="Waarmee kunnen we helpen?")).to_be_visible(
            timeout=PATIENCE_MS
        )
        page.wait_for_load_state()
        return found, page, profile

    def _profile(self) -> Path | None:
        """The folder of the browser that it shows now; of no other machine's."""
        place, entrance = "--user-data-dir=", f"{self.server.base}/kiosk/"
        for words in _commands():
            if any(word.startswith(entrance) for word in words):
                found = (word.removeprefix(place) for word in words if word.startswith(place))
                return next(map(Path, found), None)
        return None


@contextmanager
def machine(base: str, *, clients: int) -> Iterator[Machine]:
    """The machine of the library, until it has served so many clients."""
    server = Server(base, "library")
    server.key = server.enrol(enrol_code())
    # The browser takes a free port by itself, and says in its folder which one.
    more = ["--headless=new", "--no-sandbox", "--remote-debugging-port=0"]
    serving = threading.Thread(
        target=kiosk.serve, args=(server, kiosk.find_chromium()),
        kwargs={"more": more, "clients": clients}, daemon=True,
    )  # fmt: skip
    with answered(base):
        serving.start()
        try:
            yield Machine(server)
        finally:
            until(lambda: _has_ended(serving), "the machine has had its clients")


def _has_ended(serving: threading.Thread) -> bool:
    """Who is still expected does not come any more."""
    Device.objects.update(entrance_hash="", stay_hash="")
    return not serving.is_alive()


def _page_of(shown: BrowserContext) -> Page | None:
    """What it shows, once it shows something; whatever it is asked, it tells what is new first."""
    shown.cookies()
    return next(iter(shown.pages), None)


def _port(profile: Path) -> int:
    """Where the browser with this folder may be looked into; 0 while it does not say."""
    with suppress(FileNotFoundError):
        said = (profile / "DevToolsActivePort").read_text().split("\n")
        return int(said[0]) if len(said) > 1 else 0
    return 0


def _commands() -> Iterator[list[str]]:
    """Of all that runs, its words; what ends meanwhile has none."""
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(FileNotFoundError, ProcessLookupError, PermissionError):
            yield one.read_text(errors="replace").split("\0")


def holds(profile: Path, words: str) -> list[Path]:
    """The files of a profile in which these words stand; the browser writes on meanwhile."""
    found = []
    for folder, _, names in os.walk(profile):
        for path in (Path(folder, name) for name in names):
            with suppress(FileNotFoundError):
                if path.is_file() and words.encode() in path.read_bytes():
                    found.append(path)
    return found


def until(find: Callable[[], T], what: str) -> T:
    """Wait for what is true, and give it; two minutes at most, for a slow machine."""
    for _ in range(1200):
        if found := find():
            return found
        time.sleep(0.1)
    raise AssertionError(f"never: {what}")


def leave(page: Page, name: str) -> None:
    """Follow the link that ends the visit; the machine may end the browser before it arrives."""
    with suppress(Error):
        page.get_by_role("link", name=name).click()


def assert_bare(page: Page) -> None:
    """Nothing is stored in this browser, and nothing lies behind its page."""
    for what in (
        "localStorage.length + sessionStorage.length",
        "caches.keys().then((found) => found.length)",
        "indexedDB.databases().then((found) => found.length)",
        "history.length - 1",
    ):
        assert ask(partial(page.evaluate, what)) == 0, what
