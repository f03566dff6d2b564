"""A person and an attest as MAGDA answers them.

Fields that the public documents do not describe stay out of the answer altogether: a rule that
needs one fails loudly (`facts.NotGiven`) in the place of taking silence for *no*.
"""

from __future__ import annotations

import base64
import binascii
from typing import Final
from uuid import UUID

from loket.connectors.population import reading
from loket.domain.registers.asking import NoAnswer, Question
from loket.domain.registers.facts import CivilStatus, Person, Sex
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


def person(body: bytes, question: Question, *, resident: UUID) -> Person:
    """The person who was asked about. Raises ``NoAnswer``."""
    found = reading.content(body, question).find("Persoon")
    if found is None:
        raise NoAnswer("unknown")
    reading.check_number(reading.text(found, "INSZ"), question)
    born = reading.text(found, "Geboorte/Datum")
    year, month, day = reading.date_parts(born)
    home = found.find("Adressen/Hoofdverblijfplaats")
    belgian = reading.text(found, "Nationaliteiten/Nationaliteit/Code") == "150"
    return Person(
        resident=resident,
        names=" ".join(reading.texts(found, "Naam/Achternamen/Achternaam")) or reading.malformed(),
        first_names=tuple(reading.texts(found, "Naam/Voornamen/Voornaam")),
        sex=SEXES.get(reading.text(found, "Geslacht/Code"), "unknown"),
        born_on=reading.whole_date(born) if day else None,
        birth_year=year,
        birth_month=month,
        birth_certainty="full" if day else "year_month" if month else "year" if year else "none",
        nationality="BE" if belgian else "",
        civil_status=CIVIL_STATUS.get(
            reading.text(found, "BurgerlijkeStaten/BurgerlijkeStaat/Code"), "unknown"
        ),
        address=reading.address(home) if home is not None else None,
        since=reading.whole_date(home.get("DatumBegin", "")) if home is not None else None,
        municipality=reading.text(found, "Beheerder/Plaats/Gemeente/NISCode"),
        deceased_on=reading.whole_date(reading.text(found, "Overlijden/Datum")),
    ).only(READ)


def attest(body: bytes, question: Question) -> bytes:
    """The finished PDF. Raises ``NoAnswer``."""
    found = reading.content(body, question).find("Attest")
    if found is None:
        raise NoAnswer("unknown")
    reading.check_number(reading.text(found, "INSZ"), question)
    try:
        pdf = base64.b64decode("".join(reading.text(found, "Document").split()), validate=True)
    except binascii.Error as wrong:
        raise NoAnswer("malformed") from wrong
    if not paper.is_whole(pdf):
        raise NoAnswer("malformed")
    return pdf


def check_enrolled(body: bytes, question: Question) -> None:
    """Nothing, when the enrolment was taken. Raises ``NoAnswer``."""
    reading.answer(body, question)
