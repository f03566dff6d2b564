"""What a template of the city is filled in with, out of what the register gave."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from babel import Locale

from loket.domain.certificates import duration
from loket.domain.refusals import RuleBroken
from loket.domain.registers.facts import Address, Person
from loket.foundations.documents import queries as documents
from loket.offices.certificates.queries.facts import codes_of_here, find_terms

BELGIUM: Final = "BE"
ONE_DAY: Final = timedelta(days=1)


def claims_for(template: str, person: Person, *, on: date) -> dict[str, Any]:
    """What this template asks of one person on a day, as far as the purpose gave it.

    Raises ``made_by_person`` where the register does not tell all that it needs.
    """
    model = documents.find_template(template).model
    told = _told(person) | _tie(person, on)
    if not all(told.get(name) for name in model.needs):
        raise RuleBroken("made_by_person")
    return {name: told[name] for name in (*model.needs, *model.may_have) if told.get(name)}


def _told(person: Person) -> dict[str, Any]:
    def given(name: str) -> Any:
        return getattr(person, name) if person.gives(name) else None

    address, born, since = given("address"), given("born_on"), given("since")
    return {
        "names": full_name(person),
        "born_on": born.isoformat() if born else "",
        "birth_place": given("birth_place"),
        "nationality": nationality_of(given("nationality") or ""),
        "address": line_of(address) if address else "",
        "since": since.isoformat() if since else "",
    }


def full_name(person: Person) -> str:
    """First names and family name, as far as the purpose gave them."""
    first = person.first_names if "first_names" in person.given else ()
    return " ".join([*first, person.names if "names" in person.given else ""]).strip()


def _tie(person: Person, on: date) -> dict[str, Any]:
    """How long somebody lived here: days and no addresses, which nobody needs for it."""
    if not all(map(person.gives, ("history", "address", "since"))):
        return {}
    terms = find_terms(on)
    lived = [duration.Lived(one.address.municipality, one.since, one.until)
             for one in person.history]  # fmt: skip
    if person.address and person.since:
        lived.append(duration.Lived(person.address.municipality, person.since))
    found = duration.tie(lived, here=codes_of_here(terms), on=on, years=terms.tie_years)
    return {
        "window_from": found.window_from.isoformat(),
        "together": in_words(*found.years_and_months),
        "days": str(found.days),
        "stays": [
            {"since": one.since.isoformat(), "until": "" if one.until == on else
             (one.until - ONE_DAY).isoformat()}
            for one in found.stays
        ],
    }  # fmt: skip


def in_words(years: int, months: int) -> str:
    """A stretch of time as a Dutch document says it."""
    parts = [f"{years} jaar"] if years else []
    if months:
        parts.append(f"{months} maand" if months == 1 else f"{months} maanden")
    return " en ".join(parts) or "minder dan een maand"


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
