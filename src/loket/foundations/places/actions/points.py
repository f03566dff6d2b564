"""Contact points: until when one serves."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.places.actions.editions import begin_edition
from loket.foundations.places.models import ContactPoint


def end_contact_point(*, code: str, on: date | None, actor: str, now: datetime) -> None:
    """The first day on which it does not serve any more; None: it serves without end.

    Who may say so, and what is told to whom, is the office of the kiosks'. Raises
    ``unknown_kiosk``, and ``notice_too_short`` for a day before it opened.
    """
    with transaction.atomic():
        found = ContactPoint.objects.select_for_update().filter(code=code).first()
        if found is None:
            raise RuleBroken("unknown_kiosk")
        if on is not None and on <= found.opened_on:
            raise RuleBroken("notice_too_short", days=1)
        before, found.closed_on = found.closed_on, on
        found.save(update_fields=["closed_on"])
        begin_edition()
        journal.write(
            act="places.end_contact_point",
            actor=actor,
            subject=f"kiosk:{code}",
            at=now,
            before={"closed_on": before.isoformat() if before else None},
            after={"closed_on": on.isoformat() if on else None},
        )
