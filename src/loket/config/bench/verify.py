"""What checking a document costs, through HTTP, with the limit against guessing on.

The limit is a view of ours with one indexed query: the same server, middleware and database, and
nothing to find out about a client. Both are asked by turns. That the limit against guessing was on
is tried out afterwards: a stranger who guesses is turned away.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from http import HTTPStatus
from statistics import median
from typing import Any, Final

from loket.config.bench import _cpu, _load, _town, _turns
from loket.config.bench._bed import Bed, Served, bed
from loket.config.bench._load import Visitor
from loket.config.cluster import roles

DOCUMENTS: Final = 300
TURNS, SECONDS, CONNECTIONS = 5, 2, 8
LEAST_OF_BARE: Final = 0.6
#: Codes without a mistake in them that no document has.
GUESSES: Final = 25
UNKNOWN_CODE: Final = "333333333333333"
GUESSER: Final = "10.9.9.9"
BARE: Final = Visitor("10.0.0.1", "GET", "/api/bench/bare")


def run() -> Iterator[dict[str, Any]]:
    """Known codes from many addresses, beside the bare view with one query."""
    with bed() as made:
        made.run("loket.config.bench._town", _town.as_argument(_town.Town(1)))
        visitors = _visitors(_codes(made))
        with made.serving() as server:
            for warming in ([BARE], visitors):
                _ask(server, warming)
            turns = [
                (_cost(made, server, [BARE]), _cost(made, server, visitors)) for _ in range(TURNS)
            ]
            turned_away = _guess(server)
    yield _told([bare for bare, _ in turns], [asked for _, asked in turns], turned_away)


def _told(
    bare: list[dict[str, float]], asked: list[dict[str, float]], turned_away: int
) -> dict[str, Any]:
    ratio = _turns.share(_each(asked, "a_second"), _each(bare, "a_second"))
    return {
        "figure": "documents checked a second", "value": median(_each(asked, "a_second")),
        "unit": "1/s", "limit": median(_each(bare, "a_second")),
        "limit_is": "a bare view with one indexed query", "ratio": ratio,
        "at_least": LEAST_OF_BARE, "reached": ratio >= LEAST_OF_BARE and turned_away > 0,
        "ms": median(_each(asked, "ms")), "bare_ms": median(_each(bare, "ms")),
        "median_ms": median(_each(asked, "median_ms")), "guesses_turned_away": turned_away,
        "turns": TURNS, "documents": DOCUMENTS, "generator": _load.generator(),
    }  # fmt: skip


def _each(turns: list[dict[str, float]], key: str) -> list[float]:
    return [turn[key] for turn in turns]


def _guess(server: Served) -> int:
    """How many guesses of one stranger are turned away."""
    guessing = [Visitor(GUESSER, "GET", f"/api/v1/documents/{UNKNOWN_CODE}")] * GUESSES
    answers = _load.send(server.port, guessing, connections=1)
    return sum(one.status == HTTPStatus.TOO_MANY_REQUESTS for one in answers)


def _codes(made: Bed) -> list[str]:
    """Codes of documents that were really issued and sealed."""
    target = made.folder / "codes.json"
    subprocess.run(
        [sys.executable, "-m", "loket.config.bench._codes", str(DOCUMENTS), str(target)],
        check=True,
        stdout=subprocess.DEVNULL,
        env=made.environment(
            roles.OWNER,
            LOKET_BENCH_SEAL=str(made.folder / "seal"),
            LOKET_BENCH_POSTMASTER=str(made.postmaster()),
        ),
    )
    codes: list[str] = json.loads(target.read_text())
    return codes


def _visitors(codes: list[str]) -> list[Visitor]:
    return [
        Visitor(f"10.1.{number >> 8}.{number & 255}", "GET", f"/api/v1/documents/{code}")
        for number, code in enumerate(codes)
    ]


def _cost(made: Bed, server: Served, visitors: list[Visitor]) -> dict[str, float]:
    roots = (server.process, made.postmaster())
    before = _cpu.seconds(roots)
    visits = _ask(server, visitors)
    used = _cpu.seconds(roots) - before
    failed = {visit.status for visit in visits} - {HTTPStatus.OK}
    if failed:
        raise RuntimeError(f"answers with {failed}")
    return {
        "ms": round(1000 * used / len(visits), 3),
        "a_second": round(len(visits) / SECONDS),
        "median_ms": round(1000 * median(visit.waited for visit in visits), 2),
    }


def _ask(server: Served, visitors: list[Visitor]) -> list[_load.Visit]:
    return _load.send(server.port, visitors, connections=CONNECTIONS, seconds=SECONDS)
