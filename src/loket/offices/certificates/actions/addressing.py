"""Where the paper of a batch goes: the worker asks it of the register, a few at a time.

Each address is kept encrypted with its request until the batch has left, so that a fall repeats
nothing that was answered, and printing asks no register.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from loket.domain.refusals import RuleBroken
from loket.domain.registers.grounds import Ground
from loket.foundations.journal import actions as journal
from loket.foundations.registers import actions as registers
from loket.offices.certificates.actions.claims import full_name, line_of
from loket.offices.certificates.actions.deciding import AWAY
from loket.offices.certificates.models import Batch, Request, RequestQuerySet
from loket.offices.certificates.queries.files import seal_address
from loket.offices.certificates.queries.grounds import GROUND, POST

#: So many in one go; a worker that falls repeats at most one of them.
STEP: Final = 25
#: A worker that falls in its turn keeps others out for so long.
TURN: Final = timedelta(minutes=5)
#: After a register that gave no answer.
PAUSE: Final = timedelta(minutes=5)


def prepare_batch(*, batch: UUID, actor: str, now: datetime, limit: int = STEP) -> int:
    """Ask where the next of a batch go; says of how many that is known now. One worker at a time.

    Who has no address is taken out of the batch, so that nobody says of it that it left. A register
    that is away puts off the rest, and nothing is taken out. Never inside a transaction.
    """
    until = now + TURN
    free = Batch.objects.filter(pk=batch, posted_at=None, try_at__lte=now)
    if not free.update(try_at=until):
        return 0
    turn = list(_without_address(batch).order_by("delivered_at", "pk")[:limit])
    settled = 0
    for request in turn:
        try:
            lines = _lines_of(request, actor, now)
        except RuleBroken:
            _end_turn(batch, until, {"try_at": now + PAUSE, "tries": F("tries") + 1})
            return settled
        _settle(request, lines, actor=actor, now=now)
        settled += 1
    is_ready = not _without_address(batch).exists()
    _end_turn(batch, until, {"try_at": None if is_ready else now, "tries": 0})
    return settled


def take_out(requests: Sequence[Request], *, batch: UUID, actor: str, now: datetime) -> None:
    """These do not leave with this batch: they wait for another, and its page names their marks."""
    gone = [one.pk for one in requests]
    with transaction.atomic():
        found = Batch.objects.select_for_update().get(pk=batch)
        if found.posted_at is not None or not gone:
            return
        Request.objects.filter(pk__in=gone, batch=batch).update(batch=None, address=None)
        found.left_out = sorted({*found.left_out, *(one.mark for one in requests)})
        found.save(update_fields=["left_out"])
        journal.write(
            act="certificates.take_out", actor=actor, subject=f"batch:{batch}", at=now,
            after={"left_out": len(gone)},
        )  # fmt: skip


def _lines_of(request: Request, actor: str, now: datetime) -> tuple[str, ...]:
    """As on the address page; empty where the register knows none. Raises when it is away."""
    try:
        person = registers.look_up_person(
            of=request.applicant, ground=Ground(GROUND, str(request.pk)), purpose=POST,
            actor=actor, now=now,
        )  # fmt: skip
    except RuleBroken as broken:
        if broken.code in AWAY:
            raise
        return ()
    if person.address is None:
        return ()
    return (full_name(person), *line_of(person.address).split(", "))


def _settle(request: Request, lines: tuple[str, ...], *, actor: str, now: datetime) -> None:
    """Keep the address of what still lies in the batch, or take out what has none."""
    if request.batch_id is None:
        return
    if not lines:
        take_out([request], batch=request.batch_id, actor=actor, now=now)
        return
    waiting = _without_address(request.batch_id).filter(pk=request.pk, batch__posted_at=None)
    waiting.update(address=seal_address(lines, request=str(request.pk)))


def _without_address(batch: UUID) -> RequestQuerySet:
    return Request.objects.filter(batch=batch, address=None)


def _end_turn(batch: UUID, until: datetime, changes: dict[str, Any]) -> None:
    """Unless another has the turn meanwhile, or the batch left."""
    Batch.objects.filter(pk=batch, posted_at=None, try_at=until).update(**changes)
