"""Residents who ask a house for certificates, a sealing process, and a hand that stops an act.

An act is stopped where it must take a lock that somebody else holds in the database: the process
then waits at that very place, on every machine, until it is killed. Nothing of ours is replaced.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import httpx
import psycopg
from tests.faults.house import DATABASE, House
from tests.faults.killer import is_alive, pids_of

from loket.config.cluster import roles

#: Whatever was killed, on a machine that is very busy; only a failure takes so long.
PATIENCE_SECONDS = 300.0
WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE usename = %s AND wait_event_type = 'Lock' AND %s = ANY(pg_blocking_pids(pid))
"""


@dataclass(slots=True)
class Asker:
    """A resident with a browser that asks again, under the same key, until there is an answer."""

    house: House
    session: str
    key: str = field(default_factory=lambda: str(uuid.uuid4()))
    product: str = ""
    page: str = ""

    def browser(self) -> httpx.Client:
        """A new one: a connection to a killed process is no part of the story."""
        base = f"http://127.0.0.1:{self.house.port}"
        return httpx.Client(
            base_url=base, cookies={"resident": self.session}, timeout=PATIENCE_SECONDS
        )

    def ask(self, product: str) -> None:
        """Press once; raises what a browser would show as a broken connection."""
        self.product = product
        with self.browser() as browser:
            form = browser.get(f"/certificates/{product}")
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)
            assert token, form.text
            told = {"csrfmiddlewaretoken": token[1], "key": self.key, "whose": "self"}
            answer = browser.post(f"/certificates/{product}", data=told)
            assert answer.status_code == 302, answer.text
            self.page = answer.headers["Location"]

    def ask_until_answered(self, product: str) -> None:
        """As somebody does whose page did not come."""
        _patiently(lambda: self.ask(product))

    def look(self) -> str:
        """One's own page of the request, as soon as somebody shows it."""
        found: list[httpx.Response] = []

        def get() -> None:
            with self.browser() as browser:
                found.append(browser.get(self.page))
            assert found[-1].status_code == 200, found[-1].text

        _patiently(get)
        return found[-1].text

    def look_once(self) -> None:
        """A look whose answer nobody counts on."""
        with suppress(httpx.HTTPError), self.browser() as browser:
            browser.get(self.page)

    def fetch(self) -> httpx.Response:
        """The document, or what is said in its place."""
        with self.browser() as browser:
            return browser.get(f"{self.page}/download")


@contextmanager
def sealing(house: House) -> Iterator[subprocess.Popen[bytes]]:
    """`loket seal` for this house, until the block ends."""
    environment = house.environment(
        LOKET_SEALER_DATABASE_URL=house.cluster.url(DATABASE, roles.SEALER),
        LOKET_SEAL_FOLDER=str(house.folder / "seal"),
        LOKET_SEAL_PASSPHRASE="open sesame",
        LOKET_SEAL_BESIDES=house.cluster.account.name,
    )
    with (house.folder / "said.log").open("ab") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "loket.config", "seal"],
            env=environment,
            stdout=said,
            stderr=said,
        )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def stopped_at(house: House, table: str, mode: str, *, role: str = roles.APP) -> Iterator[Waits]:
    """Whoever as ``role`` comes to this table waits; until the block ends."""
    with house.sql() as db, house.sql() as eyes, db.transaction(force_rollback=True):
        db.execute(f"LOCK TABLE {table} IN {mode} MODE")
        yield Waits(house, eyes, role, db.info.backend_pid)


@dataclass(frozen=True, slots=True)
class Waits:
    """Knows who waits for the lock."""

    house: House
    eyes: psycopg.Connection
    role: str
    holder: int

    def until_somebody_waits(self) -> None:
        """Bounded; what the house said stands in the failure."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not self.eyes.execute(WAITING, (self.role, self.holder)).fetchone()[0]:
            assert time.monotonic() < until, f"nobody comes to the lock: {self.house.said()}"
            time.sleep(0.05)


def kill_web_and_worker(house: House) -> None:
    """Whoever of the house was at it: kill -9, and they are gone when this returns."""
    victims = [pid for name in ("web worker", "web", "worker") for pid in pids_of(house, name)]
    for pid in victims:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + PATIENCE_SECONDS
    while any(is_alive(pid) for pid in victims):
        assert time.monotonic() < until, f"{victims} outlive a kill -9"
        time.sleep(0.02)


def _patiently(act: Callable[[], None]) -> None:
    """Again until it succeeds: a house whose processes were killed is back soon."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return act()
        except (httpx.HTTPError, AssertionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
