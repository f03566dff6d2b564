"""Which machine a browser stands in for, and the machines that there are."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from loket.offices.kiosks.models import Device


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A machine, without its key."""

    id: uuid.UUID
    point: str
    enrolled_at: datetime
    revoked_at: datetime | None
    seen_at: datetime | None
    printer: str
    sheets: int
    #: Whether a card can be put in.
    has_reader: bool


def hashed(secret: str) -> str:
    """As the record keeps keys, stays and tokens."""
    return hashlib.sha256(secret.encode()).hexdigest()


def find_by_key(key: str, *, point: str) -> DeviceLine | None:
    """The machine at this place that holds this key; a browser's stay is none."""
    found = find_device(key, point=point)
    if found is None:
        return None
    shown = hashed(key.partition(".")[2])
    return found if Device.objects.filter(id=found.id, key_hash=shown).exists() else None


def has_client(device: uuid.UUID, *, now: datetime) -> bool:
    """Whether a browser may still come in, or one that came in is still welcome.

    Both in one question: a client who came and left between two looks of the machine has left.
    """
    is_coming = ~Q(entrance_hash="") & Q(entrance_until__gt=now)
    return Device.objects.filter(~Q(stay_hash="") | is_coming, id=device).exists()


def find_device(stay: str, *, point: str) -> DeviceLine | None:
    """The machine at this place whose key or stay the browser shows; None for any other."""
    device, _, secret = stay.partition(".")
    try:
        key = uuid.UUID(device)
    except ValueError:
        return None
    found = Device.objects.filter(id=key, point=point, revoked_at=None).first()
    shown = hashed(secret)
    if found is None or shown not in (found.key_hash, found.stay_hash):
        return None
    return _line(found)


def list_devices() -> list[DeviceLine]:
    """All machines, also those that are no kiosk any more."""
    return [_line(row) for row in Device.objects.all()]


def _line(row: Device) -> DeviceLine:
    return DeviceLine(
        row.id, row.point, row.enrolled_at, row.revoked_at, row.seen_at, row.printer, row.sheets,
        row.has_reader,
    )  # fmt: skip
