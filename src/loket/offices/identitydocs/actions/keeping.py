"""Codes that lie in a safe: told of, handed over with the card, or destroyed by two people."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from loket.domain.identitydocs import life
from loket.domain.identitydocs import terms as rules
from loket.domain.identitydocs.life import Act
from loket.domain.refusals import RuleBroken
from loket.offices.identitydocs.actions.moving import locked, make_move, permit, today
from loket.offices.identitydocs.models import CodeRequest


def notify(*, request: uuid.UUID, actor: str, now: datetime) -> None:
    """An employee called or wrote: for who left no address."""
    with transaction.atomic():
        found = _kept(request, "arrive", actor=actor, now=now)
        make_move(found, Act.NOTIFY, actor=actor, now=now, notified_at=now)


def hand_over(*, request: uuid.UUID, card_seen: str, actor: str, now: datetime) -> None:
    """The holder stood here with the card, and set a PIN with it.

    `card_seen` is ``yes`` when the employee held the card: without it nothing is handed over
    (``card_needed``); nor after the last day (``codes_kept_too_long``).
    """
    with transaction.atomic():
        found = _kept(request, "hand_over", actor=actor, now=now)
        if card_seen != "yes":
            raise RuleBroken("card_needed")
        if found.collect_until and rules.is_to_be_destroyed(found.collect_until, today(now)):
            raise RuleBroken("codes_kept_too_long", day=found.collect_until)
        make_move(found, Act.HAND_OVER, actor=actor, now=now)


def condemn(*, request: uuid.UUID, actor: str, now: datetime) -> None:
    """The first signature; ``codes_still_waiting`` while somebody may yet come for them."""
    with transaction.atomic():
        found = _kept(request, "destroy", actor=actor, now=now)
        if found.collect_until and not rules.is_to_be_destroyed(found.collect_until, today(now)):
            raise RuleBroken("codes_still_waiting", day=found.collect_until)
        make_move(found, Act.CONDEMN, actor=actor, now=now, condemned_by=actor)


def destroy(*, request: uuid.UUID, actor: str, now: datetime) -> None:
    """The second signature, of somebody else: ``second_signature_is_the_first`` otherwise."""
    with transaction.atomic():
        found = _kept(request, "destroy", actor=actor, now=now)
        if against := life.against_destroying(first=found.condemned_by, second=actor):
            raise RuleBroken.because(against)
        make_move(found, Act.DESTROY, actor=actor, now=now, destroyed_by=actor)


def _kept(request: uuid.UUID, act: str, *, actor: str, now: datetime) -> CodeRequest:
    """The locked request, if this employee may do this where its codes lie."""
    found = locked(request)
    permit(act, actor=actor, now=now, location=found.location.code if found.location else "")
    return found
