"""A machine that starts a new browser for every client: the next one looks for the former one."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect
from tests.channels.kiosk.machines import enrol_code, give_terms
from tests.stories.kiosk.helpers import open_city

from loket.config import kiosk
from loket.config.kiosk import Server

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.django_db(transaction=True)]
TYPED = "amal.zonder.spoor@example.org"


def profiles() -> set[Path]:
    """The folders of browsers that run, or that left something."""
    places = (kiosk.MEMORY, Path("/tmp"))
    return {found for place in places for found in place.glob("loket-kiosk-*")}


def until(is_so: Callable[[], bool], what: str) -> None:
    for _ in range(300):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError(f"never: {what}")


def holds(profile: Path, words: str) -> list[Path]:
    """The files of a profile in which these words stand."""
    return [
        one for one in profile.rglob("*") if one.is_file() and words.encode() in one.read_bytes()
    ]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
    return found


@pytest.fixture
def machine(live_server: object, port: int) -> Iterator[Server]:
    """A machine that serves two clients, in windows that no screen shows."""
    open_city()
    give_terms()
    server = Server(live_server.url, "library")  # type: ignore[attr-defined]
    server.key = server.enrol(enrol_code())
    more = ["--headless=new", "--no-sandbox", f"--remote-debugging-port={port}"]
    program = kiosk.find_chromium()
    serving = threading.Thread(
        target=kiosk.serve, args=(server, program), kwargs={"more": more, "clients": 2}, daemon=True
    )
    serving.start()
    yield server
    serving.join(timeout=60)
    assert not serving.is_alive()


def arrive(browser: Browser, port: int) -> tuple[Browser, Page]:
    """Stand before the screen that the machine shows now."""

    def is_there() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    until(is_there, "a browser that answers")
    found = browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}")
    page = found.contexts[0].pages[0]
    expect(page.get_by_role("heading", name="Waarmee kunnen we helpen?")).to_be_visible(
        timeout=30_000
    )
    return found, page


def leave_traces(page: Page) -> str:
    """What a client does, and what a careless page could do; the address of the last screen."""
    page.get_by_role("link", name="Een afspraak maken").click()
    page.wait_for_url("**/book**")
    page.evaluate(
        f"""async () => {{
            localStorage.setItem("trace", "{TYPED}");
            sessionStorage.setItem("trace", "{TYPED}");
            document.cookie = "trace={TYPED}; path=/; max-age=86400";
            await (await caches.open("trace")).put("/trace", new Response("{TYPED}"));
            history.pushState(null, "", location.pathname + "#{TYPED}");
        }}"""
    )
    return page.url


def test_the_next_client_finds_nothing_of_the_former_one_anywhere(
    machine: Server, browser: Browser, port: int
) -> None:
    before = profiles()
    first, page = arrive(browser, port)
    (profile,) = profiles() - before or profiles()
    address = leave_traces(page)
    page.get_by_role("link", name="Ik ben klaar").click()
    until(lambda: not profile.exists(), "the folder of the first client is removed")
    first.close()

    second, page = arrive(browser, port)
    (mine,) = profiles()
    assert mine != profile
    assert not holds(mine, TYPED)
    assert "trace" not in {one["name"] for one in second.contexts[0].cookies()}
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("caches.keys().then((found) => found.length)") == 0
    assert page.evaluate("indexedDB.databases().then((found) => found.length)") == 0
    assert page.evaluate("history.length") == 1
    page.goto(address.partition("#")[0])
    expect(page.get_by_role("heading", name="Waarmee kunnen we helpen?")).to_be_visible()
    assert not list(mine.rglob("*.pdf"))
    with suppress(Error):  # the machine may end the browser before it says that it arrived
        page.goto(f"{machine.base}/kiosk/library/leave")
    until(lambda: not mine.exists(), "the folder of the second client is removed")
    second.close()
    assert machine.has_client() is False
