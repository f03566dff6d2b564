"""What is odd about a service at a location, in the one file or the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from loket.foundations.catalogue.importers.dldb.offers import End
from loket.foundations.catalogue.importers.dldb.plan import Plan
from loket.foundations.catalogue.importers.dldb.report import Finding
from loket.foundations.catalogue.importers.dldb.source import Pair

_ENDS: Final[dict[End, str]] = {
    "not public here": "pair_not_public",
    "hidden by the location": "pair_hidden",
    "without appointment": "pair_without_appointment",
    "booked elsewhere": "pair_external",
}


def check(plan: Plan) -> Iterator[Finding]:
    yield from _of_locations(plan)
    other = _of_services(plan)
    for key, pair in plan.offers.pairs.items():
        for kind, detail in (*_one(plan, pair), *_against(plan, pair, other.get(key))):
            yield _found(plan, kind, pair, detail)
    for key, pair in other.items():
        if pair.location not in plan.offers.locations:
            yield _found(plan, "pair_unknown_location", pair)
        elif key not in plan.offers.pairs:
            yield _found(plan, "pair_only_at_service", pair)


def _of_locations(plan: Plan) -> Iterator[Finding]:
    for location in plan.offers.locations.values():
        seen: set[str] = set()
        for pair in location.pairs:
            if pair.service not in plan.offers.services:
                yield _found(plan, "pair_unknown_service", pair)
            elif pair.service in seen:
                yield _found(plan, "pair_twice", pair)
            seen.add(pair.service)


def _of_services(plan: Plan) -> dict[tuple[str, str], Pair]:
    return {
        (pair.location, pair.service): pair
        for service in plan.offers.services.values()
        for pair in service.pairs
    }


def _one(plan: Plan, pair: Pair) -> Iterator[tuple[str, str]]:
    service, location = plan.offers.services[pair.service], plan.offers.locations[pair.location]
    kind = _ENDS.get(plan.offers.ends[pair.location, pair.service])
    if kind:
        yield kind, ""
    if not pair.minutes or pair.minutes < 0:
        yield "pair_minutes_missing", f"{plan.minutes(service)} taken"
    elif service.minutes and pair.minutes != service.minutes:
        yield "pair_minutes_differ", f"{pair.minutes} here, {service.minutes} elsewhere"
    slots, slot = pair.slots, location.slot_minutes
    if slots is not None and slot and pair.minutes and slots * slot != pair.minutes:
        yield "pair_slots_differ", f"{slots} × {slot} is not {pair.minutes}"
    if pair.quantity is not None and pair.quantity != service.quantity:
        yield "pair_quantity_differs", f"{pair.quantity} here, {service.quantity} elsewhere"


def _against(plan: Plan, pair: Pair, other: Pair | None) -> Iterator[tuple[str, str]]:
    """The same pair in the file of services."""
    if other is None:
        yield "pair_only_at_location", ""
        return
    if not other.slots and pair.slots:
        yield "pair_slots_zero", f"{other.slots}, but {pair.slots}"
    most = plan.offers.services[pair.service].quantity
    if other.multiple is not None and other.multiple != most:
        yield "pair_multiple_differs", f"{other.multiple}, but maxQuantity {most}"


def _found(plan: Plan, kind: str, pair: Pair, detail: str = "") -> Finding:
    location = plan.offers.locations.get(pair.location)
    service = plan.offers.services.get(pair.service)
    name = " / ".join(one.name for one in (service, location) if one)
    return Finding(kind, f"locations/{pair.location}/services/{pair.service}", name, detail)
