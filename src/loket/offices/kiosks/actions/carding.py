"""Signing in at a kiosk with a card: its answer is examined, then its holder has one product."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from cryptography import x509

from loket.connectors.cards import Answer, Register, examine
from loket.domain.kiosks import cards as rules
from loket.domain.people import numbers
from loket.domain.places.wallclock import local_day
from loket.domain.refusals import RuleBroken
from loket.foundations.people import actions as people
from loket.foundations.places import queries as places
from loket.offices.kiosks.actions.pairing import break_off, prove
from loket.offices.kiosks.queries.pairings import token_of


def prove_with_card(
    *,
    pairing: uuid.UUID,
    answer: Answer,
    trusted: Sequence[x509.Certificate],
    register: Register,
    now: datetime,
    synthetic: bool = False,
) -> None:
    """The card signed the question of this pairing after its PIN: its holder is here.

    Raises ``card_proves_nothing`` for an answer to any other question, every doubt about the
    certificate at once, and ``pairing_over``. A card that is refused ends the pairing: the screen
    says why, and whoever has another way begins again. ``synthetic`` takes numbers that no register
    issues. Never inside a transaction: the issuer's register is asked.
    """
    try:
        _prove(pairing, answer, trusted, register, now=now, synthetic=synthetic)
    except RuleBroken as refused:
        break_off(pairing=pairing, why=refused.code, now=now)
        raise


def _prove(
    pairing: uuid.UUID,
    answer: Answer,
    trusted: Sequence[x509.Certificate],
    register: Register,
    *,
    now: datetime,
    synthetic: bool,
) -> None:
    question = token_of(pairing)
    holder = examine(
        answer, question=question.encode(), trusted=trusted, register=register, now=now
    )
    if against := rules.against(holder.proof if holder else None, now=now):
        raise RuleBroken.because(against)
    if holder is None:
        raise RuleBroken("card_proves_nothing")
    today = local_day(now, places.find_zone())
    number = numbers.parse(holder.number, today=today, synthetic=synthetic)
    resident = people.recognise(number=number, now=now, actor="system:kiosks")
    prove(
        pairing=pairing,
        question=question,
        resident=resident,
        level=rules.CARD_LEVEL,
        actor=f"resident:{resident}",
        now=now,
    )
