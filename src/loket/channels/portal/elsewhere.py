"""Not here, but there: where it cannot be had, why, and the nearest location that can."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from loket.channels.ui import dates, names
from loket.channels.ui.sentences import sentence
from loket.domain.places.facts import Site
from loket.domain.places.near import nearest
from loket.domain.refusals import Reason
from loket.foundations.places import queries as places
from loket.offices.appointments.queries import Slot, Unavailable

#: Reasons that only say that the city never meant to offer it there.
EXPECTED = frozenset({"not_offered_here", "no_booking_here", "location_not_in_use"})


@dataclass(frozen=True, slots=True)
class There:
    """The nearest location that can."""

    name: str
    url: str
    metres: float | None
    first_at: datetime | None


@dataclass(frozen=True, slots=True)
class NotHere:
    """A location that cannot, with its reasons as sentences."""

    name: str
    url: str
    lines: tuple[str, ...]
    there: There | None
    #: Whether somebody could have thought that it can.
    is_surprising: bool


def url_of(location: str) -> str:
    """The page of a location."""
    return f"/locations/{location}"


def not_here(
    unavailable: Iterable[Unavailable], firsts: Mapping[str, Slot], *, on: date
) -> tuple[NotHere, ...]:
    """Each of these with the nearest one that has a first moment; surprising ones first."""
    sites = {site.code: site for site in places.list_locations(on)}
    found = [
        NotHere(
            name=names.of_city().location(one.location),
            url=url_of(one.location),
            lines=lines_of(one.reasons),
            there=nearest_among(sites[one.location], sites, firsts),
            is_surprising=all(reason.code not in EXPECTED for reason in one.reasons),
        )
        for one in unavailable
        if one.location in sites
    ]
    return tuple(sorted(found, key=lambda one: not one.is_surprising))


def lines_of(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """Each reason once; what is not offered there at all needs no second reason."""
    reasons = tuple(reasons)
    if len({one.facts.get("product") for one in reasons}) == 1 and reasons[0].code in SHORT:
        said = dates.listing(short_lines(reasons))
        return (f"{said[:1].upper()}{said[1:]}.",)
    never = {one.facts.get("product") for one in reasons if one.code == "not_offered_here"}
    told = (
        sentence(one)
        for one in reasons
        if one.code == "not_offered_here" or one.facts.get("product", "") not in never
    )
    return tuple(dict.fromkeys(told))


#: Said shortly where the product and the location stand beside it already.
SHORT = {
    "location_lacks": _("geen %(capability)s"),
    "not_offered_here": _("hoort hier niet bij het aanbod"),
    "not_offered_by_exception": "%(because)s",
}


def short_lines(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The same reasons in a few words, for a line of a table."""
    reasons = tuple(reasons)
    if any(one.code == "not_offered_here" for one in reasons):
        return (str(SHORT["not_offered_here"]),)
    return tuple(dict.fromkeys(_short(one) for one in reasons))


def _short(reason: Reason) -> str:
    said = SHORT.get(reason.code)
    if said is None:
        return sentence(reason)
    facts = {
        "capability": names.capability(str(reason.facts.get("capability", ""))),
        "because": names.text(reason.facts.get("because", {})),
    }
    return str(said) % facts


def nearest_among(
    here: Site, sites: Mapping[str, Site], able: Mapping[str, Slot | None]
) -> There | None:
    """The nearest of these locations; one without a point on the map when there is no other."""
    others = {code: first for code, first in able.items() if code in sites and code != here.code}
    points = [(code, sites[code].point) for code in others]
    ranked = nearest(here.point, points) if here.point else []
    code, metres = ranked[0] if ranked else (next(iter(others), ""), None)
    return there(code, metres, others[code]) if code else None


def there(code: str, metres: float | None, first: Slot | None) -> There:
    """A location to go to instead."""
    name = names.of_city().location(code)
    return There(name, url_of(code), metres, first.starts_at if first else None)
