"""The terms of a day, and the day itself."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from loket.domain.certificates.terms import Terms as TermsFacts
from loket.domain.certificates.terms import terms_on
from loket.foundations.catalogue import queries as catalogue
from loket.kit import packs
from loket.kit.statements import ask

ALL: Final = "SELECT definition::text FROM certificates_terms ORDER BY valid_from"


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
    return terms_on(on, _terms_of(catalogue.the_catalogue()))


@lru_cache(maxsize=2)
def _terms_of(_edition: catalogue.Catalogue) -> list[TermsFacts]:
    """They are loaded with the catalogue, and read once in each process for each that is loaded."""
    return [packs.from_json(TermsFacts, json.loads(definition)) for (definition,) in ask(ALL, [])]
