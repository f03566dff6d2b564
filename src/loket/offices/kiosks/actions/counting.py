"""Counting use: how often, of what, for which ages, how long it answered, how much paper."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from loket.domain.kiosks import telemetry
from loket.domain.places.wallclock import local_day
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.places import queries as places
from loket.offices.kiosks.models import Counted, Device, Supply
from loket.offices.kiosks.queries.devices import hashed

COUNT = """
INSERT INTO kiosks_tally (point, week, product, count) VALUES (%s, %s, %s, %s)
ON CONFLICT (point, week, product) DO UPDATE SET count = kiosks_tally.count + excluded.count
"""
COUNT_AGE = """
INSERT INTO kiosks_agetally (point, month, band, count) VALUES (%s, %s, %s, %s)
ON CONFLICT (point, month, band) DO UPDATE SET count = kiosks_agetally.count + excluded.count
"""
#: A minute counts once, whatever the number of browsers and processes.
BEAT = """
INSERT INTO kiosks_pulse (point, day, minutes, last_at) VALUES (%s, %s, 1, %s)
ON CONFLICT (point, day) DO UPDATE SET minutes = kiosks_pulse.minutes + 1,
  last_at = excluded.last_at
WHERE kiosks_pulse.last_at < excluded.last_at
"""
#: Locks the row of the machine; another client's is overwritten.
TAKE_TURN = """
INSERT INTO kiosks_counted (device_id, visit_hash, did, at) VALUES (%s, %s, '[]', %s)
ON CONFLICT (device_id) DO UPDATE SET visit_hash = excluded.visit_hash, at = excluded.at,
  did = CASE WHEN kiosks_counted.visit_hash = excluded.visit_hash
    THEN kiosks_counted.did ELSE excluded.did END
"""
MOST_SHEETS: Final = 5000
#: A client who left without a word is forgotten after so long.
REMEMBERED: Final = timedelta(hours=1)


def count_use(*, point: str, product: str, now: datetime, times: int = 1) -> None:
    """So many clients did this one thing here. Of them nothing is known, and nothing is asked."""
    _count(point, ("", product), times, now)


def count_client(*, device: UUID, visit: str, product: str, now: datetime) -> None:
    """The client of this visit did this: one client, whatever else they do, and once a product."""
    found = Device.objects.get(pk=device)
    count_of_visit(device=found, visit_hash=hashed(visit), product=product, now=now)


def count_of_visit(*, device: Device, visit_hash: str, product: str, now: datetime) -> None:
    """The same where the visit is known by its hash. Of two at once the second sees the first."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(TAKE_TURN, (device.pk, visit_hash, now))
        present = Counted.objects.get(pk=device.pk)
        if product in present.did:
            return
        _count(device.point, (product,) if present.did else ("", product), 1, now)
        present.did = [*present.did, product]
        present.save(update_fields=["did"])


def forget_client(*, device: UUID) -> None:
    """Who stood at this machine has left."""
    Counted.objects.filter(pk=device).delete()


def forget_clients(*, now: datetime) -> int:
    """Who left without a word; says how many."""
    return Counted.objects.filter(at__lt=now - REMEMBERED).delete()[0]


def _count(point: str, products: tuple[str, ...], times: int, now: datetime) -> None:
    week = telemetry.week_of(local_day(now, places.find_zone()))
    with transaction.atomic(), connection.cursor() as cursor:
        for product in products:
            cursor.execute(COUNT, (point, week, product, times))


def count_age(*, point: str, age: int, now: datetime, times: int = 1) -> None:
    """A signed-in client was of this age: only the band is kept, by month, beside no product.

    Called only where the city named the legal ground for it.
    """
    month = local_day(now, places.find_zone()).replace(day=1)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COUNT_AGE, (point, month, telemetry.band_of(age), times))


def beat(*, point: str, now: datetime) -> None:
    """A kiosk answers in this minute."""
    minute = now.replace(second=0, microsecond=0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BEAT, (point, local_day(now, places.find_zone()), minute))


def supply(*, point: str, sheets: int, actor: str, now: datetime) -> None:
    """A host put paper in; ``sheets_out_of_range``, ``unknown_kiosk`` where none is enrolled."""
    if not 1 <= sheets <= MOST_SHEETS:
        raise RuleBroken("sheets_out_of_range", most=MOST_SHEETS)
    with transaction.atomic():
        here = Device.objects.filter(point=point, revoked_at=None)
        if not here.update(sheets=F("sheets") + sheets):
            raise RuleBroken("unknown_kiosk")
        Supply.objects.create(point=point, at=now, sheets=sheets)
        journal.write(
            act="kiosks.supply", actor=actor, subject=f"kiosk:{point}", at=now,
            after={"sheets": sheets},
        )  # fmt: skip
