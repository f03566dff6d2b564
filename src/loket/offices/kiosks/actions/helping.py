"""Somebody before a kiosk asks for a person; an employee answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from loket.domain.places.wallclock import local_day
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries as people
from loket.foundations.places import queries as places
from loket.offices.kiosks.models import HelpCall

#: A call that nobody ended is over: whoever called has gone.
CALL_LASTS: Final = timedelta(minutes=30)


def call_help(*, point: str, now: datetime) -> int:
    """Ask for a person; while one call is open a second one is the same."""
    with transaction.atomic():
        HelpCall.objects.filter(point=point, ended_at=None, called_at__lte=now - CALL_LASTS).update(
            ended_at=now
        )
    try:
        with transaction.atomic():
            made = HelpCall.objects.create(point=point, called_at=now)
            _write("call_help", point, actor=f"kiosk:{point}", now=now)
    except IntegrityError:
        made = HelpCall.objects.get(point=point, ended_at=None)
    return made.pk


def answer_call(*, call: int, actor: str, now: datetime) -> None:
    """An employee takes the call on; the screen says that somebody does. ``call_is_over``."""
    on = local_day(now, places.find_zone())
    people.check_right(actor=actor, act="kiosks.answer_call", on=on)
    with transaction.atomic():
        found = HelpCall.objects.select_for_update().filter(id=call, ended_at=None).first()
        if found is None:
            raise RuleBroken("call_is_over")
        if found.answered_at is None:
            found.answered_at, found.answered_by = now, actor
            found.save(update_fields=["answered_at", "answered_by"])
            _write("answer_call", found.point, actor=actor, now=now)


def end_call(*, call: int, actor: str, now: datetime) -> None:
    """The client was helped, or took it back."""
    if actor.startswith(people.EMPLOYEE):
        on = local_day(now, places.find_zone())
        people.check_right(actor=actor, act="kiosks.answer_call", on=on)
    with transaction.atomic():
        HelpCall.objects.filter(id=call, ended_at=None).update(ended_at=now)


def end_calls_of(*, point: str, now: datetime) -> None:
    """The client at this kiosk left."""
    with transaction.atomic():
        HelpCall.objects.filter(point=point, ended_at=None).update(ended_at=now)


def _write(act: str, point: str, *, actor: str, now: datetime) -> None:
    journal.write(act=f"kiosks.{act}", actor=actor, subject=f"kiosk:{point}", at=now)
