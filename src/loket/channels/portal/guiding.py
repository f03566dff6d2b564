"""Where can I go? What for, from where and when: locations, each with its reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loket.channels.portal import choosing, elsewhere, finding, holding, opening, refusing
from loket.channels.portal.asking import Asked
from loket.channels.ui import names, parts
from loket.channels.ui.access import open_to
from loket.channels.ui.context import today_of
from loket.channels.ui.sentences import sentences
from loket.domain.catalogue import offer as rules
from loket.domain.places.facts import District, Site
from loket.domain.places.near import metres
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places
from loket.kit import clock
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.queries import Slot


@dataclass(frozen=True, slots=True)
class Advice:
    """A location that can, why it suits, and its first moment."""

    door: opening.Door
    when: str
    metres: float | None
    first: Slot
    reasons: tuple[parts.Tag, ...]


@open_to("anyone")
@require_safe
def where(request: HttpRequest) -> HttpResponse:
    """The question, and as soon as something is asked the answer below it."""
    now = clock.now()
    today = today_of(now)
    asked = Asked.read(request.GET, on=today)
    districts = places.find_districts_of(asked.postal, today) if asked.postal else ()
    chosen = next((one for one in districts if one.code == request.GET.get("district")), None)
    facts: dict[str, Any] = {
        "asked": asked,
        "options": _options(asked, today),
        "districts": districts if len(districts) > 1 else (),
        "chosen": chosen,
        "from_district": (chosen or districts[0]).name if districts else "",
        "unknown_postal": bool(asked.postal and not districts),
        "evening": asked.evening,
        "saturday": asked.saturday,
        "action": holding.HOLD,
    }
    status = 200
    if asked.items:
        try:
            facts |= _answer(asked, _point(asked, districts, chosen, today), now)
        except RuleBroken as broken:
            facts["lines"] = sentences(broken)
            status = refusing.status_of(broken.code)
    return render(request, "portal/where.html", facts, status=status)


def _options(asked: Asked, today: date) -> list[tuple[str, str, bool]]:
    chosen = {one.product for one in asked.items}
    found = [
        (f"{one.code}:1", names.text(one.name), one.code in chosen)
        for one in choosing.list_bookable(today)
    ]
    return sorted(found, key=lambda one: one[1].casefold())


def _point(
    asked: Asked, districts: tuple[District, ...], chosen: District | None, today: date
) -> tuple[float, float] | None:
    """From the district that was named, else from the usual one of the postal code."""
    told = chosen or (districts[0] if districts else None)
    if told and told.lat is not None and told.lon is not None:
        return told.lat, told.lon
    return asked.point(today)


def _answer(asked: Asked, here: tuple[float, float] | None, now: datetime) -> dict[str, Any]:
    today = today_of(now)
    anywhere = replace(asked, location="")
    firsts = appointments.first_moments(wish=anywhere.wish(on=today, near=here), now=now)
    sites = {site.code: site for site in places.list_locations(today)}
    every = [
        _advice(sites[code], slot, asked, here, now)
        for code, slot in firsts.items()
        if code in sites
    ]
    by_time = min((one.first.starts_at for one in every), default=None)
    every = [_with_first(one, by_time) for one in every]
    every.sort(key=lambda one: (one.metres if here and one.metres is not None else 0.0,
                                one.first.starts_at))  # fmt: skip
    found = appointments.search(wish=anywhere.wish(on=today, limit=1, until=today), now=now)
    unavailable = elsewhere.not_here(found.unavailable, firsts, on=today)
    return {
        "advice": every,
        "said": finding.items_said(asked.items),
        "hidden": replace(asked, evening=False, saturday=False).pairs,
        "all_url": asked.url(),
        "not_here": [one for one in unavailable if one.is_surprising],
        "never_here": [one for one in unavailable if not one.is_surprising],
    }


def _advice(
    site: Site, slot: Slot, asked: Asked, here: tuple[float, float] | None, now: datetime
) -> Advice:
    (door,) = opening.doors([site], now, here=here)
    products = [one for item in asked.items if (one := catalogue.find_product(item.product))]
    without = [
        names.text(reason.facts["without"]).rstrip(".")
        for product in products
        for reason in rules.advice(product, site)
    ]
    tags = [*finding.time_tags(slot.starts_at)]
    if site.profile.step_free:
        tags.append(parts.Tag(_("ingang zonder drempel")))
    if products and all(_stays(one.collect_with, site) for one in products):
        tags.append(parts.Tag(_("afhalen kan hier ook"), "good"))
    tags += [parts.Tag(text, "warn") for text in dict.fromkeys(without)]
    far = metres(here, site.point) if here and site.point else None
    return Advice(door, opening.when(door, now), far, slot, tuple(tags))


def _stays(collected_with: str | None, site: Site) -> bool:
    """Whether what is asked for here can be collected here as well."""
    return bool(collected_with) and {"safe", "pickup"} <= site.capabilities


def _with_first(one: Advice, first: datetime | None) -> Advice:
    """The earliest one says so."""
    if one.first.starts_at != first:
        return one
    return replace(one, reasons=(parts.Tag(_("het vroegst vrij"), "good"), *one.reasons))
