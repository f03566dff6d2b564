"""MAGDA 2.0 answers, read without trust: about whom, to which question, and whether it is one."""

from __future__ import annotations

from datetime import date
from typing import Final, NoReturn

from lxml import etree

from loket.domain.registers.asking import NoAnswer, Question
from loket.domain.registers.facts import Address

BELGIUM: Final = ("150", "BEL", "BE")
#: The sender has no authorisation in this capacity.
NOT_AUTHORISED: Final = frozenset({"13001", "13002"})
#: Not found, or no valid number.
NOT_FOUND: Final = frozenset({"20001", "20002", "30001", "40001"})
#: A name that no register of streets knows stands in an element of its own.
UNLISTED: Final = "NietGestandaardiseerde"


def content(body: bytes, question: Question) -> etree._Element:
    """What the one answer to this question holds. Raises ``NoAnswer``."""
    found = answer(body, question).find("Inhoud")
    if found is None:
        raise NoAnswer("unknown")
    return found


def answer(body: bytes, question: Question) -> etree._Element:
    """The one answer to this question, without an exception in it. Raises ``NoAnswer``."""
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
    if text(answers[0], "Referte") != str(question.look_up):
        raise NoAnswer("someone_else")
    return answers[0]


def _check_exceptions(reply: etree._Element) -> None:
    """What the platform or the register refuses, by the code of its exception."""
    for one in reply.iter("Uitzondering"):
        if text(one, "Type") in ("INFORMATIE", "WAARSCHUWING"):
            continue
        code = text(one, "Identificatie")
        if code in NOT_AUTHORISED:
            raise NoAnswer("refused")
        if code in NOT_FOUND:
            raise NoAnswer("unknown")
        raise NoAnswer("away")


def check_number(answered: str, question: Question) -> None:
    """An answer under another number: a replacement only when it says so, which it does not here.

    The documents name no element for the number that was replaced; until they do, another number
    is another person.
    """
    if answered != question.number.digits:
        raise NoAnswer("someone_else" if answered.isdecimal() else "malformed")


def address(home: etree._Element) -> Address:
    """A place of residence; street and locality also when no register of streets knows them."""
    in_belgium = text(home, "NISCodeLand") in BELGIUM or text(home, "ISOCodeLand") in BELGIUM
    return Address(
        street=text(home, "Straatnaam/String") or text(home, f"{UNLISTED}Straatnaam/String"),
        house_number=text(home, "Huisnummer").lstrip("0"),
        box=text(home, "Busnummer"),
        postal_code=text(home, "Postcode"),
        locality=text(home, "Gemeentenaam/String") or text(home, f"{UNLISTED}Gemeentenaam/String"),
        municipality=text(home, "NISCodeGemeente"),
        country="BE" if in_belgium else text(home, "ISOCodeLand"),
    )


def text(element: etree._Element, path: str) -> str:
    """The words at this path; "" for none."""
    return (element.findtext(path) or "").strip()


def texts(element: etree._Element, path: str) -> list[str]:
    """The words of each element at this path, in their order."""
    return [(one.text or "").strip() for one in element.findall(path)]


def date_parts(told: str) -> tuple[int | None, int | None, int | None]:
    """Year, month and day as far as they are known: 1959, 1959-00-00 and 1959-07 occur."""
    numbers = [int(one) for one in told.split("-") if one.isdecimal() and len(one) <= len("1959")]
    known: list[int | None] = [one or None for one in numbers[:3]]
    known += [None] * (3 - len(known))
    return known[0], known[1], known[2]


def whole_date(told: str) -> date | None:
    """A whole date; None for none or part of one."""
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


def malformed() -> NoReturn:
    """Raise that the answer is none."""
    raise NoAnswer("malformed")
