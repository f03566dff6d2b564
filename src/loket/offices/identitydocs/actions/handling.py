"""Sending and arrival, as an employee says them: no interface to the federal service is known."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from loket.domain.identitydocs import terms as rules
from loket.domain.identitydocs.asking import PENDING_CODES
from loket.domain.identitydocs.life import Act
from loket.domain.refusals import RuleBroken
from loket.foundations.people import queries as people
from loket.foundations.places.models import Location
from loket.offices.identitydocs.actions import telling
from loket.offices.identitydocs.actions.moving import locked, make_move, permit, today
from loket.offices.identitydocs.queries.terms import find_terms


def send(*, request: uuid.UUID, actor: str, now: datetime) -> None:
    """The request was passed on to the federal service."""
    with transaction.atomic():
        found = locked(request)
        permit("send", actor=actor, now=now)
        make_move(found, Act.SEND, actor=actor, now=now, sent_at=now)


def block(*, request: uuid.UUID, pending: str, actor: str, now: datetime) -> None:
    """The federal service refuses for now: `pending` is ``address_change`` or ``new_card``."""
    if pending not in PENDING_CODES:
        raise RuleBroken("unknown_pending", pending=pending[:40])
    with transaction.atomic():
        found = locked(request)
        permit("send", actor=actor, now=now)
        make_move(found, Act.BLOCK, actor=actor, now=now, blocked_by=PENDING_CODES[pending])


def release(*, request: uuid.UUID, actor: str, now: datetime) -> None:
    """What it waited for is done; it can be passed on."""
    with transaction.atomic():
        found = locked(request)
        permit("send", actor=actor, now=now)
        make_move(found, Act.RELEASE, actor=actor, now=now, blocked_by="", sent_at=None)


def arrive(*, request: uuid.UUID, location: str, actor: str, now: datetime) -> None:
    """The codes lie at this location from now on; whoever left an address is told at once."""
    with transaction.atomic():
        found = locked(request)
        permit("arrive", actor=actor, now=now, location=location)
        place = Location.objects.filter(code=location).first()
        if place is None:
            raise RuleBroken("unknown_location", location=location[:80])
        until = rules.last_day_to_collect(today(now), find_terms(today(now)))
        make_move(
            found, Act.ARRIVE, actor=actor, now=now, location=place, arrived_at=now,
            elsewhere="", collect_until=until,
        )  # fmt: skip
        if telling.tell(found, at=now):
            make_move(found, Act.NOTIFY, actor="system:identitydocs", now=now, notified_at=now)


def arrive_elsewhere(*, request: uuid.UUID, municipality: str, actor: str, now: datetime) -> None:
    """The codes went to the municipality where the holder lived before; the holder is told."""
    if not municipality.strip():
        raise RuleBroken("municipality_needed")
    with transaction.atomic():
        found = locked(request)
        permit("send", actor=actor, now=now)
        name = " ".join(municipality.split())[:80]
        make_move(found, Act.ARRIVE_ELSEWHERE, actor=actor, now=now, elsewhere=name)
        telling.tell(found, at=now)


def withdraw(*, request: uuid.UUID, actor: str, now: datetime) -> None:
    """The holder wants none any more, or reported the card lost."""
    with transaction.atomic():
        found = locked(request)
        if actor.startswith(people.EMPLOYEE):
            permit("ask", actor=actor, now=now)
        elif actor not in (f"resident:{found.subject}", f"resident:{found.applicant}"):
            raise RuleBroken("not_allowed", act="identitydocs.withdraw", location="")
        make_move(found, Act.WITHDRAW, actor=actor, now=now, blocked_by="")
