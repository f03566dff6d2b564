"""What is odd about services that go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from loket.foundations.catalogue.importers.dldb.plan import Plan
from loket.foundations.catalogue.importers.dldb.report import Finding
from loket.foundations.catalogue.importers.dldb.source import Service


def check(plan: Plan) -> Iterator[Finding]:
    for one in plan.offers.services.values():
        where = f"services/{one.id}"
        if one.id not in one.combinable:
            yield Finding("combination_not_with_itself", where, one.name)
        for other, times in Counter(one.combinable).items():
            if times > 1:
                yield Finding("combination_twice", where, one.name, f"{other}, {times} times")
            if other != one.id:
                yield from _with(plan, one, other)


def _with(plan: Plan, one: Service, id_: str) -> Iterator[Finding]:
    where = f"services/{one.id}"
    other = plan.offers.services.get(id_)
    if other is None:
        yield Finding("combination_unknown", where, one.name, f"with {id_}")
        return
    detail = f"with {id_}, {other.name}"
    if one.id not in other.combinable:
        yield Finding("combination_one_sided", where, one.name, detail)
    if not set(plan.offers.places(one.id)) & set(plan.offers.places(id_)):
        yield Finding("combination_without_common_place", where, one.name, detail)
