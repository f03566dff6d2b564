"""Seeing how the city works: the standard of each kind of location, plans, decisions, access."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loket.channels.portal import elsewhere, locating, opening
from loket.channels.portal.wording import LEVELS
from loket.channels.ui import names, parts, plots
from loket.channels.ui.access import open_to
from loket.channels.ui.context import today_of
from loket.domain.catalogue import dated
from loket.domain.catalogue.plans import last_day, stand
from loket.domain.catalogue.product import Product
from loket.domain.places.facts import Site
from loket.domain.refusals import Reason
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.catalogue.queries import LocationLine, RoadmapLine
from loket.foundations.places import queries as places
from loket.kit import clock
from loket.offices.programme import queries as programme


@dataclass(frozen=True, slots=True)
class Difference:
    """How a location differs from its kind, in words."""

    name: str
    url: str
    is_standard: bool
    lines: tuple[tuple[parts.Tag, str], ...]


@open_to("anyone")
@require_safe
def charter(request: HttpRequest) -> HttpResponse:
    """What every location of a kind offers, and where one differs with its reason."""
    today = today_of(clock.now())
    lines = [
        {
            "tier": line.tier,
            "products": line.products,
            "locations": [_difference(one) for one in line.locations],
        }
        for line in catalogue.list_charters(today)
    ]
    return render(request, "portal/charter.html", {"lines": lines})


def _difference(line: LocationLine) -> Difference:
    lacks, more = parts.Tag(_("niet"), "warn"), parts.Tag(_("extra"), "good")
    said = [
        (lacks if one.kind == "missing" else more, _capability(one.capability, one.reason))
        for one in line.deviations
    ]
    gone = dict.fromkeys(_gone(reason) for reason in line.departures)
    said += [(lacks, text) for text in gone]
    said += [(more, names.text(one.name)) for one in line.additions]
    profile = line.site.profile
    return Difference(
        names.text(profile.name), elsewhere.url_of(line.site.code), line.is_standard, tuple(said)
    )


def _capability(code: str, reason: Any) -> str:
    name = names.capability(code)
    why = names.text(reason) if reason else ""
    return f"{name}: {why}" if why else name


def _gone(reason: Reason) -> str:
    name = names.of_city().product(str(reason.facts.get("product", "")))
    return f"{name}: {elsewhere.short_lines([reason])[0]}"


@open_to("anyone")
@require_safe
def roadmap(request: HttpRequest) -> HttpResponse:
    """How digital each product is, and what is planned by which quarter."""
    today = today_of(clock.now())
    products = catalogue.list_products(today)
    levels = Counter(_level(one, today) for one in products)
    figures = [
        plots.Figure(
            str(LEVELS[level]), levels[level], str(levels[level]), strong=level != "information"
        )
        for level in LEVELS
    ]
    bars = plots.bars(
        _("Hoe digitaal onze producten zijn"),
        figures,
        heads=(_("Hoe digitaal"), _("Producten")),
        top=max(levels.values(), default=1),
    )
    plans = catalogue.list_roadmap(today)
    facts = {
        "bars": bars,
        "quarters": [
            (quarter, _late(quarter, today), steps)
            for quarter, steps in _by_quarter(
                [line for line in plans if stand(line.plan, today) in ("due", "overdue")]
            ).items()
        ],
        "done_plans": [
            (line, _done(line, today))
            for line in plans
            if stand(line.plan, today) in ("done_in_time", "done_late")
        ],
        "rows": [(one, str(LEVELS[_level(one, today)])) for one in products],
    }
    return render(request, "portal/roadmap.html", facts)


def _late(quarter: str, today: date) -> parts.Tag | None:
    """That the quarter is over and its plans are not done."""
    return parts.Tag(_("te laat"), "bad") if last_day(quarter) < today else None


def _done(line: RoadmapLine, today: date) -> parts.Tag:
    if stand(line.plan, today) == "done_in_time":
        return parts.Tag(_("op tijd"), "good")
    return parts.Tag(_("later dan beloofd"), "warn")


def _by_quarter(plans: Iterable[RoadmapLine]) -> dict[str, dict[str, list[Product]]]:
    """Per quarter what is planned, and for which products."""
    found: dict[str, dict[str, list[Product]]] = {}
    for line in plans:
        steps = found.setdefault(line.plan.quarter, {})
        steps.setdefault(names.text(line.plan.text), []).append(line.product)
    return found


def _level(product: Product, today: Any) -> str:
    found = dated.maturity_on(product, today)
    return found.level if found else "information"


@open_to("anyone")
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """What the city decided about its counters, the latest first."""
    return render(request, "portal/decisions.html", {"decisions": programme.list_decisions()})


@open_to("anyone")
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible these pages are, how we know, and whom to tell when they are not."""
    return render(request, "portal/accessibility.html")


@open_to("anyone")
@require_safe
def hours(request: HttpRequest) -> HttpResponse:
    """The hours of every location on one page, and the same for machines."""
    now = clock.now()
    today = today_of(now)
    weeks = [_week(site, now) for site in places.list_locations(today)]
    return render(request, "portal/hours.html", {"weeks": weeks})


def _week(site: Site, now: Any) -> dict[str, Any]:
    today = today_of(now)
    (door,) = opening.doors([site], now)
    return {
        "door": door,
        "when": opening.when(door, now),
        "is_fictional": locating.is_fictional(site, today),
        "phone_script": opening.script(places.find_edition(), site.code, today),
    }
