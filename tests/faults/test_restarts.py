"""A demo is what it was after Ctrl-C and after kill -9, and two of them do not meet."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from tests.factories.pack import FILES, edit, write_pack
from tests.faults.house import clean_environment, two_free_ports, within

from loket.config import cluster

pytestmark = pytest.mark.xdist_group("storms")

#: A start takes some five seconds on two free cores.
AT_MOST_SECONDS = 900
START_SECONDS = STOP_SECONDS = 240.0

#: Counters that are open at all hours, so that no test depends on the time at which it runs.
COUNTERS = """
[[counters]]
lane = 0
name = "Loket 1"
skills = ["identity"]
valid_from = 2020-01-01

[[counters]]
lane = 1
name = "Loket 2"
skills = ["identity"]
valid_from = 2020-01-01

[[windows]]
purpose = "counter"
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
opens = 07:00:00
closes = 21:00:00
valid_from = 2020-01-01
fictional = true
source = "invented"
"""


@dataclass(slots=True)
class Demo:
    """`loket demo` with a pack of its own, on a port of its own."""

    var: Path
    pack: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    def start(self, *more: str) -> Demo:
        """Returns when it says that it is open."""
        log = self.var / f"{self.port}.log"
        with log.open("wb") as said:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "loket.config", "demo", "--no-browser"),
                    *(f"--port={self.port}", f"--city={self.pack}", *more),
                ],
                env=clean_environment() | {"LOKET_VAR": str(self.var), "LOKET_PLAIN_STATIC": "1"},
                stdout=said,
                stderr=said,
            )
        until = time.monotonic() + START_SECONDS
        while "Loket is open." not in log.read_text():
            assert self.process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.05)
        return self

    def end(self, kind: signal.Signals) -> int:
        """Its exit code."""
        assert self.process is not None
        self.process.send_signal(kind)
        return self.process.wait(STOP_SECONDS)

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """The answer of the API; the status when it is a refusal."""
        content = None if body is None else json.dumps(body).encode()
        request = Request(f"http://127.0.0.1:{self.port}/api/v1{path}", content, method=method)
        request.add_header("Content-Type", "application/json")
        try:
            with urlopen(request, timeout=START_SECONDS) as answer:
                return json.load(answer)
        except HTTPError as refused:
            return refused.code

    def book(self) -> str:
        """The address, below the API, of an appointment made now."""
        items = [{"product": "PASSPORT", "quantity": 1}]
        slots = self.ask("GET", "/availability?item=PASSPORT:1&limit=5")["slots"]
        held = self.ask("POST", "/holds", {"slot": slots[-1]["slot"], "items": items})["hold"]
        contact = {"name": "An Peeters", "email": "an@example.org"}
        booked = self.ask("POST", "/appointments", {"hold": held, **contact})
        secret = booked["manage_url"].partition("?s=")[2]
        return f"/appointments/{booked['code']}?s={secret}"


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Where the demos keep their cluster; whatever a test leaves, nothing runs there afterwards."""
    made = Path(tempfile.mkdtemp(prefix="loket-demos-"))
    made.chmod(0o755)
    write_pack(made / "pack", locations__hall=FILES["locations/hall.toml"] + COUNTERS)
    yield made
    with cluster.running(made):
        pass
    shutil.rmtree(made, ignore_errors=True)


@contextmanager
def demos(folder: Path, count: int) -> Iterator[list[Demo]]:
    """Not started yet; ended afterwards, as they are."""
    made: list[Demo] = []
    for _ in range(count):
        port = two_free_ports(given=[one.port for one in made])
        made.append(Demo(folder, folder / "pack", port))
    try:
        with within(AT_MOST_SECONDS):
            yield made
    finally:
        for demo in made:
            if demo.process is not None and demo.process.poll() is None:
                demo.end(signal.SIGTERM)


def test_a_booking_outlives_ctrl_c_and_kill_and_only_fresh_starts_anew(folder: Path) -> None:
    with demos(folder, 1) as [demo]:
        own = demo.start().book()
        assert demo.end(signal.SIGINT) == 0
        assert demo.start().ask("GET", own)["state"] == "booked"
        assert demo.end(signal.SIGKILL) == -signal.SIGKILL
        assert demo.start().ask("GET", own)["state"] == "booked"
        assert demo.end(signal.SIGTERM) == 0
        assert demo.start("--fresh").ask("GET", own) == 404
        assert demo.book()


def test_a_second_demo_beside_the_first_has_a_city_of_its_own(folder: Path) -> None:
    with demos(folder, 2) as [first, second]:
        own = first.start().book()
        assert second.start().ask("GET", own) == 404
        assert first.end(signal.SIGINT) == 0
        assert second.book(), "the second goes on when the first ends"


def test_a_pack_edited_wrongly_leaves_the_running_city_as_it_was(folder: Path) -> None:
    wrong = folder / "wrong"
    shutil.copytree(folder / "pack", wrong)
    edit(wrong, "city.toml", 'name.nl = "Teststad"', 'name.nl = "Andere stad"')
    edit(wrong, "locations/hall.toml", "opens = 07:00:00", "opens = 22:00:00")
    with demos(folder, 1) as [demo]:
        before = demo.start().ask("GET", "/locations")
        loaded = subprocess.run(
            [sys.executable, "-m", "loket.config", "city", "load", wrong],
            env=clean_environment()
            | {"LOKET_VAR": str(folder), "LOKET_DATABASE": f"loket_{demo.port}"},
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
            check=False,
        )
        assert loaded.returncode == 1
        assert "hall.toml" in loaded.stderr
        assert demo.ask("GET", "/locations") == before
        assert demo.book(), "the city goes on"
