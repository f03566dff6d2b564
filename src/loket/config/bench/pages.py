"""What a public page costs: its time on the server, and its weight on a first visit."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any

from loket.config import env
from loket.config.bench._bed import Bed, Served, bed

CITIES = env.REPOSITORY / "src" / "loket" / "cities"
ROUNDS = 12
MOST_MS, MOST_BYTES = 100, 100_000
#: Style and script of a page; pictures and letters are not weighed.
PARTS = re.compile(rb'(?:href|src)="(/[^"]+\.(?:css|js))"')
PAGES = (
    "/", "/search?q=kaart", "/products/", "/locations/", "/where", "/book", "/appointments/",
    "/charter", "/roadmap", "/decisions", "/accessibility", "/hours",
)  # fmt: skip
GOOD = 200


def run() -> Iterator[dict[str, Any]]:
    """Every public page of the demo's city, one at a time."""
    with bed() as made:
        city = Path((CITIES / "demo.txt").read_text().strip())
        made.run("loket.config", "city", "load", str(CITIES / city))
        paths = _paths(made)
        with made.serving(workers=1) as server:
            took, weighs = _measure(server, paths)
            bare, _ = _measure(server, ["/api/bench/bare"])
    slow, heavy = max(took, key=lambda path: took[path]), max(weighs, key=lambda p: weighs[p])
    limit = bare["/api/bench/bare"]
    yield {
        "figure": "slowest public page", "value": took[slow], "unit": "ms", "limit": limit,
        "limit_is": "a bare view with one indexed query", "ratio": round(took[slow] / limit, 1),
        "at_most": MOST_MS, "reached": took[slow] < MOST_MS, "page": slow,
        "median_page_ms": round(median(took.values()), 1), "pages": len(took),
    }  # fmt: skip
    shared = min(weighs.values())
    yield {
        "figure": "heaviest public page on a first visit", "value": weighs[heavy], "unit": "bytes",
        "limit": shared, "limit_is": "the lightest page", "ratio": round(weighs[heavy] / shared, 2),
        "at_most": MOST_BYTES, "reached": weighs[heavy] < MOST_BYTES, "page": heavy,
        "pages": len(weighs),
    }  # fmt: skip


def _paths(made: Bed) -> list[str]:
    """The pages that every city has, and those of each product, theme and location of this one."""
    with made.sql() as db:
        products = [code for (code,) in db.execute("SELECT code FROM catalogue_product ORDER BY 1")]
        places = [code for (code,) in db.execute("SELECT code FROM places_location ORDER BY 1")]
    return [
        *PAGES,
        *(f"/products/{code}" for code in products),
        *(f"/locations/{code}" for code in places),
        *(f"/book/moments?item={code}:1" for code in products),
        *(f"/where?item={code}:1" for code in products),
    ]


def _measure(server: Served, paths: list[str]) -> tuple[dict[str, float], dict[str, int]]:
    """Median milliseconds and bytes of each; a page that is not there is no page."""
    link = HTTPConnection("127.0.0.1", server.port)
    parts: dict[str, int] = {}
    weighs: dict[str, int] = {}
    for path in paths:
        status, body = _get(link, path)
        if status == GOOD:
            found = [part.decode() for part in set(PARTS.findall(body))]
            parts |= {part: len(_get(link, part)[1]) for part in found if part not in parts}
            weighs[path] = len(body) + sum(parts[part] for part in found)
        elif path in PAGES:
            raise RuntimeError(f"{path} answers with {status}")
    took: dict[str, list[float]] = {path: [] for path in weighs}
    for _ in range(ROUNDS):
        for path, times in took.items():
            began = time.perf_counter()
            _get(link, path)
            times.append(1000 * (time.perf_counter() - began))
    return {path: round(median(times), 1) for path, times in took.items()}, weighs


def _get(link: HTTPConnection, path: str) -> tuple[int, bytes]:
    link.request("GET", path, headers={"Accept": "text/html"})
    answer = link.getresponse()
    return answer.status, answer.read()
