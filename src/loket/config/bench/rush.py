"""Twenty thousand people, one minute, three hundred moments.

*First come, first served* means: of those who want the same moment, nobody who came after
somebody else had been told that it is gone gets it. Who comes first is decided where the request
reaches the database; two who ask at the same time may come out either way.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from statistics import median, quantiles
from typing import Any

from loket.config.bench import _judge, _load, _town
from loket.config.bench._bed import Bed, bed
from loket.config.bench._load import Visit, Visitor
from loket.kit.clock import now

ARRIVALS, SECONDS, MOST_MEDIAN_MS = 20_000, 60, 300
#: So long the same crowd asks the bare view, to know what the machine can do for anybody.
BARE_SECONDS = 10
LOCATIONS, STARTS = 5, 30
PRODUCT = "KIDSID"
MINUTES = 15
#: Two unlike counters of each location serve the same moments.
COUNTERS = (
    _town.Counter(("identity",), "09:00", "16:30"),
    _town.Counter(("identity", "civil"), "09:00", "16:30"),
)
PLACES = LOCATIONS * STARTS * len(COUNTERS)
CONNECTIONS = 256
HELD, GONE, SERVER_ERROR = 201, 409, 500


def run() -> Iterator[dict[str, Any]]:
    """One rush on an empty day."""
    with bed() as made:
        town = _town.Town(LOCATIONS, COUNTERS, days=2)
        made.run("loket.config.bench._town", _town.as_argument(town))
        visitors = _arrivals()
        with made.serving() as server:
            warm = [Visitor("10.255.0.1", "GET", f"/api/v1/availability?item={PRODUCT}")] * 200
            _load.send(server.port, warm, connections=8)
            bare = _load.send(
                server.port, _bare(), connections=CONNECTIONS, rate=ARRIVALS / SECONDS
            )
            visits = _load.send(
                server.port, visitors, connections=CONNECTIONS, rate=ARRIVALS / SECONDS
            )
        yield _judged(made, visitors, visits, bare)


def _bare() -> list[Visitor]:
    count = ARRIVALS // SECONDS * BARE_SECONDS
    return [Visitor("10.254.0.1", "GET", "/api/bench/bare")] * count


def _arrivals() -> list[Visitor]:
    """Each from an address of its own, for any of the moments of tomorrow."""
    dice = random.Random(7)  # noqa: S311 - visitors, not secrets
    day = now().date() + timedelta(days=1)
    slots = []
    for location in range(LOCATIONS):
        for start in range(STARTS):
            hour, minute = divmod(9 * 60 + MINUTES * start, 60)
            slots.append(f"p{location}_{day}_{hour:02}{minute:02}")
    return [
        Visitor(
            f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}",
            "POST",
            "/api/v1/holds",
            json.dumps(
                {"slot": dice.choice(slots), "items": [{"product": PRODUCT, "quantity": 1}]}
            ),
        )
        for number in range(ARRIVALS)
    ]


def _judged(
    made: Bed, visitors: list[Visitor], visits: list[Visit], bare: list[Visit]
) -> dict[str, Any]:
    with made.sql() as db:
        (kept,) = db.execute(
            "SELECT count(*) FROM appointments_appointment WHERE state = 'held'"
        ).fetchone() or (0,)
        shared, unservable = _judge.count_shared_moments(db), _judge.count_unservable_days(db)
    waited = [1000 * visit.waited for visit in visits]
    held = sum(visit.status == HELD for visit in visits)
    errors = sum(not visit.status or visit.status >= SERVER_ERROR for visit in visits)
    middle, late = round(median(waited), 1), _count_overtaken(visitors, visits)
    limit = round(1000 * median(visit.waited for visit in bare), 1)
    return {
        "figure": "median answer in a rush", "value": middle, "unit": "ms",
        "limit": limit, "limit_is": "the same crowd before a bare view with one indexed query",
        "ratio": round(middle / limit, 2), "at_most": MOST_MEDIAN_MS,
        "reached": not errors and middle < MOST_MEDIAN_MS and held == kept == PLACES
        and not (shared or unservable or late),
        "p95_ms": round(quantiles(waited, n=20)[-1], 1),
        "p99_ms": round(quantiles(waited, n=100)[-1], 1), "slowest_ms": round(max(waited), 1),
        "arrivals": len(visits), "seconds": round(max(visit.answered for visit in visits), 1),
        "places": PLACES, "told_held": held, "kept": kept,
        "told_gone": sum(visit.status == GONE for visit in visits), "errors_5xx": errors,
        "twice": shared, "unservable_days": unservable, "overtaken": late,
        "generator": _load.generator(),
    }  # fmt: skip


def _count_overtaken(visitors: list[Visitor], visits: list[Visit]) -> int:
    """Holds asked for after somebody had been told that this moment is gone."""
    gone: dict[str, float] = defaultdict(lambda: float("inf"))
    for visit in visits:
        if visit.status == GONE:
            slot = visitors[visit.visitor].body
            gone[slot] = min(gone[slot], visit.answered)
    return sum(
        visit.status == HELD and visit.sent > gone[visitors[visit.visitor].body] for visit in visits
    )
