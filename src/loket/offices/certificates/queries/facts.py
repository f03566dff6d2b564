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


def codes_of_here(terms: TermsFacts) -> frozenset[str]:
    """NIS codes that mean this city: its own, and those of municipalities that it took in.

    Empty where the pack names none: then nobody looks whether a register means this city.
    """
    own = catalogue.the_city().municipality
    return frozenset({own, *terms.merged}) if own else frozenset()


def find_terms(on: date) -> TermsFacts:
    """The numbers in force on that day."""
    known = Terms.objects.filter(valid_from__lte=on).values_list("definition", flat=True)
    return terms_on(on, [packs.from_json(TermsFacts, one) for one in known])
