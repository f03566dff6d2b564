"""Entries that are counted wrongly, have no id, or come twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loket.foundations.catalogue.importers.dldb.offers import is_usable
from loket.foundations.catalogue.importers.dldb.plan import Plan
from loket.foundations.catalogue.importers.dldb.report import Finding
from loket.foundations.catalogue.importers.dldb.source import Location, Service


def check(plan: Plan) -> Iterator[Finding]:
    source = plan.offers.source
    both: dict[str, Sequence[Location | Service]] = {
        "locations": source.locations,
        "services": source.services,
    }
    for name, entries in both.items():
        stated = source.stated[name]
        if stated != len(entries):
            detail = f"states {stated}, holds {len(entries)}"
            yield Finding("stated_count_differs", name, detail=detail)
        yield from _entries(name, entries)


def _entries(file: str, entries: Sequence[Location | Service]) -> Iterator[Finding]:
    seen: set[str] = set()
    for position, entry in enumerate(entries):
        where = f"{file}/{entry.id}" if entry.id else f"{file}[{position}]"
        if not is_usable(entry):
            yield Finding("entry_without_id", where, entry.name)
        elif entry.id in seen:
            yield Finding("entry_twice", where, entry.name)
        seen.add(entry.id)
