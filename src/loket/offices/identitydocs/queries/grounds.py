"""What makes a look at a home due: its holder asks for codes, or a request is handled."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from loket.domain.people.standing import helper_of
from loket.domain.places.wallclock import local_day
from loket.domain.refusals import RuleBroken
from loket.foundations.people import queries as people
from loket.foundations.places import queries as places
from loket.offices.identitydocs.models import CodeRequest

#: The kind of our ground; its reference is whose card it is.
GROUND: Final = "codes"
PURPOSE: Final = "pin-puk"


def proves(reference: str, *, actor: str, of: UUID | None, purpose: str, now: datetime) -> bool:
    """Whether the holder looks, signed in; or an employee who may ask, while a request is open."""
    if of is None or purpose != PURPOSE or reference != str(of):
        return False
    if is_in_session_of(of, actor):
        return True
    if not CodeRequest.objects.live().filter(subject__in=people.chain_of(of)).exists():
        return False
    on = local_day(now, places.find_zone())
    try:
        people.check_right(actor=actor, act="identitydocs.ask", on=on)
    except RuleBroken:
        return False
    return actor.startswith(people.EMPLOYEE)


def is_in_session_of(resident: UUID, actor: str) -> bool:
    """Whether this person is signed in and acts, by themselves or with a helper at the keys."""
    helped = helper_of(actor)
    return people.is_oneself(f"{people.RESIDENT}{helped[1]}" if helped else actor, resident)
