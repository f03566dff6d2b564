"""Pairing a kiosk with a phone, or with a card: show, scan, confirm, end.

Every act locks the one row; the database knows of one live pairing per device. A refusal that also
ends something is committed before it is raised, so that the end is not taken back with it.
"""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from loket.domain.catalogue.product import Product
from loket.domain.kiosks import cards, offer
from loket.domain.kiosks import pairing as rules
from loket.domain.kiosks.cards import Word
from loket.domain.kiosks.pairing import Act, Facts, SignIn, State
from loket.domain.refusals import Reason, RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.journal import actions as journal
from loket.offices.kiosks.actions.counting import count_of_visit
from loket.offices.kiosks.models import Device, Pairing
from loket.offices.kiosks.queries.devices import hashed
from loket.offices.kiosks.queries.pairings import token_of

#: What ends a pairing for good when a phone does it wrong.
BREAKS: Final = frozenset({"square_used", "number_wrong_too_often"})


@dataclass(frozen=True, slots=True)
class Square:
    """What the screen shows: the secret in the square, and which pairing it opens."""

    id: uuid.UUID
    token: str


@dataclass(frozen=True, slots=True)
class Phone:
    """The one phone of a pairing: what it keeps."""

    pairing: uuid.UUID
    secret: str


def show(
    *, device: uuid.UUID, visit: str, product: str, needed: int, now: datetime, means: str = "phone"
) -> Square:
    """Begin a pairing for one product at the screen of this visit; what was live there ends.

    Raises ``not_a_kiosk``, ``unknown_product`` and ``not_at_a_kiosk``.
    """
    wanted = catalogue.find_product(product)
    if wanted is None:
        raise RuleBroken("unknown_product", product=product[:40])
    if against := offer.against_here(is_discreet=is_discreet(wanted)):
        raise RuleBroken.because(against)
    made = uuid.uuid4()
    token = token_of(made)
    with transaction.atomic():
        locked = Device.objects.select_for_update().filter(id=device, revoked_at=None)
        if not locked.exists():
            raise RuleBroken("not_a_kiosk")
        end_all(device=device, why="", now=now)
        Pairing.objects.create(
            id=made, device_id=device, visit_hash=hashed(visit), means=means, product=product,
            needed=needed, token_hash=hashed(token), shown_at=now,
        )  # fmt: skip
    return Square(made, token)


def scan(*, token: str, read_at: datetime, now: datetime) -> Phone:
    """A phone takes the square. A second one breaks it for both: one of the two is not here.

    Raises ``square_unknown``, ``square_used`` and ``square_too_old``.
    """
    with transaction.atomic():
        found = _locked(token_hash=hashed(token), means="phone")
        if found is None:
            raise RuleBroken("square_unknown")
        against = rules.against_scanning(facts_of(found), read_at=read_at, now=now)
        if not against:
            phone = secrets.token_urlsafe(24)
            number = rules.number_from(secrets.token_bytes(8))
            _move(found, Act.SCAN, scanned_at=now, phone_hash=hashed(phone), number=number)
            return Phone(found.id, phone)
        _take_consequences(found, against[0], now)
    raise RuleBroken.because(against)


def confirm(
    *, phone: Phone, typed: str, resident: uuid.UUID, sign_in: SignIn, actor: str, now: datetime
) -> None:
    """The person who signed in typed the number that the kiosk shows: it gets its product.

    Raises ``pairing_over``, ``sign_in_not_fresh``, ``sign_in_too_weak``, ``number_wrong``,
    ``number_wrong_too_often`` and ``not_allowed`` for anybody but that person.
    """
    _check_own(resident, actor)
    with transaction.atomic():
        found = _of_phone(phone)
        against = rules.against_confirming(
            facts_of(found), typed="".join(typed.split()), sign_in=sign_in,
            needed=found.needed, now=now,
        )  # fmt: skip
        if not against:
            _confirm(found, Act.CONFIRM, resident, sign_in.level, actor=actor, now=now)
            return
        _take_consequences(found, against[0], now)
    raise RuleBroken.because(against)


def prove(
    *, pairing: uuid.UUID, question: str, resident: uuid.UUID, level: int, actor: str, now: datetime
) -> None:
    """A card signed the question of this pairing, and was found good; ``pairing_over``."""
    with transaction.atomic():
        found = _locked(id=pairing, means="card", token_hash=hashed(question))
        if found is None or found.state != State.SHOWN or rules.is_over(facts_of(found), now):
            raise RuleBroken("pairing_over")
        if level < found.needed:
            raise RuleBroken("sign_in_too_weak")
        _confirm(found, Act.PROVE, resident, level, actor=actor, now=now)


def end(*, pairing: uuid.UUID, now: datetime, why: str = "") -> None:
    """Over, whoever says so; ending what has ended changes nothing."""
    with transaction.atomic():
        found = _locked(id=pairing)
        if found is not None and State(found.state) in rules.LIVE:
            _end(found, Act.END, now, why=why)


def end_by_phone(*, phone: Phone, now: datetime) -> None:
    """The phone takes it back; the kiosk goes to its first screen."""
    with transaction.atomic():
        found = _of_phone(phone)
        if State(found.state) in rules.LIVE:
            _end(found, Act.END, now, why="ended_by_phone")


def break_off(*, pairing: uuid.UUID, why: str, now: datetime) -> None:
    """Over for good, and the screen says why; whoever is right begins again."""
    with transaction.atomic():
        found = _locked(id=pairing)
        if found is not None and State(found.state) in rules.LIVE:
            _end(found, Act.BREAK, now, why=why)


def hear_reader(*, pairing: uuid.UUID, word: Word, now: datetime) -> None:
    """What the reader of cards says of this pairing; ``pairing_over`` where none is live."""
    with transaction.atomic():
        found = _locked(id=pairing, means="card")
        if found is None or rules.is_over(facts_of(found), now):
            raise RuleBroken("pairing_over")
        act = cards.follows(word, State(found.state))
        if act is not None:
            _end(found, act, now, why=cards.SAID[word])
            return
        found.heard = cards.SAID[word]
        found.save(update_fields=["heard"])


def end_all(*, device: uuid.UUID, why: str, now: datetime) -> None:
    """End whatever is live at a device, in the caller's transaction."""
    rows = Pairing.objects.live().select_for_update().filter(device_id=device)
    for found in rows:
        _end(found, Act.END, now, why=why)


def lapse(*, now: datetime) -> int:
    """End what ran out of time, so that nobody's reference is kept; says how many."""
    oldest = now - rules.SHOWN_FOR
    ended = 0
    for key in Pairing.objects.live().filter(shown_at__lte=oldest).values_list("id", flat=True):
        with transaction.atomic():
            found = _locked(id=key)
            if found and State(found.state) in rules.LIVE and rules.is_over(facts_of(found), now):
                _end(found, Act.LAPSE, now, why="pairing_over")
                ended += 1
    return ended


def is_discreet(product: Product) -> bool:
    """Whether it is for nobody else's eyes, whoever makes it on whatever day."""
    return any(not made.at_kiosk for made in product.certificate)


def facts_of(found: Pairing) -> Facts:
    """The record as the rules want it."""
    return Facts(
        State(found.state), found.shown_at, found.scanned_at, found.confirmed_at,
        found.number, found.tries, found.means,
    )  # fmt: skip


def _locked(**which: Any) -> Pairing | None:
    rows = Pairing.objects.select_for_update(of=("self",)).select_related("device")
    return rows.filter(**which).first()


def _of_phone(phone: Phone) -> Pairing:
    found = _locked(id=phone.pairing, phone_hash=hashed(phone.secret))
    if found is None:
        raise RuleBroken("pairing_over")
    return found


def _take_consequences(found: Pairing, reason: Reason, now: datetime) -> None:
    """A second scan and a third wrong number end it; a wrong number counts; time ends it."""
    if State(found.state) not in rules.LIVE:
        return
    if reason.code in BREAKS:
        _end(found, Act.BREAK, now, why=reason.code)
    elif rules.is_over(facts_of(found), now):
        _end(found, Act.LAPSE, now, why="pairing_over")
    elif reason.code == "number_wrong":
        found.tries += 1
        found.save(update_fields=["tries"])


def _check_own(resident: uuid.UUID, actor: str) -> None:
    """A kiosk works for whoever proved to be there, and for nobody in their name."""
    if actor != f"resident:{resident}":
        raise RuleBroken("not_allowed", act="kiosks.confirm", location="")


def _confirm(
    found: Pairing, act: Act, resident: uuid.UUID, level: int, *, actor: str, now: datetime
) -> None:
    _move(found, act, confirmed_at=now, resident=resident, level=level)
    count_of_visit(device=found.device, visit_hash=found.visit_hash, product=found.product, now=now)
    journal.write(
        act=f"kiosks.{act}",
        actor=actor,
        subject=f"pairing:{found.id}",
        at=now,
        after={"device": str(found.device_id), "product": found.product, "level": level},
    )


def _end(found: Pairing, act: Act, now: datetime, *, why: str) -> None:
    _move(found, act, ended_at=now, why=why, resident=None, number="", heard="")


def _move(found: Pairing, act: Act, **changes: Any) -> None:
    found.state = rules.moved(State(found.state), act).value
    for name, value in changes.items():
        setattr(found, name, value)
    found.save(update_fields=["state", *changes])
