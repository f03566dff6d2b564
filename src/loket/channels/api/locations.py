"""Locations and their hours for machines; one source with every page (`places.queries.feed_of`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from loket.channels.api import shapes
from loket.channels.api.answering import LINKED_DATA, publish
from loket.channels.api.reading import AskedDay
from loket.channels.api.speech import speaking
from loket.channels.ui import names
from loket.channels.ui.access import open_to
from loket.domain.places.facts import Closure, Site, Window, in_force
from loket.domain.places.feed import DAYS
from loket.domain.places.feed import clock as wall
from loket.domain.refusals import RuleBroken
from loket.foundations.places import queries as places
from loket.kit import clock

router = Router(tags=["locations"])
SCHEMA: Final = "https://schema.org"
#: How far ahead days that differ are told.
AHEAD: Final = timedelta(days=180)


@router.get("/locations", response=shapes.LocationsOut, summary="Where one can go")
def list_locations(request: HttpRequest, on: AskedDay = None) -> HttpResponse:
    """The locations of a day; with their hours as linked data for `application/ld+json`."""
    with speaking(request):
        day = on or _today()
        sites = places.list_locations(day)
        if wants_linked_data(request):
            graph = [as_linked_data(site, day) for site in sites]
            return publish({"@context": SCHEMA, "@graph": graph}, LINKED_DATA)
        return publish({"locations": [as_answer(site) for site in sites]})


@router.get(
    "/locations/{code}",
    response={200: shapes.OneLocationOut, 404: shapes.Problem},
    summary="One location and its hours",
)
def show_location(request: HttpRequest, code: str, on: AskedDay = None) -> HttpResponse:
    """A location as it is on a day: what it has, when it is open, which days differ."""
    with speaking(request):
        day = on or _today()
        site = places.find_location(code, day)
        if site is None:
            raise RuleBroken("unknown_location", location=code[:80])
        if wants_linked_data(request):
            return publish({"@context": SCHEMA} | as_linked_data(site, day), LINKED_DATA)
        return publish(as_answer(site) | _with_hours(site, day))


@open_to("anyone")
def hours_feed(request: HttpRequest) -> HttpResponse:
    """`/feeds/hours.json`: every location with its hours, as schema.org says them."""
    with speaking(request):
        today = _today()
        graph = [as_linked_data(site, today) for site in places.list_locations(today)]
        return publish({"@context": SCHEMA, "@graph": graph}, LINKED_DATA)


def wants_linked_data(request: HttpRequest) -> bool:
    """Whether the client asked for it; plain JSON is what everybody else gets."""
    return LINKED_DATA in request.headers.get("Accept", "")


def as_answer(site: Site) -> dict[str, Any]:
    """What a location is and has."""
    profile = site.profile
    return {
        "code": site.code,
        "name": names.text(profile.name),
        "summary": names.text(profile.summary),
        "tier": profile.tier,
        "host": profile.host,
        "address": {
            "street": profile.street,
            "postal_code": profile.postal_code,
            "locality": profile.locality,
            "district": profile.district,
        },
        "lat": profile.lat,
        "lon": profile.lon,
        "phone": profile.phone,
        "reception": profile.reception,
        "walk_in": profile.walk_in,
        "step_free": profile.step_free,
        "languages": list(profile.languages),
        "capabilities": sorted(profile.capabilities),
        "hours_fictional": profile.hours_fictional,
        "decision": profile.decision,
    }


def as_linked_data(site: Site, since: date) -> dict[str, Any]:
    """A location in the words of schema.org."""
    profile = site.profile
    geo = {"@type": "GeoCoordinates", "latitude": profile.lat, "longitude": profile.lon}
    return {
        "@type": "GovernmentOffice",
        "@id": f"{settings.BASE_URL}/locations/{site.code}",
        "identifier": site.code,
        "name": names.text(profile.name),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": profile.street,
            "postalCode": profile.postal_code,
            "addressLocality": profile.locality,
        },
        **({"geo": geo} if site.point else {}),
        **({"telephone": profile.phone} if profile.phone else {}),
        **places.feed_of(site.code, since, since + AHEAD),
    }


def _with_hours(site: Site, day: date) -> dict[str, Any]:
    now = clock.now()
    state = places.open_now(site.code, now)
    place = site.place
    return {
        **places.feed_of(site.code, day, day + AHEAD),
        "open_until": state.until and timezone.localtime(state.until).isoformat(),
        "opens_at": state.opens_at and timezone.localtime(state.opens_at).isoformat(),
        "windows": [_window(one) for one in in_force(place.windows, day)],
        "closures": [_closure(one) for one in places.list_closures(site.code, now)],
        "deviations": [
            {"capability": one.capability, "reason": names.text(one.reason)}
            for one in site.profile.deviations
        ],
    }


def _window(window: Window) -> Mapping[str, Any]:
    return {
        "purpose": window.purpose,
        "weekday": None if window.weekday is None else DAYS[window.weekday],
        "on": window.on and window.on.isoformat(),
        "opens": wall(window.opens),
        "closes": wall(window.closes),
        "counter": window.lane,
        "reserved_for": window.reserved_for,
        "fictional": window.fictional,
    }


def _closure(closure: Closure) -> Mapping[str, Any]:
    return {
        "starts_at": timezone.localtime(closure.starts_at).isoformat(),
        "ends_at": timezone.localtime(closure.ends_at).isoformat(),
        "counter": closure.lane,
        "reason": names.text(closure.reason),
    }


def _today() -> date:
    return timezone.localtime(clock.now()).date()
