"""Locations: who there is, when each is open, what can be had there and what only elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loket.channels.portal import choosing, elsewhere, opening
from loket.channels.portal.asking import Asked
from loket.channels.ui import closings, dates, names, parts, week
from loket.channels.ui.access import open_to
from loket.channels.ui.context import today_of
from loket.domain.catalogue import offer as rules
from loket.domain.catalogue.product import Product
from loket.domain.places.facts import Site, is_in_force
from loket.domain.places.opening import DayHours, without
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places
from loket.kit import clock
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.queries import Item, Wish

#: What people look for in a building, in this order.
EQUIPMENT: Final = ("photo_booth", "safe", "payment", "kiosk")


@dataclass(frozen=True, slots=True)
class Can:
    """One line of what can be had here: yes with advice, or no with reasons and where else."""

    name: str
    url: str
    yes: bool
    lines: tuple[str, ...] = ()
    there: elsewhere.There | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The locations of a tier."""

    name: str
    summary: str
    doors: tuple[tuple[opening.Door, str], ...]


@open_to("anyone")
@require_safe
def locations(request: HttpRequest) -> HttpResponse:
    """Every location by kind, and who is open now; nearest first for who says from where."""
    now = clock.now()
    today = today_of(now)
    asked = Asked.read(request.GET, on=today)
    here = asked.point(today)
    every = opening.doors(places.list_locations(today), now, here=here)
    said = closings.list_closings(today)
    facts = {
        "groups": [Group("", "", _said(every, now))] if here else _groups(every, now),
        "open_count": sum(1 for door in every if door.until),
        "postal": asked.postal,
        "points": [(one, said.get(one.code)) for one in places.list_contact_points(today)],
        "is_near": bool(here),
    }
    return render(request, "portal/locations.html", facts)


def _said(doors: tuple[opening.Door, ...], now: datetime) -> tuple[tuple[opening.Door, str], ...]:
    return tuple((door, opening.when(door, now)) for door in doors)


def _groups(every: tuple[opening.Door, ...], now: datetime) -> list[Group]:
    found = []
    tiers = catalogue.the_catalogue().tiers
    for code, tier in tiers.items():
        here = tuple(door for door in every if door.tier == code)
        if here:
            found.append(Group(names.text(tier.name), names.text(tier.summary), _said(here, now)))
    loose = tuple(door for door in every if door.tier not in tiers)
    return [*found, Group("", "", _said(loose, now))] if loose else found


@open_to("anyone")
@require_safe
def location(request: HttpRequest, code: str) -> HttpResponse:
    """One location: hours as a picture, what can be had, and where to go for the rest."""
    now = clock.now()
    today = today_of(now)
    site = places.find_location(code, today)
    if site is None:
        raise Http404
    return render(request, "portal/location.html", _page_of(site, now, today))


def _page_of(site: Site, now: datetime, today: date) -> dict[str, Any]:
    (door,) = opening.doors([site], now)
    first = first_here(site.code, now, today)
    profile = site.profile
    tier = catalogue.the_catalogue().tiers.get(profile.tier)
    cans = offer_of(site, today)
    return {
        "site": site,
        "profile": profile,
        "door": door,
        "tags": list(_tags(site, door, now)),
        "tier": tier,
        "week": picture(site, now, today),
        "wait": opening.wait_at(door, now) if door.until else None,
        "can": [one for one in cans if one.yes],
        "cannot": [one for one in cans if not one.yes],
        "building": building(site, today),
        "first": first,
        "book_url": f"/book?location={site.code}",
        "exceptions": list(_exceptions(site.code, today)),
        "is_fictional": is_fictional(site, today),
        "languages": [names.language(code) for code in profile.languages],
    }


def is_fictional(site: Site, on: date) -> bool:
    """Whether hours shown are examples: the source does not give the times of the clock."""
    return site.profile.hours_fictional or any(
        window.fictional and is_in_force(window, on) for window in site.place.windows
    )


def _tags(site: Site, door: opening.Door, now: datetime) -> list[parts.Tag]:
    said = opening.when(door, now)
    tags = [parts.Tag(_("nu %(open)s") % {"open": said} if door.until else said,
                      "good" if door.until else "")]  # fmt: skip
    if not door.walk_in:
        tags.append(parts.Tag(_("alleen op afspraak")))
    tier = catalogue.the_catalogue().tiers.get(site.tier)
    return [*tags, parts.Tag(names.text(tier.name))] if tier else tags


def picture(site: Site, now: datetime, today: date) -> week.Week:
    """The seven days from today's Monday, with a line at this minute."""
    days = places.week_of(site.code, today - timedelta(days=today.weekday()))
    local = timezone.localtime(now)
    drawn = [_drawn(one) if site.place.counters else _plain(one) for one in days]
    return week.draw(drawn, today=today, minute=local.hour * 60 + local.minute)


def _plain(hours: DayHours) -> week.Hours:
    """A place without counters of its own: all its open time is alike."""
    return week.Hours(hours.day, hours.open, (), _note(hours))


def _drawn(hours: DayHours) -> week.Hours:
    """Open time in pieces where what is served changes, and what is reception without counters."""
    less = without(hours.open, hours.counters)
    pieces = tuple(sorted((*without(hours.open, less), *less)))
    said = _note(hours) or (_("alleen onthaal") if less and not hours.counters else "")
    return week.Hours(hours.day, pieces, less, said)


def _note(hours: DayHours) -> str:
    if not hours.is_exception:
        return ""
    reasons = [names.text(closure.reason) for closure in hours.closures if closure.reason]
    holiday = [names.text(hours.holiday.name)] if hours.holiday else []
    return dates.listing([one for one in (*reasons, *holiday) if one])


def _exceptions(code: str, today: date) -> list[str]:
    """ "donderdag 24 december: 9 tot 12 uur (kerstavond)"."""
    found = opening.exceptions(places.find_edition(), code, today)
    said = []
    for hours in found:
        times = dates.listing([week.in_words(one) for one in hours.open]) or _("gesloten")
        why = _note(hours)
        day = dates.full_day(hours.day, today)
        said.append(f"{day}: {times} ({why})" if why else f"{day}: {times}")
    return said


def first_here(code: str, now: datetime, today: date) -> datetime | None:
    """The first moment at this location for whatever takes the least time."""
    site = places.find_location(code, today)
    bookable = [
        one for one in choosing.list_bookable(today) if site and rules.is_offered(one, site, today)
    ]
    if not bookable:
        return None
    short = min(bookable, key=lambda one: one.minutes.first)
    wish = Wish(items=(Item(short.code),), locations=(code,), limit=1)
    slots = appointments.search(wish=wish, now=now).slots
    return slots[0].starts_at if slots else None


def offer_of(site: Site, today: date) -> list[Can]:
    """Every product one comes to a counter for: here, or not here but there."""
    sites = {one.code: one for one in places.list_locations(today)}
    return [_can(product, site, sites, today) for product in choosing.list_bookable(today)]


def _can(product: Product, site: Site, sites: dict[str, Site], today: date) -> Can:
    name, url = names.text(product.name), f"/products/{product.code}"
    reasons = rules.reasons_against(product, site, today)
    if not reasons:
        said = [names.text(one.facts["without"]) for one in rules.advice(product, site)]
        return Can(name, url, yes=True, lines=tuple(said))
    able = {code: None for code, one in sites.items() if rules.is_offered(product, one, today)}
    return Can(
        name,
        url,
        yes=False,
        lines=elsewhere.short_lines(reasons),
        there=elsewhere.nearest_among(site, sites, able),
    )


def building(site: Site, today: date) -> list[Can]:
    """What the building has: step-free way in, photo booth, safe, walk-in; else where it is."""
    sites = {one.code: one for one in places.list_locations(today)}
    deviations = {one.capability: names.text(one.reason) for one in site.profile.deviations}
    found = [Can(_("Ingang zonder drempel"), "", yes=site.profile.step_free)]
    for capability in EQUIPMENT:
        has = capability in site.capabilities
        able = [code for code, one in sites.items() if capability in one.capabilities]
        found.append(
            Can(
                names.capability(capability)[:1].upper() + names.capability(capability)[1:],
                "",
                yes=has,
                lines=()
                if has
                else tuple(filter(None, [deviations.get(capability, "").rstrip(".")])),
                there=None if has else elsewhere.nearest_among(site, sites, dict.fromkeys(able)),
            )
        )
    return found
