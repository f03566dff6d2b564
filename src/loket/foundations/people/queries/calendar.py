"""Which day it is: roles, teams and mandates begin and end on a day of the city's calendar."""

from __future__ import annotations

from datetime import date, datetime

from loket.foundations.people import kinds


def local_day(now: datetime) -> date:
    """The city's day at that instant: the next one begins at its midnight, not at that of UTC."""
    return now.astimezone(kinds.zone()).date()
