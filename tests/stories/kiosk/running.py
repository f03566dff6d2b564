"""A machine that starts a new browser for every client, in windows that no screen shows."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect
from tests.channels.kiosk.machines import enrol_code

from loket.config import kiosk
from loket.config.kiosk import Server
from loket.offices.kiosks.models import Device


@dataclass(frozen=True)
class Machine:
    """One that runs; each of its browsers may be looked into at this port."""

    server: Server
    port: int

    def profile(self) -> Path:
        """The folder of the browser that it shows now; of no other machine's."""
        port, place = f"--remote-debugging-port={self.port}", "--user-data-dir="
        commands = [words for words in _commands() if port in words]
        (found,) = {word for words in commands for word in words if word.startswith(place)}
        return Path(found.removeprefix(place))

    def arrive(self, browser: Browser) -> tuple[Browser, Page, Path]:
        """Stand before the screen that it shows now; the browser, its page and its folder."""

        def is_there() -> bool:
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", self.port)) == 0

        until(is_there, "a browser that answers")
        found = browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{self.port}")
        page = found.contexts[0].pages[0]
        expect(page.get_by_role("heading", name="Waarmee kunnen we helpen?")).to_be_visible(
            timeout=120_000
        )
        return found, page, self.profile()


@contextmanager
def machine(base: str, *, clients: int) -> Iterator[Machine]:
    """The machine of the library, until it has served so many clients."""
    port = _free_port()
    server = Server(base, "library")
    server.key = server.enrol(enrol_code())
    more = ["--headless=new", "--no-sandbox", f"--remote-debugging-port={port}"]
    serving = threading.Thread(
        target=kiosk.serve, args=(server, kiosk.find_chromium()),
        kwargs={"more": more, "clients": clients}, daemon=True,
    )  # fmt: skip
    serving.start()
    try:
        yield Machine(server, port)
    finally:
        until(lambda: _has_ended(serving), "the machine has had its clients")


def _has_ended(serving: threading.Thread) -> bool:
    """Who is still expected does not come any more."""
    Device.objects.update(entrance_hash="", stay_hash="")
    return not serving.is_alive()


def _free_port() -> int:
    """Where the browsers of a machine may be looked into."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
    return found


def _commands() -> Iterator[list[str]]:
    """Of all that runs, its words; what ends meanwhile has none."""
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(FileNotFoundError, ProcessLookupError, PermissionError):
            yield one.read_text(errors="replace").split("\0")


def holds(profile: Path, words: str) -> list[Path]:
    """The files of a profile in which these words stand."""
    return [
        one for one in profile.rglob("*") if one.is_file() and words.encode() in one.read_bytes()
    ]


def until(is_so: Callable[[], bool], what: str) -> None:
    """Wait for it, two minutes at most: a slow machine starts two browsers meanwhile."""
    for _ in range(1200):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError(f"never: {what}")


def assert_bare(page: Page) -> None:
    """Nothing is stored in this browser, and nothing lies behind its page."""
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("caches.keys().then((found) => found.length)") == 0
    assert page.evaluate("indexedDB.databases().then((found) => found.length)") == 0
    assert page.evaluate("history.length") == 1
