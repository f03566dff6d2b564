"""Hold a moment for ten minutes; let it go."""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from loket.domain.appointments.codes import code_from
from loket.domain.appointments.limits import LIST_COMES_FIRST, may_hold_more
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.kit.statements import ask, in_few_trips
from loket.offices.appointments.actions.permitting import permit
from loket.offices.appointments.actions.placing import (
    OpenDay,
    Stretch,
    gap_of,
    is_hopeless,
    lock_day,
    make_room,
    take_gap,
    write_day,
)
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries.days import BOOK, DayRow, Live, first_tick
from loket.offices.appointments.queries.feasible import Views
from loket.offices.appointments.queries.moments import parse_token
from loket.offices.appointments.queries.plans import Item, Offer, Outlook, Wish, offer_at, outlook

INSERT = """
INSERT INTO appointments_appointment (
    id, state, location_id, day, start, ticks, starts_at, ends_at, counter_id, during, needs,
    uses, items, created_at, expires_at, client, offered, replaces_id, code,
    name, email, phone, person, language, spoken, interpreter, step_free, mobility,
    district, channel)
VALUES (%s, 'held', %s, %s, %s, %s, %s, %s, %s, int4range(%s, %s), %s, %s, %s,
    %s, %s, %s, %s, %s, %s, '', '', '', '', '', %s, %s, %s, %s, '', '')
"""
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
HELD_BY_CLIENT = """
SELECT count(*), min(expires_at) FROM appointments_appointment
WHERE state = 'held' AND client = %s AND expires_at > %s
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A moment that is kept for one person until ``expires_at``."""

    id: uuid.UUID
    expires_at: datetime
    starts_at: datetime
    ends_at: datetime
    location: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a hold stands: its counter, and the ticks its claim covers."""

    counter: int
    start: int
    ticks: int


def hold(
    *,
    token: str,
    items: Sequence[Item],
    client: str,
    now: datetime,
    actor: str,
    language: str = "",
    mobility: bool = False,
    step_free: bool = False,
    interpreter: str = "",
    replaces: uuid.UUID | None = None,
) -> Held:
    """Keep a moment while the person decides.

    Raises ``RuleBroken``: ``unknown_moment``, ``moment_past``, ``moment_gone``, ``too_many_holds``,
    or the reasons why the location cannot do this.
    """
    permit("hold", actor=actor, now=now)
    wish = Wish(items=tuple(items), language=language, mobility=mobility, step_free=step_free)
    moment = _moment(token, wish, now=now)
    if replaces is None and is_hopeless(Views(now=now).current(moment.row), moment.stretch):
        # Most of a rush ends here: one statement, no transaction, nobody waits.
        raise RuleBroken("moment_gone")
    with in_few_trips():
        if client:
            _check_limit(client, most=moment.view.holds_per_client, now=now)
        held = place(
            moment, now=now, expires_at=now + moment.view.hold, client=client, replaces=replaces,
            interpreter=interpreter,
        )  # fmt: skip
        journal.write(
            act="hold", actor=actor, subject=f"appointment:{held.id}", at=now,
            after={"moment": token, "items": [item.as_json() for item in items]},
        )  # fmt: skip
    return held


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment and who asks for it, checked against what the location offers."""

    wish: Wish
    offer: Offer
    row: DayRow
    start: int
    starts_at: datetime
    view: Outlook

    @property
    def stretch(self) -> Stretch:
        """What it asks of the day."""
        return Stretch(self.start, self.offer.ticks, self.offer.needs, self.offer.uses)

    @property
    def ends_at(self) -> datetime:
        """When the visit should be over."""
        return self.starts_at + timedelta(minutes=5 * self.offer.ticks)


def _moment(token: str, wish: Wish, *, now: datetime) -> Moment:
    location, day, tick = parse_token(token)
    seen = BOOK.refresh(now=now)
    view = outlook(seen.edition)
    offer = offer_at(seen.edition, wish, location, day)
    if offer.reasons:
        raise RuleBroken.because(offer.reasons)
    starts_at = view.instant(day, tick)
    if starts_at <= now:
        raise RuleBroken("moment_past", moment=token)
    row = seen.row(offer.location_id, day)
    if row is None or day > view.last_day(now):
        raise RuleBroken("not_open", moment=token)
    return Moment(wish, offer, row, tick, starts_at, view)


def _check_limit(client: str, *, most: int, now: datetime) -> None:
    """Live unconfirmed holds of one client, one request at a time."""
    ask(ONE_AT_A_TIME, [client])
    count, first_end = ask(HELD_BY_CLIENT, [client, now]).fetchone() or (0, now)
    if not may_hold_more(count, most=most):
        raise RuleBroken(
            "too_many_holds", retry_after=max(1, round((first_end - now).total_seconds()))
        )


def place(
    moment: Moment,
    *,
    now: datetime,
    expires_at: datetime,
    client: str = "",
    replaces: uuid.UUID | None = None,
    interpreter: str = "",
    offered: bool = False,
) -> Held:
    """Find a counter and store the hold, within the caller's transaction; ``moment_gone`` if none.

    First the gap that this process knows of, taken without waiting; then under the day's lock,
    with other witnesses moved where that makes room.
    """
    key = uuid.uuid4()
    lapses_at = None if offered else expires_at + LIST_COMES_FIRST
    found = _without_waiting(moment, now=now, lapses_at=lapses_at)
    if found is None:
        found = _under_lock(moment, key, replaces, now=now, lapses_at=lapses_at)
    base = first_tick(moment.row.day)
    wish = moment.wish
    ask(INSERT, [
        key, moment.offer.location_id, moment.row.day, moment.start, moment.offer.ticks,
        moment.starts_at, moment.ends_at, found.counter,
        base + found.start, base + found.start + found.ticks,
        list(moment.offer.needs), list(moment.offer.uses),
        json.dumps([item.as_json() for item in wish.items]),
        now, expires_at, client, offered, replaces, code_from(secrets.token_bytes(8)),
        wish.language, interpreter, wish.step_free, wish.mobility,
    ])  # fmt: skip
    return Held(key, expires_at, moment.starts_at, moment.ends_at, moment.offer.location)


def hold_for(
    displaced: Appointment, token: str, wish: Wish, *, lasting: timedelta, now: datetime
) -> Held:
    """Hold a moment for somebody whose own the city took away, within the caller's transaction."""
    moment = _moment(token, wish, now=now)
    expires_at = min(now + lasting, moment.starts_at - timedelta(minutes=30))
    return place(moment, now=now, expires_at=expires_at, replaces=displaced.id, offered=True)


def _without_waiting(moment: Moment, *, now: datetime, lapses_at: datetime | None) -> Place | None:
    row = Views(now=now).current(moment.row)
    lane = gap_of(row.free, moment.offer.plan, moment.stretch, now=now)
    if lane is None or not take_gap(row, lane, moment.stretch, expires_at=lapses_at):
        return None
    return Place(_counter(moment, lane), moment.start, moment.offer.ticks)


def _under_lock(
    moment: Moment,
    key: uuid.UUID,
    replaces: uuid.UUID | None,
    *,
    now: datetime,
    lapses_at: datetime | None,
) -> Place:
    if replaces is None and is_hopeless(Views(now=now).current(moment.row), moment.stretch):
        raise RuleBroken("moment_gone")
    day = lock_day(moment.offer.location_id, moment.row.day, moment.offer.plan, now=now)
    room = make_room(day, moment.stretch, now=now)
    if room is not None:
        day, lane = room
        write_day(day, taken=[(lane, moment.stretch)], expires_at=lapses_at)
        return Place(_counter(moment, lane), moment.start, moment.offer.ticks)
    joined = (
        _around_own(day, moment, replaces, key, now=now, lapses_at=lapses_at) if replaces else None
    )
    if joined is None:
        raise RuleBroken("moment_gone")
    return joined


def _around_own(
    day: OpenDay,
    moment: Moment,
    own: uuid.UUID,
    key: uuid.UUID,
    *,
    now: datetime,
    lapses_at: datetime | None,
) -> Place | None:
    """A claim around one's own appointment, which rests inside until the move is confirmed."""
    old = next((live for live in day.lives if live.id == own), None)
    if old is None or not _touch(old, moment.stretch):
        return None
    start = min(old.start, moment.start)
    end = max(old.start + old.ticks, moment.start + moment.offer.ticks)
    needs = tuple(sorted({*old.needs, *moment.offer.needs}))
    joint = Stretch(start, end - start, needs, moment.offer.uses)
    others = tuple(live for live in day.lives if live.id != own)
    without = replace(day, lives=others, row=replace(day.row, free=_given_back(day.row.free, old)))
    room = make_room(without, joint, now=now)
    if room is None:
        return None
    without, lane = room
    write_day(without, taken=[(lane, joint)], expires_at=lapses_at)
    counter = _counter(moment, lane)
    Appointment.objects.filter(id=own).update(during="empty", inside_id=key, counter_id=counter)
    return Place(counter, joint.start, joint.ticks)


def _touch(old: Live, wanted: Stretch) -> bool:
    return old.start < wanted.start + wanted.ticks and wanted.start < old.start + old.ticks


def _given_back(free: int, live: Live) -> int:
    return free | ((1 << live.ticks) - 1) << (live.lane * 320 + live.start)


def _counter(moment: Moment, lane: int) -> int:
    return next(each.counter for each in moment.offer.plan.lanes if each.number == lane)
