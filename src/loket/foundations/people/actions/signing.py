"""What the journal keeps of residents who sign in and out; their sessions are the channel's."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from loket.domain.people.numbers import NationalNumber
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries
from loket.foundations.people.actions.residents import recognise

DOOR = "system:sign_in"


def sign_in_resident(
    *,
    number: NationalNumber,
    means: str,
    level: int,
    provider: str,
    now: datetime,
    expected: UUID | None = None,
) -> UUID:
    """Whoever proved to have this number comes in.

    ``expected``: who is signed in here already and came to do so more surely; somebody else is
    refused with ``another_person``, and that is written down.
    """
    came = recognise(number=number, now=now, actor=DOOR)
    if expected is not None and came not in queries.chain_of(expected):
        refuse_resident(resident=came, expected=expected, now=now)
        raise RuleBroken("another_person")
    with transaction.atomic():
        actor = f"{queries.RESIDENT}{came}"
        journal.write(
            act="people.sign_in",
            actor=actor,
            subject=actor,
            at=now,
            after={"means": means, "level": level, "provider": provider},
        )
    return came


def refuse_resident(*, resident: UUID, expected: UUID, now: datetime) -> None:
    """Write down that one person came where another was signed in."""
    with transaction.atomic():
        journal.write(
            act="people.refuse_sign_in",
            actor=DOOR,
            subject=f"{queries.RESIDENT}{resident}",
            at=now,
            before={"signed_in": f"{queries.RESIDENT}{expected}"},
        )


def sign_out_resident(*, resident: UUID, now: datetime) -> None:
    """Write down that somebody left by themselves."""
    with transaction.atomic():
        actor = f"{queries.RESIDENT}{resident}"
        journal.write(act="people.sign_out", actor=actor, subject=actor, at=now)
