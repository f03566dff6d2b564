"""What every template knows: the city, its colours and languages, the ways through the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from loket.channels.ui import language as languages
from loket.channels.ui import names, residents, theme
from loket.domain.catalogue.city import City
from loket.kit import clock, texts


@dataclass(frozen=True, slots=True)
class Link:
    """A way through the house."""

    label: str | Promise
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A language one can have the page in."""

    code: str
    name: str
    url: str
    is_current: bool


LOCATIONS: Final = Link(_("Loketten"), "/locations/")
#: The ways on top of every page of the portal.
NAVIGATION: Final = (
    Link(_("Regelen"), "/products/"),
    Link(_("Afspraak maken"), "/book"),
    LOCATIONS,
    Link(_("Waar kan ik terecht?"), "/where"),
)
#: What the city shows of its own work.
OPENNESS: Final = (
    Link(_("Wat elk loket doet"), "/charter"),
    Link(_("Wat er nog komt"), "/roadmap"),
    Link(_("Besluiten"), "/decisions"),
    Link(_("Document nakijken"), "/verify"),
    Link(_("Toegankelijkheid"), "/accessibility"),
    Link(_("Werkt alles?"), "/status"),
)
#: For machines and those who build with them.
MACHINES: Final = (
    Link(_("Openingsuren als open data"), "/feeds/hours.json"),
    Link(_("API"), "/api/v1/docs"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """The frame of a page; templates read it as `page`."""

    city: str
    phone: str
    style: SafeString
    notice: str
    language: str
    own_language: str
    is_translation: bool
    languages: tuple[Choice, ...]
    navigation: tuple[Link, ...]
    openness: tuple[Link, ...]
    machines: tuple[Link, ...]
    locations: Link
    here: str


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `page`, the `now` and `today` of the city, and who is `signed_in`."""
    now = clock.now()
    return {
        "page": frame(request),
        "now": now,
        "today": today_of(now),
        "signed_in": residents.find_resident(request),
    }


def today_of(now: datetime) -> date:
    """The day on the calendar of the city, whose zone the middleware made current."""
    return timezone.localtime(now).date()


def frame(request: HttpRequest) -> Page:
    """The frame for this request, with neutral colours as long as no city is loaded."""
    city: City | None = getattr(request, "city", None)
    own = languages.own_language(city)
    spoken = getattr(request, "language", translation.get_language() or own)
    branding = city.branding if city else theme.NEUTRAL
    return Page(
        city=texts.pick(city.name, spoken, own) if city else "",
        phone=city.phone if city else "",
        style=mark_safe(theme.style(branding)),  # noqa: S308  hexadecimals that the pack checked
        notice=texts.pick(city.notice, spoken, own) if city and city.notice else "",
        language=spoken,
        own_language=names.language(own),
        is_translation=spoken != own,
        languages=_choices(request, spoken, city),
        navigation=NAVIGATION,
        openness=OPENNESS,
        machines=MACHINES,
        locations=LOCATIONS,
        here=_here(request.path),
    )


def _choices(request: HttpRequest, spoken: str, city: City | None) -> tuple[Choice, ...]:
    offered = languages.offered(city)
    return tuple(
        Choice(code, names.own_name(code), _address(request, code), code == spoken)
        for code in offered
    )


def _address(request: HttpRequest, code: str) -> str:
    """The same page in another language; what was filled in does not go into an address."""
    query = request.GET.copy() if request.method == "GET" else type(request.GET)(mutable=True)
    query[languages.PARAMETER] = code
    return f"{request.path}?{query.urlencode()}"


def _here(path: str) -> str:
    """The address in the navigation to which this page belongs; empty for none."""
    return next((one.url for one in NAVIGATION if path.startswith(one.url.rstrip("/"))), "")
