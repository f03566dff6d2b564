"""What a search over all locations costs, through HTTP, PostgreSQL's part included."""

from __future__ import annotations

import random
from collections.abc import Iterator
from statistics import median
from typing import Any
from urllib.parse import urlencode

from loket.config.bench import _cpu, _load, _town
from loket.config.bench._bed import Bed, Served, bed
from loket.config.bench._load import Visitor

LOAD = 0.7
SECONDS = 8
CONNECTIONS = 8
#: Locations, and the most milliseconds of processor a search may take there.
SIZES = ((10, 2.0), (40, 3.0), (500, 8.0))
ONE = (("KIDSID",), ("PASSPORT",), ("LICENCE",), ("BIRTH",))
SEVERAL = (("KIDSID:2", "PASSPORT"), ("PASSPORT:2", "BIRTH"), ("KIDSID", "LICENCE", "PASSPORT"))
MOST_TIMES_ONE = 2.0
LEAST_OF_BARE = 0.5


def run() -> Iterator[dict[str, Any]]:
    """Each size in a town of its own."""
    for locations, limit in SIZES:
        with bed() as made:
            made.run("loket.config.bench._town", _town.as_argument(_town.Town(locations)))
            with made.sql() as db:
                visits = _town.fill(db, load=LOAD, seed=locations)
                taken = _share_taken(db)
            yield from _measure(made, locations, limit, {"visits": visits, "load": taken})


def _measure(
    made: Bed, locations: int, limit: float, facts: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    with made.serving() as server:
        for paths in (_bare(), _searches(ONE), _searches(SEVERAL)):
            _ask(server, paths, seconds=2)
        bare = _cost(made, server, _bare())
        one = _cost(made, server, _searches(ONE))
        several = _cost(made, server, _searches(SEVERAL))
    common = {"locations": locations, "days": 28, "counters": 6, **facts}
    yield {
        "figure": "CPU per search", "value": one["ms"], "unit": "ms", "limit": bare["ms"],
        "limit_is": "a bare view with one indexed query", "ratio": round(one["ms"] / bare["ms"], 2),
        "at_most": limit, "reached": one["ms"] <= limit, "median_ms": one["median_ms"], **common,
    }  # fmt: skip
    ratio = round(several["ms"] / one["ms"], 2)
    yield {
        "figure": "CPU per search for several products", "value": several["ms"], "unit": "ms",
        "limit": one["ms"], "limit_is": "a search for one product", "ratio": ratio,
        "at_most": MOST_TIMES_ONE, "reached": ratio <= MOST_TIMES_ONE, **common,
    }  # fmt: skip
    share = round(one["a_second"] / bare["a_second"], 2)
    yield {
        "figure": "searches a second", "value": one["a_second"], "unit": "1/s",
        "limit": bare["a_second"], "limit_is": "the bare view", "ratio": share,
        "at_least": LEAST_OF_BARE, "reached": share >= LEAST_OF_BARE,
        "generator": _load.generator(), **common,
    }  # fmt: skip


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


def _bare() -> list[Visitor]:
    return [Visitor("10.0.0.1", "GET", "/api/bench/bare")]


def _searches(wanted: tuple[tuple[str, ...], ...]) -> list[Visitor]:
    """Every visitor from a place of her own, some with a wish about the time."""
    dice = random.Random(len(wanted))  # noqa: S311 - visitors, not secrets
    visitors = []
    for number in range(997):
        lat, lon = (round(at + dice.uniform(-0.1, 0.1), 4) for at in _town.CENTRE)
        asked: dict[str, Any] = {"item": wanted[number % len(wanted)], "near": f"{lat},{lon}"}
        if number % 5 == 0:
            asked["evening"] = "true"
        path = f"/api/v1/availability?{urlencode(asked, doseq=True)}"
        visitors.append(Visitor(f"10.0.{number >> 8}.{number & 255}", "GET", path))
    return visitors


def _share_taken(db: Any) -> float:
    opened, free = db.execute(
        "SELECT sum(bit_count(open)), sum(bit_count(free)) FROM appointments_day"
    ).fetchone()
    return round(1 - float(free) / float(opened), 3)
