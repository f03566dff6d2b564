"""Day rows follow the opening hours: made for the days ahead, made again when a place changes.

Visits that no counter can serve any more are displaced: told, and offered the first other moment,
which is held for them. Nothing is dropped in silence.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from loket.domain.refusals import RuleBroken
from loket.foundations.places import actions as places
from loket.foundations.places import queries as places_queries
from loket.offices.appointments.actions.days import lock_again
from loket.offices.appointments.actions.displacing import displace, offer_instead
from loket.offices.appointments.actions.permitting import CLOSE, permit_here
from loket.offices.appointments.actions.placing import OpenDay, lock_day, moved, write_day
from loket.offices.appointments.models import Appointment, Built
from loket.offices.appointments.queries.days import BOOK, Live
from loket.offices.appointments.queries.plans import (
    Wish,
    items_from,
    offer_at,
    outlook,
    plan_of,
)
from loket.offices.appointments.queries.seating import Seating, seat

INSERT_DAY = """
INSERT INTO appointments_day (location_id, day, open, free, version, changed)
SELECT location, %s, open::varbit, open::varbit, 1, pg_current_xact_id()
FROM unnest(%s::bigint[], %s::text[]) AS new (location, open)
ON CONFLICT (location_id, day) DO NOTHING
"""
SET_OPEN = """
UPDATE appointments_day SET open = %s::varbit, free = %s::varbit, changed = pg_current_xact_id()
WHERE id = %s
"""


def open_days(*, now: datetime) -> int:
    """Make or renew the rows of every day ahead that was built from another edition; how many days.

    Each day is a transaction of its own; safe to run twice and by two at once.
    """
    seen = BOOK.refresh(now=now)
    view = outlook(seen.edition)
    first = view.today(now)
    days = [first + timedelta(days=n) for n in range((view.last_day(now) - first).days + 1)]
    built = set(
        Built.objects.filter(edition=seen.edition, day__gte=first).values_list("day", flat=True)
    )
    stale = [day for day in days if day not in built]
    for day in stale:
        with transaction.atomic():
            _open_day(seen.edition, day, now=now)
            Built.objects.update_or_create(day=day, defaults={"edition": seen.edition})
    return len(stale)


def _open_day(edition: int, day: date, *, now: datetime) -> None:
    view = outlook(edition)
    known = {row.location: row for row in BOOK.refresh(now=now).rows.get(day, {}).values()}
    plans = {key: plan_of(edition, key, day) for key in view.places}
    missing = {key: plan for key, plan in plans.items() if key not in known and plan.lanes}
    if missing:
        with connection.cursor() as cursor:
            bits = [f"{plan.open:0{plan.width}b}" for plan in missing.values()]
            cursor.execute(INSERT_DAY, [day, list(missing), bits])
    for key in sorted(known):
        renew_day(key, day, now=now, actor="system:opening")


def renew_day(location: int, day: date, *, now: datetime, actor: str) -> list[uuid.UUID]:
    """Rebuild one day from the places as they are now; the appointments displaced by it.

    Within the caller's transaction.
    """
    edition = places_queries.find_edition()
    plan = plan_of(edition, location, day)
    held = lock_day(location, day, plan, now=now)
    unwanted = _no_longer_offered(edition, location, day, now=now)
    seating = seat(plan, [live for live in held.lives if live.id not in unwanted])
    width = max(plan.width, held.row.width)
    same = plan.open == held.row.open and width == held.row.width and _same(held.lives, seating)
    left_over = (*seating.left_over, *unwanted)
    if same and not left_over:
        return []
    displaced: list[uuid.UUID] = []
    while left_over:
        displaced += displace(left_over, day, now=now, actor=actor)
        # What rested inside a hold that ended stands on its own again, and needs a counter too.
        held = lock_again(held, now=now)
        seating = seat(plan, held.lives)
        left_over = seating.left_over
    _write(replace(held, row=replace(held.row, open=plan.open, width=width)), seating, now=now)
    for key in displaced:
        offer_instead(key, now=now)
    return displaced


def _write(day: OpenDay, seating: Seating, *, now: datetime) -> None:
    """Store new open time, the counters of who stays, and what is free then."""
    with connection.cursor() as cursor:
        bits = f"{day.row.open:0{day.row.width}b}"
        cursor.execute(SET_OPEN, [bits, f"{0:0{day.row.width}b}", day.row.id])
    lanes = seating.lanes
    moved(day, {live.id: lanes[live.id] for live in day.lives if lanes[live.id] != live.lane})
    write_day(lock_again(day, now=now))


def _same(lives: Sequence[Live], seating: Seating) -> bool:
    return all(seating.lanes.get(live.id) == live.lane for live in lives)


def _no_longer_offered(edition: int, location: int, day: date, *, now: datetime) -> set[uuid.UUID]:
    """Visits whose product this location does not offer on that day any more."""
    code = outlook(edition).codes[location]
    gone: set[uuid.UUID] = set()
    ahead = Appointment.objects.live().of_day(location, day).filter(starts_at__gt=now)
    for found in ahead.exclude(state__in=["checked_in", "in_service"]):
        try:
            reasons = offer_at(edition, Wish(items=items_from(found.items)), code, day).reasons
        except RuleBroken as broken:
            reasons = broken.reasons
        if reasons:
            gone.add(found.id)
    return gone


def close(
    *,
    location: str,
    starts_at: datetime,
    ends_at: datetime,
    reason: Mapping[str, str],
    now: datetime,
    actor: str,
    counter: int | None = None,
) -> list[uuid.UUID]:
    """Close a location, or one counter by its lane, for a time; the appointments that it displaced.

    Raises ``RuleBroken("unknown_location")`` or ``RuleBroken("closure_ends_before_it_starts")``,
    and ``not_allowed``.
    """
    permit_here(CLOSE, actor=actor, location=location, now=now)
    with transaction.atomic():
        places.close(
            location=location,
            starts_at=starts_at,
            ends_at=ends_at,
            reason=reason,
            now=now,
            actor=actor,
            counter=counter,
        )
        return renew_days(location, starts_at, ends_at, now=now, actor=actor)


def renew_days(
    location: str, since: datetime, until: datetime, *, now: datetime, actor: str
) -> list[uuid.UUID]:
    """Rebuild the days of a location between two moments; the appointments displaced by it."""
    seen = BOOK.refresh(now=now)
    view = outlook(seen.edition)
    key = next(key for key, code in view.codes.items() if code == location)
    day, last = since.astimezone(view.zone).date(), until.astimezone(view.zone).date()
    displaced: list[uuid.UUID] = []
    while day <= last:
        if seen.row(key, day) is not None:
            displaced += renew_day(key, day, now=now, actor=actor)
        day += timedelta(days=1)
    return displaced
