"""MAGDA 2.0 answers, read without trust: about whom, to which question, and whether it is one.

Fields that the public documents do not describe stay out of the answer altogether: a rule that
needs one fails loudly (`facts.NotGiven`) in the place of taking silence for *no*.
"""

from __future__ import annotations

import base64
import binascii
from datetime import date
from typing import Final
from uuid import UUID

from lxml import etree

from loket.domain.registers.asking import NoAnswer, Question
from loket.domain.registers.facts import Address, CivilStatus, Person, Sex
from loket.kit import paper

#: What the documents let us read; the rest of `facts.Person` is not given.
READ: Final = frozenset(
    [
        "names", "first_names", "sex", "born_on", "birth_year", "birth_month", "birth_certainty",
        "nationality", "civil_status", "address", "since", "municipality", "deceased_on",
    ]
)  # fmt: skip
SEXES: Final[dict[str, Sex]] = {"1": "male", "2": "female"}
#: Codes of information type 120 of the National Register.
CIVIL_STATUS: Final[dict[str, CivilStatus]] = {
    "10": "unmarried",
    "20": "married",
    "30": "widowed",
    "40": "divorced",
    "41": "divorced",
    "50": "separated",
    "51": "separated",
}
BELGIUM: Final = ("150", "BEL", "BE")
#: The sender has no authorisation in this capacity.
NOT_AUTHORISED: Final = frozenset({"13001", "13002"})
#: Not found, or no valid number.
NOT_FOUND: Final = frozenset({"20001", "20002", "40001"})


def person(body: bytes, question: Question, *, resident: UUID) -> Person:
    """The person who was asked about. Raises ``NoAnswer``."""
    found = _content(body, question).find("Persoon")
    if found is None:
        raise NoAnswer("unknown")
    _check_number(_text(found, "INSZ"), question)
    born = _text(found, "Geboorte/Datum")
    year, month, day = _parts(born)
    home = found.find("Adressen/Hoofdverblijfplaats")
    return Person(
        resident=resident,
        names=" ".join(_texts(found, "Naam/Achternamen/Achternaam")) or _malformed(),
        first_names=tuple(_texts(found, "Naam/Voornamen/Voornaam")),
        sex=SEXES.get(_text(found, "Geslacht/Code"), "unknown"),
        born_on=_day(born) if day else None,
        birth_year=year,
        birth_month=month,
        birth_certainty="full" if day else "year_month" if month else "year" if year else "none",
        nationality="BE" if _text(found, "Nationaliteiten/Nationaliteit/Code") == "150" else "",
        civil_status=CIVIL_STATUS.get(
            _text(found, "BurgerlijkeStaten/BurgerlijkeStaat/Code"), "unknown"
        ),
        address=_address(home) if home is not None else None,
        since=_day(home.get("DatumBegin", "")) if home is not None else None,
        municipality=_text(found, "Beheerder/Plaats/Gemeente/NISCode"),
        deceased_on=_day(_text(found, "Overlijden/Datum")),
    ).only(READ)


def attest(body: bytes, question: Question) -> bytes:
    """The finished PDF. Raises ``NoAnswer``."""
    found = _content(body, question).find("Attest")
    if found is None:
        raise NoAnswer("unknown")
    _check_number(_text(found, "INSZ"), question)
    try:
        pdf = base64.b64decode("".join(_text(found, "Document").split()), validate=True)
    except binascii.Error as wrong:
        raise NoAnswer("malformed") from wrong
    if not paper.is_whole(pdf):
        raise NoAnswer("malformed")
    return pdf


def check_enrolled(body: bytes, question: Question) -> None:
    """Nothing, when the enrolment was taken. Raises ``NoAnswer``."""
    _answer(body, question)


def _content(body: bytes, question: Question) -> etree._Element:
    content = _answer(body, question).find("Inhoud")
    if content is None:
        raise NoAnswer("unknown")
    return content


def _answer(body: bytes, question: Question) -> etree._Element:
    """The one answer to this question, without an exception in it."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        whole = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as wrong:
        raise NoAnswer("malformed") from wrong
    if whole.getroottree().docinfo.doctype:
        raise NoAnswer("malformed")
    reply = next(iter(whole.iter("Repliek")), None)
    if reply is None:
        raise NoAnswer("malformed")
    _check_exceptions(reply)
    answers = reply.findall("Antwoorden/Antwoord")
    if len(answers) != 1:
        raise NoAnswer("malformed")
    if _text(answers[0], "Referte") != str(question.look_up):
        raise NoAnswer("someone_else")
    return answers[0]


def _check_exceptions(reply: etree._Element) -> None:
    """What the platform or the register refuses, by the code of its exception."""
    for one in reply.iter("Uitzondering"):
        if _text(one, "Type") in ("INFORMATIE", "WAARSCHUWING"):
            continue
        code = _text(one, "Identificatie")
        if code in NOT_AUTHORISED:
            raise NoAnswer("refused")
        if code in NOT_FOUND:
            raise NoAnswer("unknown")
        raise NoAnswer("away")


def _check_number(answered: str, question: Question) -> None:
    """An answer under another number: a replacement only when it says so, which it does not here.

    The documents name no element for the number that was replaced; until they do, another number
    is another person.
    """
    if answered != question.number.digits:
        raise NoAnswer("someone_else" if answered.isdecimal() else "malformed")


def _address(home: etree._Element) -> Address:
    in_belgium = _text(home, "NISCodeLand") in BELGIUM or _text(home, "ISOCodeLand") in BELGIUM
    return Address(
        street=_text(home, "Straatnaam/String"),
        house_number=_text(home, "Huisnummer").lstrip("0"),
        box=_text(home, "Busnummer"),
        postal_code=_text(home, "Postcode"),
        locality=_text(home, "Gemeentenaam/String"),
        municipality=_text(home, "NISCodeGemeente"),
        country="BE" if in_belgium else _text(home, "ISOCodeLand"),
    )


def _text(element: etree._Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _texts(element: etree._Element, path: str) -> list[str]:
    return [(one.text or "").strip() for one in element.findall(path)]


def _parts(text: str) -> tuple[int | None, int | None, int | None]:
    """Year, month and day as far as they are known: 1959, 1959-00-00 and 1959-07 occur."""
    numbers = [int(one) for one in text.split("-") if one.isdecimal() and len(one) <= len("1959")]
    known: list[int | None] = [one or None for one in numbers[:3]]
    known += [None] * (3 - len(known))
    return known[0], known[1], known[2]


def _day(text: str) -> date | None:
    """A whole date; None for none or part of one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _malformed() -> str:
    raise NoAnswer("malformed")
