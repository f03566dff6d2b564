"""Appointments as their people and the counter see them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from loket.domain.appointments.codes import code_as_typed, is_secret_of, secret_of
from loket.offices.appointments.models import Appointment, EarlierWish
from loket.offices.appointments.queries.plans import Item, items_from

#: States that the counter still has to do with on the day.
EXPECTED = ("booked", "checked_in", "in_service", "done", "no_show")


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """A moment that is held for this person alone."""

    hold: uuid.UUID
    location: str
    starts_at: datetime
    ends_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """One appointment or hold. Contact fields are empty for a hold."""

    id: uuid.UUID
    code: str
    secret: str
    state: str
    location: str
    starts_at: datetime
    ends_at: datetime
    items: tuple[Item, ...]
    expires_at: datetime | None
    replaces: uuid.UUID | None
    name: str
    email: str
    phone: str
    language: str
    spoken: str
    interpreter: str
    step_free: bool
    mobility: bool
    #: On the earlier-moment list: ``waiting`` or ``offered``; empty when not.
    wish: str
    offer: OpenOffer | None


@dataclass(frozen=True, slots=True)
class Line:
    """One appointment in the list of a day at the counter."""

    id: uuid.UUID
    code: str
    state: str
    starts_at: datetime
    ends_at: datetime
    items: tuple[Item, ...]
    name: str
    language: str
    spoken: str
    interpreter: str
    step_free: bool
    mobility: bool


def manage_path(record: Record) -> str:
    """The page that opens with the secret."""
    return f"/appointments/{record.code}?s={record.secret}"


def find_hold(hold: uuid.UUID, *, now: datetime) -> Record | None:
    """A hold that still lasts."""
    found = (
        Appointment.objects.select_related("location")
        .filter(id=hold, state="held", expires_at__gt=now)
        .first()
    )
    return _record(found, now=now) if found else None


def find_once_held(hold: uuid.UUID, *, now: datetime) -> Record | None:
    """What became of a hold, for whoever was given its id: booked, moved, expired, or still held.

    The id is as hard to guess as a secret, and only its holder ever got it.
    """
    found = Appointment.objects.select_related("location").filter(id=hold).first()
    return _record(found, now=now) if found else None


def find_appointment(code: str, secret: str, *, now: datetime) -> Record | None:
    """An appointment for whoever has its code and its secret; None for anybody else."""
    found = _by_code(code)
    if found is None or not is_secret_of(secret, str(found.id), key=settings.SECRET_KEY):
        return None
    return _record(found, now=now)


def find_by_code(code: str, *, location: str, now: datetime) -> Record | None:
    """An appointment by its code alone, at the location where the person stands."""
    found = _by_code(code)
    return _record(found, now=now) if found and found.location.code == location else None


def _by_code(code: str) -> Appointment | None:
    typed = code_as_typed(code)
    confirmed = Appointment.objects.select_related("location").exclude(booked_at=None)
    return confirmed.filter(code=typed).first() if typed else None


def _record(found: Appointment, *, now: datetime) -> Record:
    wish = EarlierWish.objects.filter(appointment=found, state__in=["waiting", "offered"]).first()
    return Record(
        id=found.id,
        code=found.code,
        secret=secret_of(str(found.id), key=settings.SECRET_KEY),
        state=found.state,
        location=found.location.code,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        items=items_from(found.items),
        expires_at=found.expires_at,
        replaces=found.replaces_id,
        name=found.name,
        email=found.email,
        phone=found.phone,
        language=found.language,
        spoken=found.spoken,
        interpreter=found.interpreter,
        step_free=found.step_free,
        mobility=found.mobility,
        wish=wish.state if wish else "",
        offer=_open_offer(found, now=now),
    )


def _open_offer(found: Appointment, *, now: datetime) -> OpenOffer | None:
    held = Appointment.objects.select_related("location").filter(
        replaces=found, state="held", offered=True, expires_at__gt=now
    )
    offer = held.order_by("starts_at").first()
    if offer is None or offer.expires_at is None:
        return None
    return OpenOffer(
        offer.id, offer.location.code, offer.starts_at, offer.ends_at, offer.expires_at
    )


def list_day(location: str, day: date) -> list[Line]:
    """The appointments of one location on one local day, by time; holds are nobody's business."""
    found = Appointment.objects.filter(location__code=location, day=day, state__in=EXPECTED)
    return [
        Line(a.id, a.code, a.state, a.starts_at, a.ends_at, items_from(a.items), a.name, a.language,
             a.spoken, a.interpreter, a.step_free, a.mobility)
        for a in found.order_by("starts_at", "created_at")
    ]  # fmt: skip
