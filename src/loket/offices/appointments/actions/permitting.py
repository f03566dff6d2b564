"""Who may act on appointments: an employee with the right, or whoever holds the hold or the link.

A person has no account here. What proves them is the secret of a link or the key of a hold, which
the channel checked; an employee proves nothing by having seen one, so the right is asked again.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from loket.domain.places.wallclock import local_day
from loket.foundations.people import queries as people
from loket.foundations.places import queries as places

CLOSE: Final = "appointments.close"
EDIT_HOURS: Final = "places.edit_hours"


def permit(act: str, *, actor: str, now: datetime) -> None:
    """``not_allowed`` for an employee without the right ``appointments.<act>`` today."""
    if actor.startswith(people.EMPLOYEE):
        people.check_right(actor=actor, act=f"appointments.{act}", on=_today(now))


def permit_here(act: str, *, actor: str, location: str, now: datetime) -> None:
    """``not_allowed`` for anybody without this right at this location today."""
    people.check_right(actor=actor, act=act, on=_today(now), location=location)


def _today(now: datetime) -> date:
    return local_day(now, places.find_zone())
