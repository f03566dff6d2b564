"""Visitors for a server: a small C program, compiled when needed; threads without a compiler."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("load.c")
NOTHING = "-"
HELD = 201


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at an address who asks once, or twice: `@` in the second body is the hold."""

    address: str
    method: str
    path: str
    body: str = NOTHING
    then: tuple[str, str, str] | None = None

    def line(self) -> str:
        """As `load.c` reads it."""
        return "\t".join((self.address, self.method, self.path, self.body, *(self.then or ())))


@dataclass(frozen=True, slots=True)
class Visit:
    """What happened to one visitor; times in seconds since the start, status 0 for a lost line."""

    visitor: int
    due: float
    sent: float
    answered: float
    status: int
    then_sent: float
    then_answered: float
    then_status: int
    hold: str

    @property
    def waited(self) -> float:
        """From the arrival, not from when a connection was free for it."""
        return self.answered - self.due


def generator() -> str:
    """Which one there is: `c`, or `python`, which takes more of the machine."""
    return "c" if _program() else "python"


@cache
def _program() -> Path | None:
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return None
    program = Path(tempfile.mkdtemp(prefix="loket-load-")) / "load"
    done = subprocess.run(
        [compiler, "-O2", "-D_GNU_SOURCE", "-o", program, SOURCE], capture_output=True, check=False
    )
    return program if done.returncode == 0 else None


def send(
    port: int,
    visitors: Sequence[Visitor],
    *,
    connections: int,
    seconds: int = 0,
    rate: float = 0.0,
    crowds: int = 1,
) -> list[Visit]:
    """Every visitor once, or for so many seconds; `rate` a second, or as fast as answers come.

    With several `crowds` the visitors are dealt out to as many processes.
    """
    program = _program()
    if program is None:
        return _with_threads(port, visitors, connections * crowds, seconds, rate)
    with tempfile.TemporaryDirectory(prefix="loket-load-") as folder:
        running = []
        for crowd in range(crowds):
            script = Path(folder) / f"script{crowd}"
            script.write_text("".join(f"{one.line()}\n" for one in visitors[crowd::crowds]))
            numbers = (port, script, connections, seconds, rate)
            arguments = [str(program), *map(str, numbers)]
            running.append(subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True))
        said = [each.communicate()[0] for each in running]
        if any(each.returncode for each in running):
            raise RuntimeError("the load generator failed")
    return [visit for crowd, text in enumerate(said) for visit in _read(text, crowd, crowds)]


def _read(text: str, crowd: int, crowds: int) -> Iterator[Visit]:
    for line in text.splitlines():
        visitor, due, sent, answered, status, then_sent, then_answered, then_status, hold = (
            line.split("\t")
        )
        yield Visit(
            int(visitor) * crowds + crowd, int(due) / 1e6, int(sent) / 1e6, int(answered) / 1e6,
            int(status), int(then_sent) / 1e6, int(then_answered) / 1e6, int(then_status), hold,
        )  # fmt: skip


def _with_threads(
    port: int, visitors: Sequence[Visitor], connections: int, seconds: int, rate: float
) -> list[Visit]:
    began, visits, lock, turn = time.monotonic(), [], threading.Lock(), iter(range(10**9))

    def one_link() -> None:
        link = http.client.HTTPConnection("127.0.0.1", port)
        while True:
            with lock:
                number = next(turn)
            due = number / rate if rate else time.monotonic() - began
            if due >= seconds if seconds else number >= len(visitors):
                return
            time.sleep(max(0.0, began + due - time.monotonic()))
            visits.append(_visit(link, number, visitors[number % len(visitors)], due, began))

    threads = [threading.Thread(target=one_link) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return visits


def _visit(
    link: http.client.HTTPConnection, number: int, one: Visitor, due: float, began: float
) -> Visit:
    sent = time.monotonic() - began
    status, body = _ask(link, one.address, one.method, one.path, one.body)
    answered = time.monotonic() - began
    hold = json.loads(body)["hold"] if status == HELD and b'"hold"' in body else ""
    if not (hold and one.then):
        return Visit(number, due, sent, answered, status, 0, 0, 0, hold)
    method, path, then = one.then
    then_status, _ = _ask(link, one.address, method, path, then.replace("@", hold))
    return Visit(
        number, due, sent, answered, status, answered, time.monotonic() - began, then_status, hold
    )


def _ask(
    link: http.client.HTTPConnection, address: str, method: str, path: str, body: str
) -> tuple[int, bytes]:
    headers = {"X-Forwarded-For": address, "Content-Type": "application/json"}
    try:
        link.request(method, path, None if body == NOTHING else body, headers)
        answer = link.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        link.close()
        return 0, b""
