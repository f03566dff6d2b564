"""Everything that is odd in the files, found before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from loket.foundations.catalogue.importers.dldb import fields
from loket.foundations.catalogue.importers.dldb.checks import (
    combinations,
    files,
    locations,
    pairs,
    services,
)
from loket.foundations.catalogue.importers.dldb.plan import Plan
from loket.foundations.catalogue.importers.dldb.report import Finding

CHECKS: tuple[Callable[[Plan], Iterator[Finding]], ...] = (
    files.check,
    locations.check,
    services.check,
    pairs.check,
    combinations.check,
)


def check(plan: Plan) -> tuple[Finding, ...]:
    """All findings, in the order of the files."""
    found = [one for each in CHECKS for one in each(plan)]
    return (*found, *fields.check(plan.offers.source.raw))
