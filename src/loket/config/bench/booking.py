"""Hold and confirm: how many a second, and whether anything is lost when many want the same."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import timedelta
from statistics import median
from typing import Any

from loket.config.bench import _cpu, _judge, _load, _town
from loket.config.bench._bed import Bed, bed
from loket.config.bench._load import Visit, Visitor
from loket.kit.clock import now

SECONDS = 8
CONNECTIONS = 16
LEAST_PAIRS = 300
LEAST_OF_BARE = 0.6
#: The fight: clients in so many processes, on so many moments, so many times.
CLIENTS, CROWDS, MOMENTS, RUNS = 64, 4, 20, 10
CREATED, GONE, SERVER_ERROR = 201, 409, 500


def run() -> Iterator[dict[str, Any]]:
    """Speed with its limit, then the fight."""
    with bed() as made:
        made.run("loket.config.bench._town", _town.as_argument(_town.Town(60)))
        pairs = {bare: _pairs_a_second(made, bare=bare) for bare in (True, False)}
        ratio = round(pairs[False]["a_second"] / pairs[True]["a_second"], 2)
        yield {
            "figure": "hold + confirm", "value": pairs[False]["a_second"], "unit": "pairs/s",
            "limit": pairs[True]["a_second"], "limit_is": "without journal and outbox",
            "ratio": ratio, "at_least": LEAST_PAIRS, "at_least_ratio": LEAST_OF_BARE,
            "reached": pairs[False]["a_second"] >= LEAST_PAIRS and ratio >= LEAST_OF_BARE,
            "median_ms": pairs[False]["median_ms"], "cpu_ms": pairs[False]["cpu_ms"],
            "cpu_ms_of_limit": pairs[True]["cpu_ms"], "generator": _load.generator(),
            "connections": CONNECTIONS,
        }  # fmt: skip
    with bed() as made:
        made.run("loket.config.bench._town", _town.as_argument(_town.Town(1, days=3)))
        yield from _fights(made)


def _pairs_a_second(made: Bed, *, bare: bool) -> dict[str, float]:
    """Spread over the town, each moment once, as people who took what they were offered."""
    with made.sql() as db:
        _town.empty(db)
        _town.fill(db, load=0.4, seed=3)
        wanted = _free_moments(db, random.Random(5))  # noqa: S311 - visitors, not secrets
    visitors = [_pair(number, *moment) for number, moment in enumerate(wanted)]
    with made.serving(bare=bare) as server:
        warm, rest = visitors[:300], visitors[300:]
        _load.send(server.port, warm, connections=CONNECTIONS)
        roots = (server.process, made.postmaster())
        before = _cpu.seconds(roots)
        visits = _load.send(server.port, rest, connections=CONNECTIONS, seconds=SECONDS)
        used = _cpu.seconds(roots) - before
    _refuse_errors(visits)
    done = [visit for visit in visits if visit.then_status == CREATED]
    if len(done) < 0.95 * len(visits):
        raise RuntimeError(f"{len(visits) - len(done)} of {len(visits)} pairs were refused")
    return {
        "a_second": round(len(done) / max(visit.then_answered for visit in done)),
        "median_ms": round(1000 * median(v.then_answered - v.sent for v in done), 1),
        "cpu_ms": round(1000 * used / len(done), 2),
    }


def _pair(number: int, slot: str, product: str) -> Visitor:
    body = json.dumps({"slot": slot, "items": [{"product": product, "quantity": 1}]})
    person = {"hold": "@", "name": "An", "email": f"an.{number}~example.org"}
    then = ("POST", "/api/v1/appointments", json.dumps(person).replace("~", "\\u0040"))
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return Visitor(address, "POST", "/api/v1/holds", body, then)


def _free_moments(db: Any, dice: random.Random) -> list[tuple[str, str]]:
    """Moments and products that fit, none twice, in any order."""
    found = []
    skills: dict[int, list[list[str]]] = {}
    for location, able in db.execute(
        "SELECT location_id, skills FROM places_counter ORDER BY lane"
    ):
        skills.setdefault(location, []).append(able)
    rows = db.execute(
        "SELECT l.id, l.code, d.day, d.free FROM appointments_day d"
        " JOIN places_location l ON l.id = d.location_id WHERE d.day > %s",
        [now().date()],
    ).fetchall()
    for location, code, day, free_bits in rows:
        free = int(free_bits, 2)
        for lane, able in enumerate(skills[location]):
            for start, _, product, _ in _town.stretches(free, lane, able, 1.0, dice):
                clock = f"{start // 12:02}{start % 12 * 5:02}"
                found.append((f"{code}_{day}_{clock}", product))
    dice.shuffle(found)
    return found


def _refuse_errors(visits: list[Visit]) -> None:
    wrong = [v for v in visits if not v.status or max(v.status, v.then_status) >= SERVER_ERROR]
    if wrong:
        raise RuntimeError(f"{len(wrong)} lost or failed: {wrong[0]}")


# --- many clients on few moments ---


def _fights(made: Bed) -> Iterator[dict[str, Any]]:
    told = {"asked": 0, "held": 0, "confirmed": 0, "refused": 0}
    wrong = {"unservable": 0, "shared": 0, "lost": 0, "errors": 0}
    with made.serving(workers=CROWDS) as server:
        for seed in range(RUNS):
            with made.sql() as db:
                _town.empty(db)
                _town.fill(db, load=0.85, seed=seed)
            visits = _load.send(
                server.port, _crowd(seed), connections=CLIENTS // CROWDS, crowds=CROWDS
            )
            with made.sql() as db:
                for name, count in _count(visits).items():
                    told[name] += count
                for name, count in _faults(db, visits).items():
                    wrong[name] += count
    yield {
        "figure": "fight for few moments", "value": sum(wrong.values()), "unit": "faults",
        "limit": 0, "limit_is": "what the database allows", "ratio": 0.0,
        "reached": not any(wrong.values()), "runs": RUNS, "clients": CLIENTS, "processes": CROWDS,
        "moments": MOMENTS, **told, **wrong,
    }  # fmt: skip


def _crowd(seed: int) -> list[Visitor]:
    """Everybody wants one of the same few moments of tomorrow, with one product or another."""
    dice = random.Random(1000 + seed)  # noqa: S311 - visitors, not secrets
    day = now().date() + timedelta(days=1)
    starts = dice.sample(range(108, 204), MOMENTS)
    moments = [f"p0_{day}_{start // 12:02}{start % 12 * 5:02}" for start in starts]
    return [
        _pair(seed * 100_000 + number, dice.choice(moments), dice.choice(list(_town.PRODUCTS)))
        for number in range(CLIENTS * 10)
    ]


def _count(visits: list[Visit]) -> dict[str, int]:
    return {
        "asked": len(visits),
        "held": sum(visit.status == CREATED for visit in visits),
        "confirmed": sum(visit.then_status == CREATED for visit in visits),
        "refused": sum(visit.status == GONE for visit in visits),
    }


def _faults(db: Any, visits: list[Visit]) -> dict[str, int]:
    """Nobody who was told *held* may have lost it; every day must be servable."""
    told = {visit.hold for visit in visits if visit.status == CREATED}
    kept = {
        str(key)
        for (key,) in db.execute(
            "SELECT id FROM appointments_appointment WHERE state = ANY(%s)", [_judge.LIVE]
        ).fetchall()
    }
    return {
        "unservable": _judge.count_unservable_days(db),
        "shared": _judge.count_shared_moments(db),
        "lost": len(told - kept)
        + sum(visit.status == CREATED and visit.then_status != CREATED for visit in visits),
        "errors": sum(
            not visit.status or max(visit.status, visit.then_status) >= SERVER_ERROR
            for visit in visits
        ),
    }
