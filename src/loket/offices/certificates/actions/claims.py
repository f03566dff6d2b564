"""What a template of the city is filled in with, out of what the register gave."""

from __future__ import annotations

from typing import Any, Final

from babel import Locale

from loket.domain.registers.facts import Address, Person
from loket.foundations.documents import queries as documents

BELGIUM: Final = "BE"


def claims_for(template: str, person: Person) -> dict[str, Any]:
    """What this template asks of one person, as far as the purpose gave it."""
    model = documents.find_template(template).model
    told = _told(person)
    return {name: told[name] for name in (*model.needs, *model.may_have) if told.get(name)}


def _told(person: Person) -> dict[str, Any]:
    def given(name: str) -> Any:
        return getattr(person, name) if name in person.given else None

    address, born, since = given("address"), given("born_on"), given("since")
    return {
        "names": " ".join([*(given("first_names") or ()), given("names") or ""]).strip(),
        "born_on": born.isoformat() if born else "",
        "birth_place": given("birth_place"),
        "nationality": nationality_of(given("nationality") or ""),
        "address": line_of(address) if address else "",
        "since": since.isoformat() if since else "",
    }


def nationality_of(country: str) -> str:
    """The nationality in the words of a Dutch document, of the code of a country."""
    if country == BELGIUM:
        return "Belg"
    return str(Locale("nl").territories.get(country, country))


def line_of(address: Address) -> str:
    """An address on one line."""
    box = f" bus {address.box}" if address.box else ""
    street = f"{address.street} {address.house_number}{box}"
    return f"{street}, {address.postal_code} {address.locality}"
