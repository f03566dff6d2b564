"""MAGDA 2.0 questions as XML.

GeefPersoon 02.02, GeefGezinssamenstelling 02.02, RegistreerInschrijving 02.01, GeefAttest 02.00.
Written after the public pages of Digitaal Vlaanderen and the sample messages of its public
MAGDA-Mock; element names are theirs. Of the question for a household no sample is public: it is
put as that for its history is. The signature that the platform asks for on the message
(WS-Security) is not made here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from lxml import etree

from loket.domain.registers.asking import Question

SOAP: Final = "http://schemas.xmlsoap.org/soap/envelope/"
PERSON: Final = "http://magda.vlaanderen.be/persoon/soap/geefpersoon/v02_02"
HOUSEHOLD: Final = "http://magda.vlaanderen.be/persoon/soap/geefgezinssamenstelling/v02_02"
ENROL: Final = (
    "http://webservice.registreerinschrijvingdienst-02_01.repertorium-02_01.vip.vlaanderen.be"
)
ATTEST: Final = "http://webservice.geefattestdienst-02_00.persoon-02_00.vip.vlaanderen.be"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who asks: our address on the platform, and the code of our capacity to ask."""

    identification: str
    capacity: str
    #: NIS code of the municipality that hands the attest out.
    municipality: str


def person(question: Question, sender: Sender) -> bytes:
    """GeefPersoon: what the National Register says of one person."""
    body, content = _asked(PERSON, "GeefPersoon", "02.02.0000", question, sender)
    _add(content, "Criteria", INSZ=question.number.digits)
    _add(content, Bron="RR", Taal="nl")
    return _written(body)


def household(question: Question, sender: Sender) -> bytes:
    """GeefGezinssamenstelling: who live with one person today."""
    body, content = _asked(HOUSEHOLD, "GeefGezinssamenstelling", "02.02.0000", question, sender)
    _add(content, "Criteria", INSZ=question.number.digits)
    _add(content, Taal="nl")
    return _written(body)


def enrol(question: Question, sender: Sender, *, until: date) -> bytes:
    """RegistreerInschrijving: that we have a case about this person until that day."""
    body, content = _asked(ENROL, "RegistreerInschrijving", "02.01.0000", question, sender)
    enrolment = _add(content, "Inschrijving")
    _add(enrolment, Identificatie=sender.identification, Hoedanigheid=sender.capacity)
    concerned = _add(enrolment, "BetrokkenSubject", Type="PERS")
    _add(_add(concerned, "Subjecten"), "Subject", Type="PERS", Sleutel=question.number.digits)
    _add(enrolment, "Periode", Begin=question.local.date().isoformat(), Einde=until.isoformat())
    return _written(body)


def attest(question: Question, sender: Sender, *, name: str) -> bytes:
    """GeefAttest: a finished attest of one of the ten legal models, in Dutch."""
    body, content = _asked(ATTEST, "GeefAttest", "02.00.0000", question, sender)
    criteria = _add(content, "Criteria", INSZ=question.number.digits)
    _add(criteria, "Attest", Naam=name, Taal="nl")
    _add(content, GemeenteVanAfgifte=sender.municipality, Taal="nl")
    return _written(body)


def _asked(
    namespace: str, name: str, version: str, question: Question, sender: Sender
) -> tuple[etree._Element, etree._Element]:
    """The envelope, and the element that the question itself goes into."""
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soapenv": SOAP})
    etree.SubElement(envelope, f"{{{SOAP}}}Header")
    service = etree.SubElement(
        etree.SubElement(envelope, f"{{{SOAP}}}Body"), f"{{{namespace}}}{name}"
    )
    request = _add(service, "Verzoek")
    context = _add(request, "Context", Naam=name, Versie=version)
    message = _add(context, "Bericht", Type="VRAAG")
    at = question.local
    _add(message, "Tijdstip", Datum=f"{at:%Y-%m-%d}", Tijd=f"{at:%H:%M:%S}.000")
    _add(
        message,
        "Afzender",
        Identificatie=sender.identification,
        Referte=str(question.look_up),
        Hoedanigheid=sender.capacity,
    )
    asked = _add(_add(request, "Vragen"), "Vraag", Referte=str(question.look_up))
    return envelope, _add(asked, "Inhoud")


def _add(parent: etree._Element, name: str = "", /, **texts: str) -> etree._Element:
    """A child (or the parent itself, without a name) with these texts, in their order."""
    made = etree.SubElement(parent, name) if name else parent
    for tag, text in texts.items():
        etree.SubElement(made, tag).text = text
    return made


def _written(envelope: etree._Element) -> bytes:
    written: bytes = etree.tostring(envelope, xml_declaration=True, encoding="UTF-8")
    return written
