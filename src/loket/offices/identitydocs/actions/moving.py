"""What acts on a request share: who may, the lock, the stored move with its journal line."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from loket.domain.identitydocs.life import LIVE, Act, State, moved
from loket.domain.places.wallclock import local_day
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries as people
from loket.foundations.places import queries as places
from loket.offices.identitydocs.models import CodeMove, CodeRequest


def today(now: datetime) -> date:
    """The city's date."""
    return local_day(now, places.find_zone())


def locked(request: uuid.UUID) -> CodeRequest:
    """The request, nobody else's until the act ends; ``RuleBroken("unknown_code_request")``."""
    rows = CodeRequest.objects.select_for_update(of=("self",)).select_related("location")
    found = rows.filter(id=request).first()
    if found is None:
        raise RuleBroken("unknown_code_request")
    return found


def permit(act: str, *, actor: str, now: datetime, location: str = "") -> None:
    """``RuleBroken("not_allowed")`` unless this employee may do this, there, today."""
    people.check_right(actor=actor, act=f"identitydocs.{act}", on=today(now), location=location)


def make_move(found: CodeRequest, act: Act, *, actor: str, now: datetime, **changes: Any) -> None:
    """Store one move of a locked request with its other changes, its step and its journal line.

    Raises ``move_not_allowed``. What has ended keeps no contact.
    """
    before = State(found.state)
    after = moved(before, act)
    if after not in LIVE:
        changes |= {"ended_at": now, "email": "", "phone": ""}
    for name, value in {"state": after.value, **changes}.items():
        setattr(found, name, value)
    found.save(update_fields=["state", *changes])
    CodeMove.objects.create(request=found, at=now, actor=actor, move=act, to_state=after)
    journal.write(
        act=f"identitydocs.{act}",
        actor=actor,
        subject=f"code_request:{found.id}",
        purpose="pin-puk",
        at=now,
        before={"state": str(before)},
        after={"state": str(after)},
    )
