"""What is odd about services."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from loket.foundations.catalogue.importers.dldb.checks.locations import TEST
from loket.foundations.catalogue.importers.dldb.plain import odd_markup, plain
from loket.foundations.catalogue.importers.dldb.plan import MOST_AT_ONCE, MOST_MINUTES, Plan
from loket.foundations.catalogue.importers.dldb.report import Finding
from loket.foundations.catalogue.importers.dldb.services import fees, is_bookable, places
from loket.foundations.catalogue.importers.dldb.source import Service
from loket.foundations.catalogue.importers.dldb.themes import fitting

TICK = 5


def check(plan: Plan) -> Iterator[Finding]:
    every = plan.offers.services.values()
    names = Counter(one.name for one in every)
    numbers = Counter(one.leika for one in every if one.leika)
    for one in every:
        for kind, detail in (
            *_offer(plan, one),
            *_measures(plan, one),
            *_texts(one),
            *_found_by(plan, one),
            *(() if one.leika else [("service_without_leika", "")]),
            *([("service_leika_shared", one.leika)] if numbers[one.leika] > 1 else ()),
            *([("service_name_twice", "")] if names[one.name] > 1 else ()),
        ):
            yield Finding(kind, f"services/{one.id}", one.name, detail)


def _offer(plan: Plan, one: Service) -> Iterator[tuple[str, str]]:
    public = plan.offers.is_public(one)
    if not one.public:
        yield "service_not_public", "published by the template" if public else ""
    if not plan.offers.places(one.id):
        yield "service_without_place", ""
    elif public and not is_bookable(plan, one):
        ends = Counter(plan.offers.places(one.id).values())
        yield "service_without_public_place", ", ".join(f"{n} {end}" for end, n in ends.items())
    if not one.on_start_page:
        yield "service_not_on_start_page", ""
    units = plan.units_of(one)
    if len(units) > 1:
        yield "service_of_several_units", ", ".join(units)
    if TEST.search(one.name):
        yield "service_looks_like_a_test", ""


def _measures(plan: Plan, one: Service) -> Iterator[tuple[str, str]]:
    if not one.minutes or one.minutes < 0:
        yield "service_minutes_missing", f"{one.minutes}; {plan.minutes(one)} taken"
    elif one.minutes % TICK or one.minutes > MOST_MINUTES:
        yield "service_minutes_odd", f"{one.minutes} minutes"
    if not one.quantity or one.quantity < 0:
        yield "service_quantity_missing", str(one.quantity)
    elif one.quantity > MOST_AT_ONCE:
        yield "service_quantity_too_high", str(one.quantity)
    for place in places(plan, one):
        longest = max(each.minutes for each in plan.template.hours_of(place))
        if plan.minutes_at(one, place) > longest:
            detail = f"{plan.minutes_at(one, place)} minutes at {place}, open {longest} at most"
            yield "service_longer_than_hours", detail


def _texts(one: Service) -> Iterator[tuple[str, str]]:
    if not plain(one.description):
        yield "service_without_description", "markup only" if one.description else ""
    odd = {*odd_markup(one.description), *odd_markup(one.fees)}
    if odd:
        yield "service_markup_odd", ", ".join(sorted(odd))
    text, amount = fees(one)
    if not text:
        yield "service_without_fees", ""
    elif amount is None:
        yield "service_fees_many", text.split("\n", 1)[0][:80]


def _found_by(plan: Plan, one: Service) -> Iterator[tuple[str, str]]:
    if not one.keywords:
        yield "service_without_keywords", ""
    if not fitting(one, plan.template.themes):
        yield "service_without_theme", ""
