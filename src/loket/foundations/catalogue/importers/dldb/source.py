"""The two files of a DLDB as facts, nothing judged: what is absent or unreadable is None."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loket.foundations.catalogue.importers.dldb.plain import one_line


class NotImportable(Exception):
    """The files cannot become a pack at all; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A service at a location, as one of the two files says it."""

    location: str
    service: str
    minutes: int | None = None
    slots: int | None = None
    quantity: int | None = None
    multiple: int | None = None
    public: bool | None = None
    allowed: bool = True
    external: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A form or a page that a service points to."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Service:
    """What one can come for."""

    id: str
    name: str
    description: str
    fees: str
    minutes: int | None
    quantity: int | None
    public: bool
    on_start_page: bool
    leika: str
    keywords: tuple[str, ...]
    links: tuple[Link, ...]
    combinable: tuple[str, ...]
    pairs: tuple[Pair, ...]
    authority: str


@dataclass(frozen=True, slots=True)
class Location:
    """Where one can come; lists of ids as they stand in the file."""

    id: str
    meta_id: str
    name: str
    display_name: str
    alternatives: tuple[str, ...]
    organisation: str
    unit: str
    street: str
    postal_code: str
    city: str
    lat: float | None
    lon: float | None
    phone: str
    email: str
    public: bool
    priority: int | None
    slot_minutes: int | None
    hidden_for: tuple[str, ...]
    related: tuple[str, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Both files."""

    locations: tuple[Location, ...]
    services: tuple[Service, ...]
    language: str
    #: What the files say they hold.
    stated: Mapping[str, int | None]
    #: The files as they are, for what looks at every field.
    raw: Mapping[str, Mapping[str, Any]]


def read(locations: Path, services: Path) -> Source:
    """Raises NotImportable when a file is not such a directory."""
    raw = {"locations": _load(locations), "services": _load(services)}
    stated = {
        name: _number(_table(file.get("meta")).get("datacount")) for name, file in raw.items()
    }
    found = tuple(_service(one) for one in raw["services"]["data"])
    languages = [_text(_table(one.get("meta")).get("locale")) for one in raw["services"]["data"]]
    return Source(
        locations=tuple(_location(one) for one in raw["locations"]["data"]),
        services=found,
        language=max(filter(None, languages), key=languages.count, default="de"),
        stated=stated,
        raw=raw,
    )


def _load(file: Path) -> Mapping[str, Any]:
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as problem:
        message = f"{file} cannot be read as JSON: {problem}"
        raise NotImportable(message) from problem
    content = _table(held)
    entries = content.get("data")
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        message = f'{file} is no file of a DLDB: expected a list of tables under "data"'
        raise NotImportable(message)
    if not entries:
        message = f'{file} holds nothing under "data"'
        raise NotImportable(message)
    return content


def _service(raw: Mapping[str, Any]) -> Service:
    id_ = _text(raw.get("id"))
    authorities = _tables(raw.get("authorities"))
    return Service(
        id=id_,
        name=one_line(_text(raw.get("name"))),
        description=_text(raw.get("description")),
        fees=_text(raw.get("fees")),
        minutes=_number(raw.get("duration")),
        quantity=_number(raw.get("maxQuantity")),
        public=raw.get("public") is not False,
        on_start_page=raw.get("showOnStartPage") is not False,
        leika=_text(raw.get("leika")),
        keywords=_words(_text(_table(raw.get("meta")).get("keywords"))),
        links=_links(raw),
        combinable=_ids(raw.get("combinable")),
        pairs=tuple(
            _pair(_text(one.get("location")), id_, one) for one in _tables(raw.get("locations"))
        ),
        authority=_text(authorities[0].get("name")) if authorities else "",
    )


def _location(raw: Mapping[str, Any]) -> Location:
    id_, address = _text(raw.get("id")), _table(raw.get("address"))
    contact, geo = _table(raw.get("contact")), _table(raw.get("geo"))
    lat, lon = _point(geo)
    alternatives = raw.get("displayNameAlternatives")
    return Location(
        id=id_,
        meta_id=_text(_table(raw.get("meta")).get("id")),
        name=one_line(_text(raw.get("name"))),
        display_name=one_line(_text(raw.get("displayName"))),
        alternatives=tuple(one_line(_text(one)) for one in _list(alternatives)),
        organisation=one_line(_text(raw.get("organization"))),
        unit=one_line(_text(raw.get("organizationUnit"))),
        street=one_line(f"{_text(address.get('street'))} {_text(address.get('house_number'))}"),
        postal_code=_text(address.get("postal_code")),
        city=one_line(_text(address.get("city"))),
        lat=lat,
        lon=lon,
        phone=one_line(_text(contact.get("phone"))),
        email=one_line(_text(contact.get("email"))),
        public=raw.get("public") is not False,
        priority=_number(raw.get("prio")),
        slot_minutes=_number(raw.get("slotTimeInMinutes")),
        hidden_for=_ids(raw.get("dontShowByServices")),
        related=(
            *_ids(raw.get("allowDisabledServicesMix")),
            *_ids(raw.get("sharedBookingOfficeIds")),
        ),
        pairs=tuple(
            _pair(id_, _text(one.get("service")), one) for one in _tables(raw.get("services"))
        ),
    )


def _pair(location: str, service: str, raw: Mapping[str, Any]) -> Pair:
    appointment = _table(raw.get("appointment"))
    public = raw.get("public")
    return Pair(
        location=location,
        service=service,
        minutes=_number(raw.get("duration")),
        slots=_number(appointment.get("slots")),
        quantity=_number(raw.get("maxQuantity")),
        multiple=_number(appointment.get("multiple")),
        public=public if isinstance(public, bool) else None,
        allowed=appointment.get("allowed") is not False,
        external=appointment.get("external") is True,
    )


def _links(raw: Mapping[str, Any]) -> tuple[Link, ...]:
    """Links and forms are usually the same list twice."""
    found = [
        Link(one_line(_text(one.get("name"))), one_line(_text(one.get("link"))))
        for one in (*_tables(raw.get("links")), *_tables(raw.get("forms")))
    ]
    return tuple(dict.fromkeys(found))


def _point(geo: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """None for both when one is absent, zero or not on the globe."""
    try:
        lat, lon = float(geo.get("lat") or 0), float(geo.get("lon") or 0)
    except (TypeError, ValueError):
        return None, None
    on_globe = 0 < abs(lat) <= 90 and 0 < abs(lon) <= 180
    return (round(lat, 6), round(lon, 6)) if on_globe else (None, None)


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (one_line(one) for one in text.split(",")))))


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _number(value: Any) -> int | None:
    try:
        return None if isinstance(value, bool) else int(value)
    except (TypeError, ValueError, OverflowError):
        return None


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _tables(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in _list(value) if isinstance(one, Mapping)]


def _ids(value: Any) -> tuple[str, ...]:
    return tuple(_text(one) for one in _list(value))


def ids(things: Iterable[Location | Service]) -> frozenset[str]:
    """Their ids."""
    return frozenset(one.id for one in things)
