"""A household as GeefGezinssamenstelling 02.02 answers it, read without trust.

Element names after the sample answers of the public MAGDA-Mock of Digitaal Vlaanderen; positions
after information type 141 of the National Register. Whose address is held back is not told there.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from lxml import etree

from loket.connectors.population import reading
from loket.connectors.population.population import Identify
from loket.domain.people.numbers import kept
from loket.domain.registers.asking import NoAnswer, Question
from loket.domain.registers.facts import Household, Member, MemberKind

REFERENCE: Final = "01"
#: Place in the household, as what the member is of its reference person.
KINDS: Final[dict[str, MemberKind]] = {
    REFERENCE: "reference",
    "02": "spouse",
    "03": "child",
    "04": "relative",
    "05": "grandchild",
    "06": "parent",
    "07": "relative",
    "08": "grandparent",
    "09": "sibling",
    "10": "relative",
    "11": "relative",
    "12": "unrelated",
    "13": "relative",
    "14": "relative",
    "15": "relative",
    "16": "relative",
    "17": "relative",
    "20": "unrelated",
    "21": "cohabitant",
}


def household(body: bytes, question: Question, who: Identify) -> Household:
    """Who live with the person who was asked about, the reference person first.

    Raises ``NoAnswer``: ``someone_else`` for a household without that person.
    """
    found = reading.content(body, question).findall("Gezinsleden/Gezinslid")
    if not found:
        raise NoAnswer("unknown")
    if question.number.digits not in [reading.text(one, "INSZ") for one in found]:
        raise NoAnswer("someone_else")
    found.sort(key=lambda one: _position(one) != REFERENCE)
    if [_position(one) for one in found].count(REFERENCE) != 1:
        raise NoAnswer("malformed")
    members = tuple(_member(one, who) for one in found)
    home = _home(found[0])
    return Household(members[0].person, None if home is None else reading.address(home), members)


def _member(one: etree._Element, who: Identify) -> Member:
    year, _, day = reading.date_parts(reading.text(one, "Geboortedatum"))
    try:
        number = kept(reading.text(one, "INSZ"))
        kind = KINDS[_position(one)]
    except (ValueError, KeyError) as unlike:
        raise NoAnswer("malformed") from unlike
    return Member(
        person=who(number),
        kind=kind,
        names=" ".join(reading.texts(one, "Naam/Achternamen/Achternaam")) or reading.malformed(),
        first_names=tuple(reading.texts(one, "Naam/Voornamen/Voornaam")),
        born_on=reading.whole_date(reading.text(one, "Geboortedatum")) if day else None,
        birth_year=year,
        since=_since(one),
        protection_told=False,
    )


def _since(one: etree._Element) -> date:
    """A member of the household since; a reference person, at this address since."""
    home = _home(one)
    told = one.get("DatumBegin") or ("" if home is None else home.get("DatumBegin", ""))
    return reading.whole_date(told) or reading.malformed()


def _position(one: etree._Element) -> str:
    return reading.text(one, "Positie/Code")


def _home(one: etree._Element) -> etree._Element | None:
    return one.find("Adressen/Hoofdverblijfplaats")
