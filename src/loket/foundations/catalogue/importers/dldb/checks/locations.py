"""What is odd about locations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from loket.foundations.catalogue.importers.dldb.middle import is_far
from loket.foundations.catalogue.importers.dldb.plan import Plan
from loket.foundations.catalogue.importers.dldb.report import Finding
from loket.foundations.catalogue.importers.dldb.source import Location
from loket.foundations.catalogue.importers.dldb.template import ANY_OFFICE, usual

TEST: Final = re.compile(r"\btest(?=standort|leistung|\b)", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\D")
AREA: Final = 3


def check(plan: Plan) -> Iterator[Finding]:
    places = plan.offers.locations
    areas = Counter(_area(one.phone) for one in places.values())
    most = usual((one.city for one in places.values()), otherwise="")
    named = {one.code for one in plan.template.locations}
    for one in places.values():
        for kind, detail in (
            *_offer(plan, one),
            *_names(plan, one),
            *_address(plan, one, most),
            *_contact(one, areas),
            *_references(plan, one),
        ):
            yield Finding(kind, f"locations/{one.id}", one.name, detail)
        yield Finding(
            "location_hours_assumed", f"locations/{one.id}", one.name, _assumed(plan, one)
        )
        if one.id not in named:
            yield Finding("location_not_in_template", f"locations/{one.id}", one.name)


def _offer(plan: Plan, one: Location) -> Iterator[tuple[str, str]]:
    public = plan.offers.is_public(one)
    if not one.public:
        yield "location_not_public", "published by the template" if public else ""
    if not one.pairs:
        yield "location_without_services", ""
    ends = [end for (place, _), end in plan.offers.ends.items() if place == one.id]
    if one.pairs and public and "offered" not in ends:
        counted = ", ".join(f"{count} {end}" for end, count in Counter(ends).items())
        yield "location_without_bookable_services", counted


def _names(plan: Plan, one: Location) -> Iterator[tuple[str, str]]:
    others = [each for each in plan.offers.locations.values() if each.id != one.id]
    if any(each.display_name == one.display_name for each in others):
        yield "location_name_shared", one.display_name
    if any(each.name == one.name for each in others):
        yield "location_name_twice", one.name
    if one.meta_id and one.meta_id != one.id:
        yield "location_meta_id_differs", f"meta says {one.meta_id}"
    if TEST.search(one.name):
        yield "location_looks_like_a_test", ""


def _address(plan: Plan, one: Location, most: str) -> Iterator[tuple[str, str]]:
    missing = [
        said
        for said, text in (
            ("street", one.street), ("postal code", one.postal_code), ("municipality", one.city),
        )
        if not text
    ]  # fmt: skip
    if missing:
        yield "location_address_incomplete", f"no {', no '.join(missing)}"
    if one.city and one.city != most:
        yield "location_elsewhere", one.city
    if one.lat is None:
        yield "location_without_point", ""
    if is_far(one, plan.offers.locations.values()):
        yield "location_far_away", f"{one.lat}, {one.lon}"


def _contact(one: Location, areas: Counter[str]) -> Iterator[tuple[str, str]]:
    if not one.phone:
        yield "location_without_phone", ""
    elif areas[_area(one.phone)] == 1 and one.phone != ANY_OFFICE:
        yield "location_phone_odd", one.phone
    if not one.email:
        yield "location_without_email", ""
    if not one.unit:
        yield "location_without_unit", one.organisation or "no organisation either"
    if not one.slot_minutes:
        yield "location_without_slot_time", ""


def _references(plan: Plan, one: Location) -> Iterator[tuple[str, str]]:
    for id_ in one.hidden_for:
        if id_ not in plan.offers.services:
            yield "location_refers_to_nothing", f"dontShowByServices {id_}: no such service"
        elif (one.id, id_) not in plan.offers.pairs:
            yield "location_refers_to_nothing", f"dontShowByServices {id_}: not offered here"
    for id_ in dict.fromkeys(one.related):
        if id_ not in plan.offers.locations:
            yield "location_refers_to_nothing", f"related location {id_}: no such location"


def _assumed(plan: Plan, one: Location) -> str:
    counters, hours = plan.template.place(one.id).counters, plan.template.hours_of(one.id)
    minutes = sum(each.minutes * len(each.days) for each in hours)
    known = "" if any(each.assumed for each in hours) else ", no longer assumed"
    return f"{counters} counters, {minutes // 60} h {minutes % 60:02} a week{known}"


def _area(phone: str) -> str:
    return _DIGITS.sub("", phone)[:AREA]
