"""A pairing as its kiosk and its phone may see it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from loket.domain.kiosks import pairing as rules
from loket.domain.kiosks.pairing import Facts, State
from loket.kit.ids import keyed_hash
from loket.offices.kiosks.models import Pairing
from loket.offices.kiosks.queries.devices import hashed


@dataclass(frozen=True, slots=True)
class PairingLine:
    """What the kiosk of this visit waits for."""

    id: uuid.UUID
    point: str
    product: str
    means: str
    #: With time taken into account: a live one whose time is over is lapsed.
    state: State
    number: str
    why: str
    #: Code of what the reader of cards last said.
    heard: str
    #: Least level of the sign-in, which must be later than `shown_at`.
    needed: int
    shown_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Granted:
    """One product, for one person, until then: all that a kiosk ever gets of an account."""

    pairing: uuid.UUID
    device: uuid.UUID
    resident: uuid.UUID
    product: str
    level: int
    means: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader of a machine is to do: ask its card, or tell when the card is taken out."""

    pairing: uuid.UUID
    #: What the card has to sign; empty once it has.
    question: str


def token_of(pairing: uuid.UUID) -> str:
    """What the square of this pairing holds: derived, so that the screen can be drawn again."""
    return keyed_hash(settings.SECRET_KEY, "square of a kiosk", str(pairing))


def find_pairing(
    pairing: uuid.UUID, *, device: uuid.UUID, visit: str, now: datetime
) -> PairingLine | None:
    """The pairing, for the device and the visit that began it only."""
    rows = Pairing.objects.select_related("device")
    found = rows.filter(id=pairing, device_id=device, visit_hash=hashed(visit)).first()
    return _line(found, now) if found else None


def find_question(device: uuid.UUID, *, now: datetime) -> Question | None:
    """What a card in the reader of this machine has to do with its screen; None for nothing."""
    rows = Pairing.objects.live().filter(device_id=device, device__revoked_at=None, means="card")
    found = rows.first()
    if found is None or rules.is_over(_facts(found), now):
        return None
    asks = found.state == State.SHOWN
    return Question(found.id, token_of(found.id) if asks else "")


def find_of_phone(pairing: uuid.UUID, secret: str, *, now: datetime) -> PairingLine | None:
    """The pairing, for the one phone that scanned its square; never its number."""
    rows = Pairing.objects.select_related("device")
    found = rows.filter(id=pairing, phone_hash=hashed(secret)).exclude(phone_hash="").first()
    if found is None:
        return None
    found.number = ""
    return _line(found, now)


def find_of_token(token: str, *, now: datetime) -> PairingLine | None:
    """What a square stands for, so that the phone can say it before anybody signs in."""
    rows = Pairing.objects.select_related("device").filter(means="phone")
    found = rows.filter(token_hash=hashed(token)).first()
    if found is None:
        return None
    found.number = ""
    return _line(found, now)


def find_granted(*, device: uuid.UUID, visit: str, product: str, now: datetime) -> Granted | None:
    """What this visit at this device may do now: that product, or nothing."""
    found = Pairing.objects.filter(
        device_id=device, device__revoked_at=None, visit_hash=hashed(visit), product=product,
        state=State.CONFIRMED,
    ).first()  # fmt: skip
    if found is None or found.resident is None or found.level is None:
        return None
    facts = _facts(found)
    if rules.is_over(facts, now):
        return None
    return Granted(
        found.id, device, found.resident, found.product, found.level, found.means, facts.ends_at
    )


def _facts(found: Pairing) -> Facts:
    return Facts(
        State(found.state), found.shown_at, found.scanned_at, found.confirmed_at, means=found.means
    )


def _line(found: Pairing, now: datetime) -> PairingLine:
    facts = _facts(found)
    late = facts.state in rules.LIVE and rules.is_over(facts, now)
    return PairingLine(
        found.id, found.device.point, found.product, found.means,
        State.LAPSED if late else facts.state, "" if late else found.number,
        "pairing_over" if late else found.why, found.heard, found.needed,
        found.shown_at, facts.ends_at,
    )  # fmt: skip
