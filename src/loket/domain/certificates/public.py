"""When an act of civil status is open to everyone: strictly *more than* so many years old."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

from loket.domain.certificates.terms import Terms


def years_until_public(kind: str, terms: Terms) -> int:
    """How old an act of this kind must have become; anything but death and marriage waits long."""
    return {
        "death": terms.public_death_years,
        "marriage": terms.public_marriage_years,
    }.get(kind, terms.public_other_years)


def is_public(kind: str, made_on: date, on: date, terms: Terms) -> bool:
    """Whether everyone may have it on this day. Source: old Civil Code, art. 29."""
    return anniversary(made_on, years_until_public(kind, terms)) < on


def public_from(kind: str, made_on: date, terms: Terms) -> date:
    """The first day on which everyone may have it."""
    return anniversary(made_on, years_until_public(kind, terms)) + timedelta(days=1)


def anniversary(day: date, years: int) -> date:
    """The same day so many years later; the last of February for a leap day."""
    year = min(day.year + years, MAXYEAR)
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
