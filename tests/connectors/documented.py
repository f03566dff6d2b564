"""Registers that answer as the public documents of the platform say, and who asks them."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import httpx
from lxml import etree
from tests.factories import registers as make

from loket.connectors.population import Housemate, Living, Sender
from loket.domain.people.numbers import NationalNumber
from loket.domain.registers.asking import Question
from loket.domain.registers.facts import Address
from loket.kit import paper
from loket.kit.calling import Caller

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
LOOK_UP = UUID(int=77)
AN, OTHER, NOBODY = make.number(), make.number(counter=503), make.number(counter=505)
CHILD = make.number(date(2018, 3, 1), 502)
SENDER = Sender("city.example/loket", "1300", "99999")


class Known(dict):
    """Gives each number a reference of its own."""

    def __call__(self, number: NationalNumber) -> UUID:
        return self.setdefault(number.digits, UUID(int=len(self) + 1))


def ask(number: NationalNumber = AN) -> Question:
    return Question(number, "certificate", LOOK_UP, NOW)


def caller(answer: Callable[[httpx.Request], httpx.Response], **how: object) -> Caller:
    transport = httpx.MockTransport(answer)
    return Caller("https://magda.example/", transport=transport, sleep=lambda _: None, **how)


class Platform:
    """Answers as the documents of the platform say, from the register of a test."""

    def __init__(self, register: make.Register) -> None:
        self.register, self.asked = register, []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if request.method == "GET":
            return self._rest(request)
        body = etree.fromstring(request.content)
        name = next(body.iter("Naam")).text
        referte = next(body.iter("Vraag")).findtext("Referte")
        digits = next(iter([*body.iter("INSZ"), *body.iter("Sleutel")])).text
        return httpx.Response(200, content=reply(name, referte, self._content(name, digits)))

    def _content(self, name: str, digits: str) -> str:
        entry = self.register.entries.get(digits)
        if name == "RegistreerInschrijving":
            return "<Inhoud/>"
        if entry is None:
            return ""
        if name == "GeefGezinssamenstelling":
            living = self.register.household_of(digits)
            return f"<Inhoud>{gezin(living, self.register)}</Inhoud>" if living else ""
        if name == "GeefAttest":
            document = base64.b64encode(paper.write("Attest", ["van het register"])).decode()
            return (
                f"<Inhoud><Attest><INSZ>{digits}</INSZ><Document>{document}</Document></Attest>"
                "</Inhoud>"
            )
        return f"<Inhoud>{persoon(entry)}</Inhoud>"

    def _rest(self, request: httpx.Request) -> httpx.Response:
        wanted = dict(request.url.params)
        if request.url.path.endswith("officialDocuments"):
            return httpx.Response(200, content=paper.write("Akte", [wanted["getExtract"]]))
        acts = self.register.archive.acts_of(wanted["personNumber"])
        if not acts:
            return httpx.Response(404)
        return httpx.Response(200, json={"items": [item(one) for one in acts]})


def reply(name: str, referte: str, content: str, exceptions: str = "") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
      <x:{name}Response xmlns:x="urn:documented"><Repliek><Context><Naam>{name}</Naam></Context>
      <Antwoorden><Antwoord><Referte>{referte}</Referte>{content}{exceptions}</Antwoord></Antwoorden>
      </Repliek></x:{name}Response>""".encode()


def gezin(living: Living, register: make.Register) -> str:
    places = {"reference": "01", "spouse": "02", "child": "03", "unrelated": "12"}
    return "".join(
        gezinslid(one, register.entries[one.digits], places[one.kind]) for one in living.members
    ).join(["<Gezinsleden>", "</Gezinsleden>"])


def gezinslid(one: Housemate, entry: make.Entry, place: str) -> str:
    """The reference person carries no day; the others the one on which they joined."""
    facts, home = entry.facts, entry.facts.address
    joined = "" if place == "01" else f' DatumBegin="{one.since}"'
    first = "".join(f"<Voornaam>{name}</Voornaam>" for name in facts.first_names)
    return f"""<Gezinslid{joined}><INSZ>{one.digits}</INSZ>
      <Naam><Achternamen><Achternaam>{facts.names}</Achternaam></Achternamen>
      <Voornamen>{first}</Voornamen></Naam>
      <Geboortedatum>{facts.born_on}</Geboortedatum>
      <Positie><Code>{place}</Code></Positie>
      <Adressen>{residence(home, since=one.since)}</Adressen></Gezinslid>"""


def residence(home: Address, *, since: date) -> str:
    return f"""<Hoofdverblijfplaats DatumBegin="{since}">
      <Straatnaam><String>{home.street}</String></Straatnaam>
      <Huisnummer>00{home.house_number}</Huisnummer>
      <Gemeentenaam><String>{home.locality}</String></Gemeentenaam>
      <Postcode>{home.postal_code}</Postcode><NISCodeLand>150</NISCodeLand>
      <NISCodeGemeente>{home.municipality}</NISCodeGemeente></Hoofdverblijfplaats>"""


def persoon(entry: make.Entry) -> str:
    facts = entry.facts
    codes = {"unmarried": "10", "married": "20", "widowed": "30"}
    first = "".join(f"<Voornaam>{name}</Voornaam>" for name in facts.first_names)
    died = (
        f"<Overlijden><Datum>{facts.deceased_on}</Datum></Overlijden>" if facts.deceased_on else ""
    )
    return f"""<Persoon><INSZ>{entry.digits}</INSZ>
      <Naam><Achternamen><Achternaam>{facts.names}</Achternaam></Achternamen>
      <Voornamen>{first}</Voornamen></Naam>
      <Geslacht><Code>{"1" if facts.sex == "male" else "2"}</Code></Geslacht>
      <Beheerder><Plaats><Gemeente><NISCode>{facts.municipality}</NISCode></Gemeente></Plaats>
      </Beheerder>
      <Nationaliteiten><Nationaliteit><Code>150</Code></Nationaliteit></Nationaliteiten>
      <Geboorte><Datum>{facts.born_on}</Datum></Geboorte>{died}
      <BurgerlijkeStaten><BurgerlijkeStaat><Code>{codes[facts.civil_status]}</Code>
      </BurgerlijkeStaat></BurgerlijkeStaten>
      <Adressen>{residence(facts.address, since=facts.since)}</Adressen></Persoon>"""


def item(act: make.Filed) -> dict:
    roles = {"birth": ["CHILD"], "marriage": ["SPOUSE_1", "SPOUSE_2"]}[act.kind]
    people = zip(act.subjects, roles, strict=True)
    return {
        "reference": act.reference,
        "type": act.kind.upper(),
        "factDate": {"year": act.on.year, "month": act.on.month, "day": act.on.day},
        "certificateOriginType": "NEW_BELGIAN_CERTIFICATE",
        "placeOfOrigin": act.place,
        "searchPeople": [{"personNumber": who, "roleType": role} for who, role in people],
    }
