"""A machine that starts a new browser for every client: the next one looks for the former one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Error, Page, expect
from tests.channels.kiosk.machines import give_terms
from tests.stories.kiosk.helpers import open_city
from tests.stories.kiosk.running import Machine, assert_bare, holds, leave, machine, until

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = "amal.zonder.spoor@example.org"


@pytest.fixture
def running(live_server: object) -> Iterator[Machine]:
    """A machine that serves two clients."""
    open_city()
    give_terms()
    with machine(live_server.url, clients=2) as running:  # type: ignore[attr-defined]
        yield running


def leave_traces(page: Page) -> str:
    """What a client does, and what a careless page could do; the address of the last screen."""
    with page.expect_navigation():
        page.get_by_role("link", name="Een afspraak maken").click()
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
    running: Machine, browser: Browser
) -> None:
    first, page, profile = running.arrive(browser)
    address = leave_traces(page)
    leave(page, "Ik ben klaar")
    until(lambda: not profile.exists(), "the folder of the first client is removed")
    first.close()

    second, page, mine = running.arrive(browser)
    assert mine != profile
    assert not holds(mine, TYPED)
    assert "trace" not in {one["name"] for one in second.contexts[0].cookies()}
    assert_bare(page)
    page.goto(address.partition("#")[0])
    expect(page.get_by_role("heading", name="Waarmee kunnen we helpen?")).to_be_visible()
    assert not list(mine.rglob("*.pdf"))
    with suppress(Error):  # the machine may end the browser before it says that it arrived
        page.goto(f"{running.server.base}/kiosk/library/leave")
    until(lambda: not mine.exists(), "the folder of the second client is removed")
    second.close()
    assert running.server.has_client() is False
