"""An invented DLDB: a small town whose two files hold every anomaly there is, at least once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

#: Middle of the invented town.
LAT, LON = "52.5", "9.5"


def pair(service: str, minutes: int | None = 15, **more: Any) -> dict[str, Any]:
    """A service at a location, as the file of locations has it."""
    appointment = {"allowed": True, "external": False, "slots": "1"} | more.pop("appointment", {})
    return {"service": service, "duration": minutes, "appointment": appointment, **more}


def location(id_: str, name: str, *pairs: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A location in order; `more` says what is not."""
    return {
        "id": id_,
        "name": name,
        "displayName": name,
        "displayNameAlternatives": ["Abteilung Eins"],
        "organization": "Stadt Beispielheim",
        "organizationUnit": "Bürgeramt",
        "address": {
            "street": "Musterweg", "house_number": "1", "postal_code": "30159",
            "city": "Beispielheim",
        },
        "contact": {"phone": "0511 100-1", "email": "amt@example.org"},
        "geo": {"lat": LAT, "lon": LON},
        "slotTimeInMinutes": 15,
        "public": True,
        "meta": {"id": id_, "locale": "de"},
        "services": list(pairs),
        **more,
    }  # fmt: skip


def at(place: str, **appointment: Any) -> dict[str, Any]:
    """A location of a service, as the file of services has it."""
    return {"location": place, "appointment": {"slots": "1", "multiple": "2"} | appointment}


def service(id_: str, name: str, *places: Mapping[str, Any] | str, **more: Any) -> dict[str, Any]:
    """A service in order; `more` says what is not."""
    return {
        "id": id_,
        "name": name,
        "description": f"<p>Hier beantragen Sie: {name}.</p>",
        "fees": "<p>10,50 Euro</p>",
        "duration": 15,
        "maxQuantity": 2,
        "public": True,
        "showOnStartPage": True,
        "leika": f"990000{id_}",
        "combinable": [int(id_)] if id_.isdigit() else [id_],
        "links": [],
        "authorities": [{"name": "Stadtverwaltung Beispielheim"}],
        "meta": {"keywords": "Ausweis", "locale": "de"},
        "locations": [at(one) if isinstance(one, str) else one for one in places],
        **more,
    }


GOOD_SERVICES: Sequence[Mapping[str, Any]] = (
    service("101", "Personalausweis", "10", "11", combinable=[101, 102]),
    service("102", "Reisepass", "10", "11", combinable=[102, 101]),
    service("103", "Führerschein", "11"),
)
GOOD_LOCATIONS: Sequence[Mapping[str, Any]] = (
    location("10", "Bürgeramt Mitte", pair("101"), pair("102")),
    location("11", "Bürgeramt Nord", pair("101"), pair("102", slots="1"), pair("103")),
)


def odd_services() -> list[dict[str, Any]]:
    """Each with something that the importer must tell."""
    return [
        service("101", "Personalausweis", "10", "11", "70", combinable=[101, 102, 777, 102]),
        service("102", "Reisepass", "10", "11", combinable=[102]),
        service("103", "Führerschein", "11", combinable=[103, 110]),
        service("110", "Wohnsitz anmelden", "10", public=False, combinable=[103, 110]),
        service("111", "Kirchenaustritt", combinable=[]),
        service("112", "Gewerbe anmelden", "16"),
        service("113", "Urkunde", "10", duration=0, maxQuantity=0, leika="9911"),
        service("114", "Urkunde", "10", duration=17, maxQuantity=99, leika="9911"),
        service("115", "Einbürgerung", "10", duration=300, showOnStartPage=False),
        service("116", "Visum", "10", description="<p>\u200b</p>", fees="", leika=None),
        service(
            "117", "Xylophon", "10", "15", meta={"keywords": "", "locale": "de"},
            description='<p onclick="x()">Klang<script>alert(1)</script></p>',
            fees="<ul><li>Groß: 20 Euro</li><li>Klein: 10 Euro</li></ul>",
        ),
        service("118", "Testleistung Rente", at("10", slots="0", multiple="1")),
        service("119", "Parkausweis", "10"),
        service("120", "Aufenthaltstitel", "10", "11"),
        service("121", "Taxi", "10"),
        service("122", "Jagdschein", "10"),
        service("101", "Personalausweis noch einmal", "10"),
        service("", "Ohne Nummer"),
        service("x/../y", "Ein Weg nach draußen"),
    ]  # fmt: skip


def odd_locations() -> list[dict[str, Any]]:
    """Likewise."""
    return [
        location(
            "10", "Bürgeramt Mitte", pair("101", None), pair("102", 15, maxQuantity=9),
            pair("110"), pair("113", 20), pair("114", 17), pair("115", 300),
            pair("116", 30, appointment={"slots": "1"}), pair("117"), pair("118"),
            pair("119", public=False), pair("120", appointment={"allowed": False}),
            pair("121", appointment={"external": True}), pair("999"), pair("101"),
            pair("122"), displayName="Bürgeramt", dontShowByServices=[122, 103, 888],
            colour="green",
        ),
        location("11", "Bürgeramt Nord", pair("101"), pair("103"), displayName="Bürgeramt"),
        location(
            "12", "Fundbüro", meta={"id": "13", "locale": "de"}, sharedBookingOfficeIds=[4711]
        ),
        location("14", "Teststandort", geo={"lat": "0", "lon": "0"}, public=False),
        location(
            "15", "Außenstelle", pair("117"), organizationUnit=None,
            address={"street": "", "house_number": "", "postal_code": "", "city": "Nebendorf"},
            contact={"phone": "", "email": "", "fax": "0511 2"}, slotTimeInMinutes=None,
            geo={"lat": "48.1", "lon": "11.5"},
        ),
        location("16", "Wache", pair("112"), public=False, contact={"phone": "030 5"}),
        location("17", "Archiv", pair("119", public=False)),
        location("18", "Archiv"),
        location("10", "Bürgeramt Mitte noch einmal"),
    ]  # fmt: skip


def write(
    folder: Path,
    *,
    locations: Sequence[Mapping[str, Any]] = GOOD_LOCATIONS,
    services: Sequence[Mapping[str, Any]] = GOOD_SERVICES,
    stated: int | None = None,
) -> tuple[Path, Path]:
    """Both files; the number that they state is right unless `stated` says otherwise."""
    files = folder / "locations.json", folder / "services.json"
    folder.mkdir(parents=True, exist_ok=True)
    for file, entries in zip(files, (locations, services), strict=True):
        meta = {"datacount": len(entries) if stated is None else stated}
        file.write_text(json.dumps({"meta": meta, "data": list(entries)}), encoding="utf-8")
    return files


def write_odd(folder: Path) -> tuple[Path, Path]:
    """The files with every anomaly."""
    return write(folder, locations=odd_locations(), services=odd_services(), stated=3)
