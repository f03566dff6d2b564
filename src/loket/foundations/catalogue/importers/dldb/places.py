"""A location as a file of `locations/`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from loket.foundations.catalogue.importers.dldb import toml
from loket.foundations.catalogue.importers.dldb.middle import is_far
from loket.foundations.catalogue.importers.dldb.offers import WRITTEN
from loket.foundations.catalogue.importers.dldb.plan import Plan
from loket.foundations.catalogue.importers.dldb.services import code
from loket.foundations.catalogue.importers.dldb.source import Location
from loket.foundations.catalogue.importers.dldb.template import Hours

#: What stands where the file says nothing and our format wants a text.
NOTHING: Final = "–"
#: A higher priority of the source comes first; so does a lower `sort`.
LAST: Final = 1000
A_DAY: Final = timedelta(days=1)


def write(plan: Plan, location: Location) -> str:
    """The text of the file."""
    head = {"code": location.id, "sort": max(0, LAST - (location.priority or 0))}
    since = plan.template.valid_from
    assumed = plan.template.place(location.id)
    counters = [
        {
            "lane": lane,
            "name": f"{plan.template.words.counter_name} {lane + 1}",
            "skills": ["counter"],
            "valid_from": since,
        }
        for lane in range(assumed.counters)
    ]
    windows = [_window(one, plan) for one in plan.template.hours_of(location.id)]
    tables: dict[str, list[dict[str, Any]]] = {
        "profiles": [_profile(plan, location)],
        "counters": counters,
        "windows": windows,
    }
    return toml.document(head, tables, location.name)


def _window(hours: Hours, plan: Plan) -> dict[str, Any]:
    return {
        "purpose": "counter",
        "days": hours.days,
        "opens": hours.opens,
        "closes": hours.closes,
        "valid_from": plan.template.valid_from,
        "fictional": hours.assumed,
        "source": hours.source,
    }


def _profile(plan: Plan, location: Location) -> dict[str, Any]:
    language, since = plan.language, plan.template.valid_from
    near = location.lat is not None and not is_far(location, plan.offers.locations.values())
    can_book = plan.is_bookable(location.id)
    lack = {
        "capability": "booking",
        "reason": {language: plan.template.words.no_booking},
    }
    return {
        "valid_from": since if plan.offers.is_public(location) else since - A_DAY,
        "valid_to": None if plan.offers.is_public(location) else since,
        "tier": "office",
        f"name.{language}": plan.names[location.id],
        f"summary.{language}": _summary(plan, location),
        "street": location.street or NOTHING,
        "postal_code": location.postal_code or NOTHING,
        "locality": location.city or NOTHING,
        "lat": location.lat if near else None,
        "lon": location.lon if near else None,
        "point_source": "the DLDB file" if near else None,
        "phone": location.phone or plan.template.phone,
        "reception": "appointments_only",
        "languages": [language],
        "capabilities": ["booking"] if can_book else [],
        "deviations": None if can_book else [lack],
        "hours_fictional": any(one.assumed for one in plan.template.hours_of(location.id)),
        "minutes": _minutes(plan, location) or None,
    }


def _minutes(plan: Plan, location: Location) -> dict[str, tuple[int, int]]:
    """Where they differ from the service's own."""
    found = {}
    for (place, id_), end in plan.offers.ends.items():
        if place == location.id and end in WRITTEN:
            service = plan.offers.services[id_]
            here = plan.minutes_at(service, place)
            if here != plan.minutes(service):
                found[code(id_)] = (here, here)
    return found


def _summary(plan: Plan, location: Location) -> str:
    words = dict.fromkeys([location.unit or location.organisation, *location.alternatives])
    said = ", ".join(one for one in words if one and one != plan.names[location.id])
    mail = f"{plan.template.words.email}: {location.email}" if location.email else ""
    return ". ".join(part for part in (said, mail) if part)
