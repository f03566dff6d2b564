"""What a guarded look-up costs on the in-process simulator, beside its evidence written bare.

A guarded look-up commits the intent with its line in the journal, to the disk, before the question
leaves (the same statement finds whom the question is about); it commits the outcome with its line,
which here need not wait for the disk. The limit is the insert-and-commit of the same four rows in
the same two transactions by the driver alone: no purpose, no ground, no person, no question, each
statement planned once per connection as ours are. ``one_row`` is one raw insert-and-commit of the
intent's row, which is no evidence by itself (ADR 14). All by turns, on the same disk in the same
second; a share is the middle of the turns. Who waits is counted in ``a second``; ``CPU`` is our
process, the database's stands beside it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import mean, median
from typing import Any, Final
from uuid import UUID, uuid4

import psycopg

from loket.config.bench import _cpu, _turns
from loket.config.bench._bed import bed
from loket.config.cluster import roles
from loket.kit import clock

MODULE: Final = "loket.config.bench.guard"
TURNS, EACH = 40, 25
MOST_CPU_MS: Final = 1.0
LEAST_OF_RAW: Final = 0.6
ROW: Final = (
    "INSERT INTO registers_lookup (id, at, actor, team, register, inquiry, about, purpose,"
    " ground_kind, ground_reference, reason, kinds) VALUES (%(id)s, %(at)s, 'system:bench', '',"
    " 'population', 'person', gen_random_uuid(), 'bench', 'bench', '1', '', '{name}')"
)
LINE: Final = (
    "INSERT INTO journal_line (at, act, actor, purpose, subject, before, after) VALUES (%(at)s,"
    " 'bench', 'system:bench', 'bench', 'look_up:' || %(id)s::text, NULL, '{\"bench\": 1}')"
)
INTENT: Final = f"WITH evidence AS ({ROW}) {LINE}"
OUTCOME: Final = f"""
WITH eased AS (SELECT set_config('synchronous_commit', 'off', true)), evidence AS (
    INSERT INTO registers_outcome (look_up_id, at, result, flags)
    SELECT %(id)s, %(at)s, 'shown', '{{}}' FROM eased
) {LINE}"""  # noqa: S608 (a constant)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of one look-up: waited, of our processor, and of the database's."""

    wall: float
    ours: float
    theirs: float


def run() -> Iterator[dict[str, Any]]:
    """In a process of its own, whose processor time is told apart from the database's."""
    with bed() as made:
        told = subprocess.run(
            [sys.executable, "-m", MODULE],
            check=True,
            capture_output=True,
            text=True,
            env=made.environment(roles.APP, LOKET_BENCH_POSTMASTER=str(made.postmaster())),
        )
        yield from _figures(json.loads(told.stdout.splitlines()[-1]))


def _figures(seen: dict[str, float]) -> Iterator[dict[str, Any]]:
    facts = {
        "look_ups": TURNS * EACH,
        "database_cpu_ms": seen["database_cpu_ms"],
        "raw_database_cpu_ms": seen["raw_database_cpu_ms"],
    }
    yield {
        "figure": "CPU per guarded look-up", "value": seen["cpu_ms"], "unit": "ms",
        "limit": seen["raw_cpu_ms"], "limit_is": "the same process, the same evidence written bare",
        "ratio": round(seen["cpu_ms"] / max(seen["raw_cpu_ms"], 0.001), 1),
        "at_most": MOST_CPU_MS, "reached": seen["cpu_ms"] <= MOST_CPU_MS, **facts,
    }  # fmt: skip
    yield {
        "figure": "guarded look-ups a second, one after another", "value": seen["a_second"],
        "unit": "1/s", "limit": seen["raw_a_second"],
        "limit_is": "a raw insert-and-commit of the intent, and one of the outcome",
        "ratio": seen["share"], "at_least": LEAST_OF_RAW,
        "reached": seen["share"] >= LEAST_OF_RAW, **facts,
        "one_row_a_second": seen["row_a_second"], "ratio_to_one_row": seen["of_row"],
    }  # fmt: skip


def measure() -> dict[str, float]:
    """All by turns, so that a busy disk is busy for all."""
    import django

    django.setup()
    from django.db import connection

    acts = _look_up(), _bare(connection), _one_row(connection)
    for act in acts:
        _timed(act)
    return _sums([tuple(map(_timed, acts)) for _ in range(TURNS)])


def _sums(turns: Sequence[Sequence[Cost]]) -> dict[str, float]:
    """Of turns of a look-up, of its evidence written bare, and of one row."""
    guarded, bare, row = zip(*turns, strict=True)
    speeds = [1 / one.wall for one in guarded]
    return {
        "cpu_ms": round(median(one.ours for one in guarded) * 1000, 3),
        "database_cpu_ms": round(mean(one.theirs for one in guarded) * 1000, 3),
        "raw_cpu_ms": round(median(one.ours for one in bare) * 1000, 3),
        "raw_database_cpu_ms": round(mean(one.theirs for one in bare) * 1000, 3),
        "a_second": round(1 / median(one.wall for one in guarded)),
        "raw_a_second": round(1 / median(one.wall for one in bare)),
        "row_a_second": round(1 / median(one.wall for one in row)),
        "share": _turns.share(speeds, [1 / one.wall for one in bare]),
        "of_row": _turns.share(speeds, [1 / one.wall for one in row]),
    }


def _timed(act: Callable[[], object]) -> Cost:
    """The cost of one of them, in a turn of ``EACH``."""
    import os

    postmaster = int(os.environ["LOKET_BENCH_POSTMASTER"])
    before = time.monotonic(), time.process_time(), _cpu.seconds([postmaster])
    for _ in range(EACH):
        act()
    after = time.monotonic(), time.process_time(), _cpu.seconds([postmaster])
    return Cost(*((b - a) / EACH for a, b in zip(before, after, strict=True)))


def _bare(connection: Any) -> Callable[[], object]:
    """The rows of a look-up by the driver alone: two statements, each its own transaction."""
    driver = connection.connection

    def write() -> None:
        values = {"id": uuid4(), "at": clock.now()}
        for statement in (INTENT, OUTCOME):
            psycopg.Cursor(driver).execute(statement, values, prepare=True)

    return write


def _one_row(connection: Any) -> Callable[[], object]:
    """One statement, one commit, as Django hands out the driver: the server plans each."""
    driver = connection.connection
    return lambda: driver.execute(ROW, {"id": uuid4(), "at": clock.now()})


def _look_up() -> Callable[[], object]:
    """A registered ground, a purpose of the usual fields, a person of the simulator."""
    from loket.config.bench import _residents
    from loket.domain.registers.grounds import Ground
    from loket.foundations.registers import actions, kinds

    kinds.register_ground("bench", _always)
    _keep_purpose()
    (who,) = _residents.move_in(_residents.Residents(1))
    ground = Ground("bench", "1")
    return lambda: actions.look_up_person(
        of=who, ground=ground, purpose="bench", actor=_residents.ACTOR, now=clock.now()
    )


def _always(
    reference: str,  # noqa: ARG001
    *,
    actor: str,  # noqa: ARG001
    of: UUID | None,  # noqa: ARG001
    purpose: str,  # noqa: ARG001
    now: datetime,  # noqa: ARG001
) -> bool:
    """What an office needs to prove its case is the office's own figure."""
    return True


def _keep_purpose() -> None:
    from loket.domain.registers.purposes import Purpose
    from loket.foundations.registers import models
    from loket.kit import packs

    purpose = Purpose(
        "bench", date(2020, 1, 1), {"nl": "meten"}, "geen", ("person",),
        ("names", "first_names", "born_on", "address", "since", "nationality", "deceased_on"),
    )  # fmt: skip
    models.Purpose.objects.create(
        code="bench", valid_from=purpose.valid_from, definition=packs.to_json(purpose)
    )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure()) + "\n")
