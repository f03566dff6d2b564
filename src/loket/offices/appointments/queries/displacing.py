"""Whom a closure or other hours would displace, and what became of those whom they did."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loket.domain.places.facts import Place
from loket.offices.appointments.models import Appointment
from loket.offices.appointments.queries.days import read_live
from loket.offices.appointments.queries.plans import Item, items_from, outlook_now, plan_as
from loket.offices.appointments.queries.seating import seat


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another moment: offered until then, or taken when there is no such end."""

    location: str
    starts_at: datetime
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Affected:
    """An appointment that cannot be where it was, and whether we can tell its person."""

    id: uuid.UUID
    code: str
    name: str
    phone: str
    items: tuple[Item, ...]
    starts_at: datetime
    has_contact: bool
    #: What the person was offered, or took instead; None while there is nothing.
    instead: Elsewhere | None = None
    accepted: bool = False


def would_displace(
    imagined: Place, since: date, until: date, *, now: datetime
) -> tuple[Affected, ...]:
    """The appointments of these days that no counter could serve if the place were like this."""
    view = outlook_now()
    day = max(since, view.today(now))
    last = min(until, view.last_day(now))
    left_over: list[uuid.UUID] = []
    while day <= last:
        lives = read_live([imagined.id], day, now=now)[imagined.id]
        left_over += seat(plan_as(view, imagined, day), lives).left_over
        day += timedelta(days=1)
    rows = Appointment.objects.filter(id__in=left_over, state="booked")
    return tuple(_affected(row) for row in rows.order_by("starts_at", "id"))


def list_displaced(
    location: str, since: datetime, until: datetime, *, announced_at: datetime, now: datetime
) -> tuple[Affected, ...]:
    """Who was displaced here between two instants by what was announced then.

    Those who still have no other moment come first. Who moved before the announcement left by
    themselves and is not among them; nor is who cancelled since.
    """
    here = Appointment.objects.filter(
        location__code=location, starts_at__lt=until, ends_at__gt=since
    ).order_by("starts_at", "id")
    waiting = list(here.filter(state="displaced"))
    # After a move the hold stays behind where the appointment was.
    left = here.filter(state="moved", created_at__gte=announced_at)
    moved = left.select_related("replaces__location")
    offers = _offers(waiting, now=now)
    return (
        *(_affected(row, instead=offers.get(row.id)) for row in waiting),
        *(_accepted(row, row.replaces) for row in moved if row.replaces is not None),
    )


def count_booked(product: str, since: date) -> int:
    """The live appointments for a product from a day on."""
    booked = Appointment.objects.filter(state__in=["booked", "checked_in"], day__gte=since)
    return booked.filter(items__contains=[{"product": product}]).count()


def _offers(waiting: Iterable[Appointment], *, now: datetime) -> dict[uuid.UUID, Elsewhere]:
    held = Appointment.objects.select_related("location").filter(
        replaces__in=[row.id for row in waiting], state="held", offered=True, expires_at__gt=now
    )
    return {
        row.replaces_id: Elsewhere(row.location.code, row.starts_at, row.expires_at)
        for row in held
        if row.replaces_id is not None
    }


def _affected(row: Appointment, *, instead: Elsewhere | None = None) -> Affected:
    return Affected(
        id=row.id,
        code=row.code,
        name=row.name,
        phone=row.phone,
        items=items_from(row.items),
        starts_at=row.starts_at,
        has_contact=bool(row.email or row.phone),
        instead=instead,
    )


def _accepted(left: Appointment, now_at: Appointment) -> Affected:
    """What was left behind tells where it was; the appointment itself, where it is now."""
    return Affected(
        id=now_at.id,
        code=now_at.code,
        name=now_at.name,
        phone=now_at.phone,
        items=items_from(now_at.items),
        starts_at=left.starts_at,
        has_contact=bool(now_at.email or now_at.phone),
        instead=Elsewhere(now_at.location.code, now_at.starts_at, None),
        accepted=True,
    )
