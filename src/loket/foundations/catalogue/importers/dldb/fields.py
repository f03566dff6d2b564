"""Every field of the two files, and what becomes of it; a field that is not here is reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from loket.foundations.catalogue.importers.dldb.report import Finding

#: Begins the fate of a field whose values are left out.
LOST: Final = "not kept: "
_ADDRESS: Final = LOST + "an address of the source's own pages"
_CONSTANT: Final = LOST + "no field for it"

LOCATIONS: Final[dict[str, str]] = {
    "address.city": "locality",
    "address.hint": _CONSTANT,
    "address.house_number": "street",
    "address.postal_code": "postal_code",
    "address.street": "street",
    "allowDisabledServicesMix": LOST + "what combines is said once, per product",
    "contact.competence": LOST + "may name a person",
    "contact.email": "summary of the location",
    "contact.fax": LOST + "no field for it",
    "contact.phone": "phone",
    "contact.signed_mail": _CONSTANT,
    "contact.signed_maillink": _CONSTANT,
    "contact.webinfo": _CONSTANT,
    "displayName": "name, where it tells locations apart",
    "displayNameAlternatives": "summary of the location",
    "dontShowByServices": "not offered there",
    "forceSlotTimeUpdate": _CONSTANT,
    "geo.lat": "lat",
    "geo.lon": "lon",
    "id": "code",
    "meta.hash": _CONSTANT,
    "meta.id": "compared with the id",
    "meta.keywords": LOST + "the same words as displayNameAlternatives",
    "meta.lastupdate": _CONSTANT,
    "meta.locale": "language",
    "meta.translated": _CONSTANT,
    "meta.url": _ADDRESS,
    "name": "name",
    "organization": "team, where there is no unit",
    "organizationUnit": "team and summary",
    "prio": "sort",
    "public": "an ended profile when false",
    "services.appointment.allowed": "not offered there when false",
    "services.appointment.external": "not offered there when true",
    "services.appointment.link": _ADDRESS,
    "services.appointment.slots": "compared with the minutes",
    "services.contact": _CONSTANT,
    "services.duration": "minutes of the location",
    "services.hint": _CONSTANT,
    "services.maxQuantity": "compared with the service's",
    "services.onlineprocessing.description": _CONSTANT,
    "services.onlineprocessing.link": _ADDRESS,
    "services.public": "not offered there when false",
    "services.service": "offered_at",
    "services.url": _ADDRESS,
    "sharedBookingOfficeIds": LOST + "each location has counters of its own",
    "showAlternativeLocations": LOST + "every page says where else one can go",
    "slotTimeInMinutes": "compared with the minutes",
}
SERVICES: Final[dict[str, str]] = {
    "appointment.link": _ADDRESS,
    "authorities.id": _CONSTANT,
    "authorities.name": "team, where a location has no unit",
    "authorities.webinfo": _ADDRESS,
    "combinable": "combines_with",
    "description": "summary, and text of the counter",
    "duration": "minutes",
    "fees": "fees, or text of the counter",
    "forms.description": _CONSTANT,
    "forms.link": "text of the counter",
    "forms.name": "text of the counter",
    "id": "code",
    "leika": "a remark in the file",
    "links.description": _CONSTANT,
    "links.link": "text of the counter",
    "links.name": "text of the counter",
    "locations.appointment.allowed": "the file of locations counts",
    "locations.appointment.external": "the file of locations counts",
    "locations.appointment.link": _ADDRESS,
    "locations.appointment.multiple": "compared with maxQuantity",
    "locations.appointment.slots": "compared with the file of locations",
    "locations.authority.id": _CONSTANT,
    "locations.authority.name": LOST + "the same as authorities",
    "locations.authority.webinfo": _ADDRESS,
    "locations.hint": _CONSTANT,
    "locations.location": "compared with the file of locations",
    "locations.responsibility": _CONSTANT,
    "locations.responsibility_hint": _CONSTANT,
    "locations.url": _ADDRESS,
    "maxQuantity": "max_quantity",
    "meta.hash": _CONSTANT,
    "meta.id": _CONSTANT,
    "meta.keywords": "keywords",
    "meta.lastupdate": _CONSTANT,
    "meta.locale": "language",
    "meta.translated": _CONSTANT,
    "meta.url": _ADDRESS,
    "name": "name",
    "public": "a draft when false",
    "showOnStartPage": LOST + "our pages have no such distinction",
}
KNOWN: Final = {"locations": LOCATIONS, "services": SERVICES}
_HEAD: Final = {"meta", "data"}


def check(raw: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """A line for each field that is not kept although it says something, and each unknown one."""
    for file, content in raw.items():
        for name in sorted(set(content) - _HEAD):
            yield Finding("unknown_field", f"{file}: {name}", detail="1 value")
        counted = Counter(path for one in content["data"] for path in _paths(one))
        for path, count in sorted(counted.items()):
            fate = KNOWN[file].get(path)
            if fate is None:
                yield Finding("unknown_field", f"{file}: {path}", detail=f"{count} values")
            elif fate.startswith(LOST):
                why = fate.removeprefix(LOST)
                yield Finding("field_not_kept", f"{file}: {path}", why, f"{count} values")


def fates() -> dict[str, str]:
    """All fields of both files, for the report."""
    return {
        f"{file}: {path}": fate for file, known in KNOWN.items() for path, fate in known.items()
    }


def _paths(value: Any, path: str = "") -> Iterator[str]:
    """The path of each value that says something, lists without their positions."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _paths(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from _paths(inner, path)
    elif value is not None and value != "":
        yield path
