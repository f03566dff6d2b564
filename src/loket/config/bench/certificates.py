"""What a document of the city's own costs, beside the bare typesetting, QR code, seal and stamp.

``LOKET_BENCH_DOCUMENTS`` says how many are issued (2,000; 20,000 shows the memory for longer).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from loket.config import env
from loket.config.bench import _issuing, _town
from loket.config.bench._bed import Bed, bed
from loket.config.cluster import roles

LEAST_OF_BARE = 0.6
LEAST_A_SECOND = 30
MEMORY_BAND = 0.10


def run() -> Iterator[dict[str, Any]]:
    """Each route in a database of its own."""
    count = env.number("LOKET_BENCH_DOCUMENTS", 2000)
    for route in _issuing.ROUTES:
        with bed() as made:
            made.run("loket.config.bench._town", _town.as_argument(_town.Town(1)))
            yield from _told(route, _measured(made, route, count))


def _measured(made: Bed, route: str, count: int) -> dict[str, Any]:
    target = made.folder / "issued.json"
    subprocess.run(
        [sys.executable, "-m", "loket.config.bench._issuing", route, str(count), str(target)],
        check=True,
        stdout=subprocess.DEVNULL,
        env=made.environment(
            roles.OWNER,
            LOKET_BENCH_SEAL=str(made.folder / "seal"),
            LOKET_BENCH_POSTMASTER=str(made.postmaster()),
        ),
    )
    measured: dict[str, Any] = json.loads(target.read_text())
    return measured


def _told(route: str, measured: dict[str, Any]) -> Iterator[dict[str, Any]]:
    whole, bare = 1 / measured["whole"], 1 / measured["bare"]
    ratio = whole / bare
    common = {"route": route, "documents": measured["documents"], "key": "RSA-3072 in a file"}
    yield {
        "figure": "documents a second and core", "value": round(whole, 1), "unit": "1/s",
        "limit": round(bare, 1), "limit_is": "bare typesetting, QR code, seal and time stamp",
        "ratio": round(ratio, 2), "at_least": LEAST_OF_BARE, "at_least_a_second": LEAST_A_SECOND,
        "reached": ratio >= LEAST_OF_BARE and whole >= LEAST_A_SECOND, **common,
    }  # fmt: skip
    change = measured["memory_last"] / measured["memory_first"] - 1
    yield {
        "figure": "memory of the process that issues", "unit": "MB",
        "value": round(measured["memory_last"] / 2**20, 1),
        "limit": round(measured["memory_first"] / 2**20, 1),
        "limit_is": "its memory after the first quarter", "ratio": round(1 + change, 3),
        "at_most": 1 + MEMORY_BAND, "reached": abs(change) <= MEMORY_BAND, **common,
    }  # fmt: skip
