"""The terms of a day, and the day itself."""

from __future__ import annotations

from datetime import date, datetime

from loket.domain.certificates.terms import Terms as TermsFacts
from loket.domain.certificates.terms import terms_on
from loket.foundations.catalogue import queries as catalogue
from loket.kit import packs
from loket.offices.certificates.models import Terms


def local_day(now: datetime) -> date:
    """The city's day at that instant."""
    return now.astimezone(catalogue.the_city().clock).date()


def find_terms(on: date) -> TermsFacts:
    """The numbers in force on that day."""
    known = Terms.objects.filter(valid_from__lte=on).values_list("definition", flat=True)
    return terms_on(on, [packs.from_json(TermsFacts, one) for one in known])
