"""Makes the invented city and writes it down with COPY, part by part, on every core."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection, transaction

from loket.demo.synthetic import ready_made
from loket.demo.synthetic.book import Book
from loket.demo.synthetic.families import Areas, Teller
from loket.demo.synthetic.rows import TABLES, rows_of

#: People in one part, which is told in one go in one process.
PART: Final = 25_000
#: Numbers of every birth day that the families share out; the rest is for the ready-made.
LAST_COUNTER: Final = 990
#: COPY gets pieces of about so many lines.
PIECE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Plan:
    """Which city to make. The same plan gives the same city, to the letter."""

    city: str
    municipality: str
    areas: Areas
    #: Where the ready-made people live who belong to the trial, and the others.
    trial: tuple[str, str]
    today: date
    residents: int
    seed: int = 1


def parts_of(plan: Plan) -> int:
    """How many parts the city is told in."""
    return max(1, -(-plan.residents // PART))


def tell_part(plan: Plan, part: int) -> Book:
    """One part of the city; the first has the ready-made people as well."""
    parts = parts_of(plan)
    width = LAST_COUNTER // parts // 2 * 2
    book = Book(
        chance=random.Random(f"{plan.seed}/{part}"),  # noqa: S311 - a story, no secret
        city=plan.city,
        municipality=plan.municipality,
        today=plan.today,
        counters=range(1 + part * width, 1 + (part + 1) * width),
        prefix=f"{part:x}a",
    )
    if part == 0:
        elsewhere = next((one for one in plan.areas if one != plan.trial), plan.trial)
        ready_made.tell(book, trial=plan.trial, elsewhere=elsewhere)
    share = plan.residents // parts + (1 if part < plan.residents % parts else 0)
    Teller(book, plan.areas).tell(share)
    return book


def write(plan: Plan, *, told: Callable[[int], None] = lambda _: None, workers: int = 1) -> float:
    """Write the whole city where there was none or another; the seconds it took.

    ``told`` hears how many people more there are. With more than one worker, parts are told beside
    one another and each is committed by itself; a city that is half there is made anew.
    """
    began = time.monotonic()
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"DELETE FROM {table.name}")  # noqa: S608 - a constant
    parts = range(parts_of(plan))
    if workers == 1:
        for part in parts:
            told(write_part(plan, part))
    else:
        _beside(plan, parts, workers, told)
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ANALYZE {table.name}")
    return time.monotonic() - began


def _beside(plan: Plan, parts: range, workers: int, told: Callable[[int], None]) -> None:
    connection.close()  # a child must not speak over a connection that it was forked with
    with ProcessPoolExecutor(workers) as pool:
        for done in as_completed([pool.submit(write_part, plan, part) for part in parts]):
            told(done.result())


def write_part(plan: Plan, part: int) -> int:
    """Tell one part and write it in one transaction; how many people."""
    book = tell_part(plan, part)
    with transaction.atomic(), connection.cursor() as cursor:
        for table, lines in rows_of(book):
            with cursor.copy(f"COPY {table.name} ({table.columns}) FROM STDIN") as copy:
                piece: list[str] = []
                for line in lines:
                    piece.append(line)
                    if len(piece) == PIECE:
                        copy.write("".join(piece))
                        piece.clear()
                copy.write("".join(piece))
    return len(book.citizens)


def count_citizens() -> int:
    """How many people the city has, the dead included."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM demo_citizen")
        return int(cursor.fetchone()[0])
