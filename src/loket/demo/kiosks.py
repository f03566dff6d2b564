"""The kiosks of the demo: what the trial's contact points were used for, and machines of today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from loket.domain.kiosks.samples import SampleUse, spread, weeks_of
from loket.foundations.places import queries as places
from loket.offices.kiosks import actions
from loket.offices.kiosks import queries as kiosks
from loket.offices.kiosks.actions import Key

ACTOR = "system:demo"
#: A printer that keeps nothing; to see a fault, an administrator writes it behind the colon.
PRINTER = "simulated:"
SHEETS = 500
#: A machine that nobody has used for so long makes place for the next visitor's.
FORGOTTEN = timedelta(hours=1)


def tell_past(sample: SampleUse) -> None:
    """Count the clients of a contact point, week by week, as the kiosk itself would have."""
    weeks = weeks_of(sample)
    for part in sample.mix:
        for week, clients in zip(weeks, spread(part.clients, weeks), strict=True):
            if clients:
                actions.count_use(
                    point=sample.point, product=part.product, now=_noon(week), times=clients
                )
    for aged in sample.ages:
        for day, clients in _months(sample, aged.clients):
            actions.count_age(point=sample.point, age=aged.age, now=_noon(day), times=clients)


def _months(sample: SampleUse, clients: int) -> Iterator[tuple[date, int]]:
    months = sorted({max(week, sample.since).replace(day=1) for week in weeks_of(sample)})
    for month, some in zip(months, spread(clients, months), strict=True):
        if some:
            yield month + timedelta(days=14), some


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=places.find_zone())


def enrol(point: str, *, now: datetime) -> Key:
    """A machine for whoever wants to see a kiosk of the demo: printer, paper, reader of cards."""
    _clear_away(point, now)
    code = actions.make_code(point=point, actor=ACTOR, now=now)
    key = actions.enrol(code=code, now=now)
    actions.set_printer(device=key.device, address=PRINTER, actor=ACTOR, now=now)
    actions.supply(point=point, sheets=SHEETS, actor=ACTOR, now=now)
    actions.note_reader(device=key.device, has_reader=True, now=now)
    return key


def _clear_away(point: str, now: datetime) -> None:
    for one in kiosks.list_devices():
        unused = now - (one.seen_at or one.enrolled_at)
        if one.point == point and one.revoked_at is None and unused > FORGOTTEN:
            actions.revoke(device=one.id, actor=ACTOR, now=now)
