"""A made-up town of any size: locations with unlike counters, and visits that fill its days.

Run as a module it makes places, products and empty days with Django; `fill` then writes visits
straight into the tables, witnesses and free time included, as the acts would have left them.
"""

from __future__ import annotations

import json
import random
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import psycopg

ZONE = ZoneInfo("Europe/Brussels")
SINCE = date(2020, 1, 1)
EPOCH = date(2000, 1, 1)
TICKS, LANE = 288, 320
CENTRE = (51.2, 4.4)


@dataclass(frozen=True, slots=True)
class Counter:
    """What a counter can do, and from when to when, every day."""

    skills: tuple[str, ...]
    opens: str = "09:00"
    closes: str = "17:00"


#: Six unlike counters: no two have the same skills and hours.
SIX = (
    Counter(("identity",)),
    Counter(("identity", "biometrics"), "08:30", "16:30"),
    Counter(("identity", "civil"), "10:00", "18:00"),
    Counter(("civil",), "09:00", "17:00"),
    Counter(("identity", "biometrics", "drivers"), "12:00", "20:00"),
    Counter(("identity", "biometrics", "civil", "drivers"), "09:00", "12:30"),
)
#: Product: skills, minutes for the first and each further one.
PRODUCTS = {
    "KIDSID": (("identity",), 15, 10),
    "PASSPORT": (("biometrics",), 20, 15),
    "LICENCE": (("drivers",), 25, 15),
    "BIRTH": (("civil",), 30, 20),
    "WEDDING": (("civil", "identity"), 45, 45),
}


@dataclass(frozen=True, slots=True)
class Town:
    """What to make."""

    locations: int = 10
    counters: tuple[Counter, ...] = SIX
    days: int = 28
    seed: int = 1


def main() -> None:
    """Makes the town that the first argument describes in JSON."""
    import django

    django.setup()
    told = json.loads(sys.argv[1])
    counters = tuple(Counter(**one) for one in told.pop("counters"))
    make(Town(counters=counters, **told))


def as_argument(town: Town) -> str:
    """The town for `main`."""
    return json.dumps(asdict(town))


def make(town: Town) -> None:
    """Places, products and days, all free."""
    from django.db import transaction

    from loket.foundations.places import actions as places
    from loket.kit import clock
    from loket.offices.appointments.actions import open_days

    with transaction.atomic():
        _make_city(town)
        _make_places(town)
        places.begin_edition()
    open_days(now=clock.now())


def _make_city(town: Town) -> None:
    from loket.domain.catalogue.city import BookingRules, Branding, City, Holidays
    from loket.foundations.catalogue import models
    from loket.foundations.places.models import Calendar
    from loket.kit import clock, packs

    rules = BookingRules(
        horizon=timedelta(days=town.days), hold=timedelta(minutes=10),
        reminders=(timedelta(days=1),), late_grace=timedelta(minutes=10),
        earlier_answer=timedelta(hours=2), holds_per_client=3,
    )  # fmt: skip
    city = City(
        code="bench", name={"nl": "Proefstad"}, language="nl", zone=ZONE.key, phone="03 000 00 00",
        branding=Branding("#0057b7", "#003865", "#cf0039"), booking=rules, holidays=Holidays("BE"),
    )  # fmt: skip
    now = clock.now()
    models.City.objects.create(
        code=city.code, revision="bench", definition=packs.to_json(city), loaded_at=now
    )
    models.Product.objects.bulk_create(
        models.Product(
            code=code, revision="bench", definition=packs.to_json(_product(code)),
            position=position, loaded_at=now,
        )
        for position, code in enumerate(PRODUCTS)
    )  # fmt: skip
    Calendar.objects.create(zone=ZONE.key, country="BE")


def _product(code: str) -> Any:
    from loket.domain.catalogue.product import Channel, Duration, Owner, Product

    skills, first, further = PRODUCTS[code]
    return Product(
        code, {"nl": code.title()}, {"nl": code.title()}, Duration(first, further),
        channels=(Channel("connect", {"nl": "Kom langs."}),), owners=(Owner(SINCE, "counters"),),
        themes=("papers",), needs=("booking",), skills=skills, max_quantity=6,
    )  # fmt: skip


def _make_places(town: Town) -> None:
    from loket.foundations.places import models

    dice = random.Random(town.seed)  # noqa: S311 - a town, not a secret
    sites = models.Location.objects.bulk_create(
        models.Location(code=f"p{number}", sort=number) for number in range(town.locations)
    )
    models.Profile.objects.bulk_create(
        models.Profile(
            location=site, valid_from=SINCE, tier="city", name={"nl": site.code.title()},
            street="Straat 1", postal_code="2000", locality="Proefstad", district_code="d",
            lat=CENTRE[0] + dice.uniform(-0.1, 0.1), lon=CENTRE[1] + dice.uniform(-0.1, 0.1),
            reception="open", walk_in=True, step_free=True, capabilities=["booking"],
        )
        for site in sites
    )  # fmt: skip
    counters = models.Counter.objects.bulk_create(
        models.Counter(
            location=site, lane=lane, name=f"Loket {lane + 1}", skills=list(one.skills),
            valid_from=SINCE,
        )
        for site in sites for lane, one in enumerate(town.counters)
    )  # fmt: skip
    models.Window.objects.bulk_create(
        models.Window(
            location=counter.location, counter=counter, purpose="counter", weekday=weekday,
            opens=time.fromisoformat(town.counters[counter.lane].opens),
            closes=time.fromisoformat(town.counters[counter.lane].closes), valid_from=SINCE,
        )
        for counter in counters for weekday in range(7)
    )  # fmt: skip


# --- visits, written straight into the tables ---

COLUMNS = (
    "id, state, location_id, day, start, ticks, starts_at, ends_at, counter_id, during, needs,"
    " uses, items, created_at, client, offered, code, name, email, phone, person, language, spoken,"
    " interpreter, step_free, mobility, district, channel, booked_at"
)
ONE_AT_A_TIME = "a_counter_serves_one_visit_at_a_time"


def fill(db: psycopg.Connection, *, load: float, seed: int, writable: bool = True) -> int:
    """Books this share of all open time, evenly; how many visits that took.

    A town that is only read goes without the exclusion constraint, which takes a minute to build
    over a million visits.
    """
    dice = random.Random(seed)  # noqa: S311 - visits, not secrets
    skills: dict[int, list[str]] = dict(
        db.execute("SELECT id, skills FROM places_counter").fetchall()
    )
    lanes: dict[int, list[int]] = {}
    for location, counter in db.execute(
        "SELECT location_id, id FROM places_counter ORDER BY location_id, lane"
    ).fetchall():
        lanes.setdefault(location, []).append(counter)
    days = db.execute("SELECT id, location_id, day, open FROM appointments_day").fetchall()
    count, frees = 0, []
    with db.transaction(), _without_checks(db, again=writable):
        with (
            db.cursor() as cursor,
            cursor.copy(f"COPY appointments_appointment ({COLUMNS}) FROM STDIN") as copy,
        ):
            for key, location, day, open_bits in days:
                free, rows = int(open_bits, 2), []
                for lane, counter in enumerate(lanes[location]):
                    for start, ticks, product, quantity in stretches(
                        free, lane, skills[counter], load, dice
                    ):
                        free &= ~(((1 << ticks) - 1) << lane * LANE + start)
                        visit = (location, day, counter, start, ticks, product, quantity)
                        rows.append(_row(dice, visit))
                copy.write("".join(rows))
                count += len(rows)
                frees.append((key, f"{free:0{len(open_bits)}b}"))
        _store_free(db, frees)
    db.execute("VACUUM ANALYZE appointments_appointment, appointments_day")
    db.execute("CHECKPOINT")
    return count


@contextmanager
def _without_checks(db: psycopg.Connection, *, again: bool) -> Iterator[None]:
    """Triggers off, and indexes made afterwards, which is ten times as fast."""
    table = "appointments_appointment"
    rule = db.execute(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [ONE_AT_A_TIME]
    ).fetchone()
    indexes = db.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid = %s::regclass AND NOT indisunique AND NOT indisexclusion",
        [table],
    ).fetchall()
    _do(db, *(f"DROP INDEX {name}" for name, _ in indexes))
    if rule:
        _do(db, f"ALTER TABLE {table} DROP CONSTRAINT {ONE_AT_A_TIME}")
    _do(db, "SET LOCAL session_replication_role = replica")
    yield
    _do(db, *(made for _, made in indexes))
    if rule and again:
        _do(db, f"ALTER TABLE {table} ADD CONSTRAINT {ONE_AT_A_TIME} {rule[0]}")


def _do(db: psycopg.Connection, *statements: str) -> None:
    for statement in statements:
        db.execute(statement.encode())


def stretches(
    free: int, lane: int, skills: list[str], load: float, dice: random.Random
) -> Iterator[tuple[int, int, str, int]]:
    """Visits one after the other on one counter; each stays with the chance of the load."""
    able = [code for code, (needed, *_) in PRODUCTS.items() if set(needed) <= set(skills)]
    bits = free >> lane * LANE & (1 << TICKS) - 1
    tick = (bits & -bits).bit_length() - 1
    while able and 0 <= tick < bits.bit_length():
        product, quantity = dice.choice(able), dice.choice((1, 1, 2, 3))
        _, first, further = PRODUCTS[product]
        ticks = -(-(first + further * (quantity - 1)) // 5)
        wanted = (1 << ticks) - 1 << tick
        if bits & wanted == wanted and dice.random() < load:
            yield tick, ticks, product, quantity
        tick += ticks


def _row(dice: random.Random, visit: tuple[int, date, int, int, int, str, int]) -> str:
    """One visit as COPY reads it."""
    location, day, counter, start, ticks, product, quantity = visit
    base = (day - EPOCH).days * TICKS + start
    starts, ends = (_instant(day, tick) for tick in (start, start + ticks))
    needs = ",".join(PRODUCTS[product][0])
    items = f'[{{"product": "{product}", "quantity": {quantity}}}]'
    key = uuid.UUID(int=dice.getrandbits(128), version=4)
    return (
        f"{key}\tbooked\t{location}\t{day}\t{start}\t{ticks}\t{starts}\t{ends}\t{counter}"
        f"\t[{base},{base + ticks})\t{{{needs}}}\t{{}}\t{items}\t{starts}\t\tf"
        f"\t{dice.getrandbits(47):012x}\tAn\t\t\t\tnl\t\t\tf\tf\t\tdesk\t{starts}\n"
    )


@lru_cache(maxsize=50_000)
def _instant(day: date, tick: int) -> str:
    local = datetime.combine(day, time(), tzinfo=ZONE) + timedelta(minutes=5 * tick)
    return local.astimezone(UTC).isoformat()


def _store_free(db: psycopg.Connection, frees: list[tuple[int, str]]) -> None:
    db.execute("CREATE TEMP TABLE filled (id bigint, free varbit) ON COMMIT DROP")
    with db.cursor() as cursor, cursor.copy("COPY filled FROM STDIN") as copy:
        for row in frees:
            copy.write_row(row)
    db.execute(
        "UPDATE appointments_day d SET free = f.free, version = version + 1,"
        " changed = pg_current_xact_id() FROM filled f WHERE f.id = d.id"
    )


def empty(db: psycopg.Connection) -> None:
    """Takes every visit out again; days are all free."""
    with db.transaction():
        db.execute("SET LOCAL session_replication_role = replica")
        _do(
            db,
            "DELETE FROM appointments_claim",
            "DELETE FROM appointments_earlierwish",
            "DELETE FROM messages_message",
            "DELETE FROM appointments_appointment",
        )
        db.execute(
            "UPDATE appointments_day SET free = open, version = version + 1, next_expiry = NULL,"
            " changed = pg_current_xact_id()"
        )


if __name__ == "__main__":
    main()
