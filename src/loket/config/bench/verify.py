"""What checking a document costs, through HTTP, with the limit against guessing on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from statistics import median
from typing import Any

from loket.config.bench import _cpu, _load, _town
from loket.config.bench._bed import Bed, Served, bed
from loket.config.bench._load import Visitor
from loket.config.cluster import roles

DOCUMENTS = 300
SECONDS, CONNECTIONS = 8, 8
LEAST_OF_BARE = 0.6


def run() -> Iterator[dict[str, Any]]:
    """Known codes from many addresses, beside the bare view with one query."""
    with bed() as made:
        made.run("loket.config.bench._town", _town.as_argument(_town.Town(1)))
        visitors = _visitors(_codes(made))
        with made.serving() as server:
            bare_visitors = [Visitor("10.0.0.1", "GET", "/api/bench/bare")]
            for warming in (bare_visitors, visitors):
                _ask(server, warming, seconds=2)
            bare, asked = _cost(made, server, bare_visitors), _cost(made, server, visitors)
    ratio = asked["a_second"] / bare["a_second"]
    yield {
        "figure": "documents checked a second", "value": asked["a_second"], "unit": "1/s",
        "limit": bare["a_second"], "limit_is": "a bare view with one indexed query",
        "ratio": round(ratio, 2), "at_least": LEAST_OF_BARE, "reached": ratio >= LEAST_OF_BARE,
        "ms": asked["ms"], "bare_ms": bare["ms"], "median_ms": asked["median_ms"],
        "documents": DOCUMENTS, "generator": _load.generator(),
    }  # fmt: skip


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
    visits = _ask(server, visitors, seconds=SECONDS)
    used = _cpu.seconds(roots) - before
    failed = {visit.status for visit in visits} - {200}
    if failed:
        raise RuntimeError(f"answers with {failed}")
    return {
        "ms": round(1000 * used / len(visits), 3),
        "a_second": round(len(visits) / SECONDS),
        "median_ms": round(1000 * median(visit.waited for visit in visits), 2),
    }


def _ask(server: Served, visitors: list[Visitor], *, seconds: int) -> list[_load.Visit]:
    return _load.send(server.port, visitors, connections=CONNECTIONS, seconds=seconds)
