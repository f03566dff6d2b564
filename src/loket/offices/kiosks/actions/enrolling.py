"""Letting machines in: a code by an administrator, a key for the machine, a stay for a browser."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from loket.domain.places.wallclock import local_day
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries as people
from loket.foundations.places import queries as places
from loket.kit import ids
from loket.offices.kiosks.actions.counting import forget_client
from loket.offices.kiosks.actions.pairing import end_all
from loket.offices.kiosks.models import Device, Enrolment
from loket.offices.kiosks.queries.devices import hashed

CODE_LASTS: Final = timedelta(minutes=15)
#: From the machine's asking to its browser's first page.
ENTRANCE_LASTS: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Key:
    """What a machine keeps, told once."""

    device: uuid.UUID
    secret: str

    def __str__(self) -> str:
        return f"{self.device}.{self.secret}"


def make_code(*, point: str, actor: str, now: datetime) -> str:
    """A code of twelve characters for one machine at this place; ``unknown_kiosk``."""
    _permit("enrol", actor, now)
    _require_place(point, now)
    code = ids.new_code(12)
    with transaction.atomic():
        Enrolment.objects.create(code_hash=hashed(code), point=point, expires_at=now + CODE_LASTS)
        _write("make_code", f"kiosk:{point}", actor=actor, now=now)
    return code


def enrol(*, code: str, now: datetime) -> Key:
    """The machine that types the code becomes a kiosk; of two with one code the first.

    Raises ``enrolment_refused``, the same for a wrong, a used and an old code.
    """
    with transaction.atomic():
        rows = Enrolment.objects.select_for_update()
        found = rows.filter(
            code_hash=hashed(ids.tidy_code(code)), device=None, expires_at__gt=now
        ).first()
        if found is None:
            raise RuleBroken("enrolment_refused")
        secret = secrets.token_urlsafe(32)
        found.device = Device.objects.create(
            point=found.point, key_hash=hashed(secret), enrolled_at=now
        )
        found.save(update_fields=["device"])
        _write("enrol", f"device:{found.device.id}", actor=f"kiosk:{found.point}", now=now)
    return Key(found.device.id, secret)


def revoke(*, device: uuid.UUID, actor: str, now: datetime) -> None:
    """The machine is no kiosk any more, and what its clients were doing ends at once."""
    _permit("revoke", actor, now)
    with transaction.atomic():
        found = _locked(device)
        if found.revoked_at is None:
            found.revoked_at, found.entrance_hash, found.stay_hash = now, "", ""
            found.save(update_fields=["revoked_at", "entrance_hash", "stay_hash"])
            end_all(device=device, why="device_revoked", now=now)
            _write("revoke", f"device:{device}", actor=actor, now=now)


def open_entrance(*, key: str, now: datetime, has_reader: bool = False) -> str:
    """A secret that lets one browser in, once, for a minute; ``not_a_kiosk`` for a wrong key.

    With each browser the machine says whether it can ask a card; what it could before is over.
    """
    with transaction.atomic():
        found = _of_key(key)
        secret = secrets.token_urlsafe(24)
        found.entrance_hash, found.entrance_until = hashed(secret), now + ENTRANCE_LASTS
        found.has_reader = has_reader
        found.save(update_fields=["entrance_hash", "entrance_until", "has_reader"])
    return f"{found.id}.{secret}"


def note_reader(*, device: uuid.UUID, has_reader: bool, now: datetime) -> None:
    """A machine without a launcher got a reader of cards, or lost it; ``not_a_kiosk``."""
    with transaction.atomic():
        found = _locked(device)
        found.has_reader = has_reader
        found.save(update_fields=["has_reader"])
        _write("note_reader", f"device:{device}", actor=f"kiosk:{found.point}", now=now)


def enter(*, entrance: str, now: datetime) -> str:
    """What the browser that came in keeps as its stay; the former browser is out.

    One guarded update decides, so that of two with one entrance the second gets
    ``not_a_kiosk``.
    """
    device, secret = _split(entrance)
    stay = secrets.token_urlsafe(24)
    with transaction.atomic():
        entered = Device.objects.filter(
            id=device, revoked_at=None, entrance_hash=hashed(secret), entrance_until__gt=now
        ).update(entrance_hash="", entrance_until=None, stay_hash=hashed(stay), seen_at=now)
        if not entered:
            raise RuleBroken("not_a_kiosk")
        end_all(device=device, why="", now=now)
    return f"{device}.{stay}"


def end_stay(*, device: uuid.UUID, now: datetime) -> None:
    """The client has gone: what the browser had ends, and its machine starts another one."""
    with transaction.atomic():
        end_all(device=device, why="", now=now)
        forget_client(device=device)
        Device.objects.filter(id=device).exclude(stay_hash="").update(stay_hash="")


def set_printer(*, device: uuid.UUID, address: str, actor: str, now: datetime) -> None:
    """Where this machine prints; empty: nowhere. ``printer_address_unreadable``."""
    _permit("set_printer", actor, now)
    if address and not address.startswith(("ipp://", "ipps://", "simulated:")):
        raise RuleBroken("printer_address_unreadable")
    with transaction.atomic():
        found = _locked(device)
        found.printer = address[:200]
        found.save(update_fields=["printer"])
        _write("set_printer", f"device:{device}", actor=actor, now=now)


def _of_key(key: str) -> Device:
    device, secret = _split(key)
    rows = Device.objects.select_for_update()
    found = rows.filter(id=device, key_hash=hashed(secret), revoked_at=None).first()
    if found is None:
        raise RuleBroken("not_a_kiosk")
    return found


def _split(text: str) -> tuple[uuid.UUID, str]:
    device, _, secret = text.partition(".")
    try:
        return uuid.UUID(device), secret
    except ValueError:
        raise RuleBroken("not_a_kiosk") from None


def _locked(device: uuid.UUID) -> Device:
    found = Device.objects.select_for_update().filter(id=device).first()
    if found is None:
        raise RuleBroken("not_a_kiosk")
    return found


def _require_place(point: str, now: datetime) -> None:
    day = local_day(now, places.find_zone())
    known = {one.code for one in places.list_contact_points(day)}
    if point not in known and places.find_location(point, day) is None:
        raise RuleBroken("unknown_kiosk")


def _permit(act: str, actor: str, now: datetime) -> None:
    on = local_day(now, places.find_zone())
    people.check_right(actor=actor, act=f"kiosks.{act}", on=on)


def _write(act: str, subject: str, *, actor: str, now: datetime) -> None:
    journal.write(act=f"kiosks.{act}", actor=actor, subject=subject, at=now)
