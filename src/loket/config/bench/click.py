"""How long a resident waits from the click to the sealed PDF, ten of them at once.

Real processes over HTTP: the web server, the sealing process, the database. The register is the
simulator, which thinks 50 ms about each person. From sending the form until the last byte of the
document is here, with the page between them; sealing is in it. The limit is the register's own
time, which nobody who asks it can save.
"""

from __future__ import annotations

import http.client
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from statistics import median, quantiles
from typing import Any, Final
from urllib.parse import urlencode
from uuid import uuid4

from loket.config import demoseal, lifeline
from loket.config.bench._bed import PATIENCE_SECONDS, Bed, bed
from loket.config.bench.certificates import load_city
from loket.config.cluster import roles
from loket.kit import clock

AT_ONCE, TURNS, WARM = 10, 6, 2
REGISTER_SECONDS: Final = 0.05
MOST_MS: Final = 400.0
PASSPHRASE: Final = "bench"  # noqa: S105 - of a key that lives for minutes


@dataclass(frozen=True, slots=True)
class Client:
    """A browser in which somebody is signed in."""

    port: int
    session: str
    product: str

    def click(self) -> float:
        """Seconds from the form to the whole document."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        token = secrets.token_hex(16)
        headers = {"Cookie": f"resident={self.session}; csrftoken={token}"}
        form = {"key": str(uuid4()), "whose": "self", "way": "download"}
        form["csrfmiddlewaretoken"] = token
        typed = {"Content-Type": "application/x-www-form-urlencoded"}
        began = time.monotonic()
        link.request("POST", f"/certificates/{self.product}", urlencode(form), headers | typed)
        page = _expect(link, HTTPStatus.FOUND)[0]
        link.request("GET", page, headers=headers)
        _expect(link, HTTPStatus.OK)
        link.request("GET", f"{page}/download", headers=headers)
        pdf = _expect(link, HTTPStatus.OK)[1]
        waited = time.monotonic() - began
        if not pdf.startswith(b"%PDF-"):
            raise RuntimeError("that is no document")
        return waited


def _expect(link: http.client.HTTPConnection, status: HTTPStatus) -> tuple[str, bytes]:
    answer = link.getresponse()
    body = answer.read()
    if answer.status != status:
        raise RuntimeError(f"answers with {answer.status}")
    return answer.headers.get("Location", ""), body


def run() -> Iterator[dict[str, Any]]:
    """Ten at once, some times over; the first times warm everything up."""
    with bed() as made:
        load_city(made)
        told = _sign_in(made)
        register = {"LOKET_BENCH_RESIDENTS": str(AT_ONCE)}
        with _sealing(made), made.serving(more=register) as server:
            clients = [Client(server.port, one, told["product"]) for one in told["sessions"]]
            waits = [_at_once(clients) for _ in range(WARM + TURNS)][WARM:]
    yield told_of([one for turn in waits for one in turn])


def told_of(waits: Sequence[float]) -> dict[str, Any]:
    """The middle and the slow end of what people waited, in milliseconds."""
    middle, late = 1000 * median(waits), 1000 * quantiles(waits, n=20)[-1]
    limit = 1000 * REGISTER_SECONDS
    return {
        "figure": "click to sealed PDF", "value": round(middle), "unit": "ms",
        "limit": round(limit), "limit_is": "what the register alone takes for an answer",
        "ratio": round(middle / limit, 1), "at_most": MOST_MS, "reached": middle < MOST_MS,
        "p95_ms": round(late), "at_once": AT_ONCE, "clicks": len(waits),
        "cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


def _at_once(clients: Sequence[Client]) -> list[float]:
    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(Client.click, clients))


def _sign_in(made: Bed) -> dict[str, Any]:
    target = made.folder / "sessions.json"
    subprocess.run(
        [sys.executable, "-m", "loket.config.bench._clicking", str(AT_ONCE), str(target)],
        check=True,
        env=made.environment(roles.APP),
    )
    told: dict[str, Any] = json.loads(target.read_text())
    return told


@contextmanager
def _sealing(made: Bed) -> Iterator[None]:
    """The sealing process as the demo runs it: its own role, and as root a user of its own."""
    folder = made.folder / "seal"
    demoseal.make(folder, PASSPHRASE, now=clock.now())
    sealer = {
        "LOKET_SEALER_DATABASE_URL": made.environment(roles.SEALER)["DATABASE_URL"],
        "LOKET_SEAL_FOLDER": str(folder),
        "LOKET_SEAL_PASSPHRASE": PASSPHRASE,
        "LOKET_SEAL_BESIDES": made.cluster.account.name,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "loket.config", "seal"],
        env=made.environment(roles.SEALER, **sealer),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lifeline.die_with_parent,  # noqa: PLW1509 - before any thread
    )
    try:
        _wait_until_enlisted(made)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _wait_until_enlisted(made: Bed) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    with made.sql() as db:
        while time.monotonic() < until:
            if db.execute("SELECT FROM documents_material").fetchone() is not None:
                return
            db.rollback()
            time.sleep(0.1)
    raise RuntimeError("nobody seals")
