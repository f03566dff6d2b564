"""The simulator: answers from a city of people who do not exist, and claims nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol
from uuid import UUID

from loket.connectors.population.population import Identify
from loket.domain.people.numbers import kept
from loket.domain.registers.asking import NoAnswer, NumberReplaced, Question, Search, Wanted
from loket.domain.registers.facts import (
    Address,
    Household,
    Member,
    MemberKind,
    Person,
    Relation,
    RelationKind,
)
from loket.kit import paper

#: Stands in an entry where the answer has our own reference.
NOBODY: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Entry:
    """A person of the city; references to people are numbers until somebody asks."""

    digits: str
    #: With ``NOBODY`` as the resident, and as the partner of a cohabitation.
    facts: Person
    partner: str = ""
    #: The number that came in the place of this one.
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """What a person is of another."""

    kind: RelationKind
    other: str
    authority: bool = False
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Housemate:
    """Somebody in a household."""

    digits: str
    kind: MemberKind
    since: date


@dataclass(frozen=True, slots=True)
class Living:
    """A household of the city, its reference person first."""

    reference: UUID
    address: Address | None
    members: tuple[Housemate, ...]


class City(Protocol):
    """Where the simulator finds its people."""

    def find(self, digits: str) -> Entry | None:
        """The person with this number."""

    def household_of(self, digits: str) -> Living | None:
        """The household in which the person lives now."""

    def ties_of(self, digits: str) -> Sequence[Tie]:
        """What the person is of others."""

    def search(self, wanted: Wanted) -> Sequence[Entry]:
        """People who may be meant, at most ``wanted.limit``."""


class _Unpeopled:
    """The city before anybody lives in it."""

    def find(self, digits: str) -> Entry | None:  # noqa: ARG002
        return None

    def household_of(self, digits: str) -> Living | None:  # noqa: ARG002
        return None

    def ties_of(self, digits: str) -> Sequence[Tie]:  # noqa: ARG002
        return ()

    def search(self, wanted: Wanted) -> Sequence[Entry]:  # noqa: ARG002
        return ()


_here: City = _Unpeopled()


def live_in(city: City) -> City:
    """Let every simulator of this process answer from this city; gives the one before."""
    global _here
    before, _here = _here, city
    return before


class SimulatedPopulation:
    """Answers from ``city``, or from the one that was made for this process."""

    def __init__(self, city: City | None = None) -> None:
        self._own = city

    @property
    def _city(self) -> City:
        return self._own or _here

    def person(self, question: Question, who: Identify) -> Person:
        """Everything about one person. Raises ``NoAnswer``."""
        return _said(self._entry(question), who)

    def household(self, question: Question, who: Identify) -> Household:
        """Who live together today. Raises ``NoAnswer``."""
        living = self._city.household_of(self._entry(question).digits)
        if living is None:
            raise NoAnswer("unknown")
        members = tuple(self._member(one, who) for one in living.members)
        return Household(living.reference, living.address, members)

    def relations(self, question: Question, who: Identify) -> tuple[Relation, ...]:
        """What the person is of others. Raises ``NoAnswer``."""
        ties = self._city.ties_of(self._entry(question).digits)
        return tuple(
            Relation(one.kind, who(kept(one.other)), one.authority, one.since, one.until)
            for one in ties
        )

    def search(self, search: Search, who: Identify) -> tuple[Person, ...]:
        """Who may be meant."""
        return tuple(_said(one, who) for one in self._city.search(search.wanted))

    def attest(self, question: Question, *, model: str) -> bytes:
        """A page that says it is worth nothing. Raises ``NoAnswer``."""
        facts = self._entry(question).facts
        home = facts.address
        lines = [
            "Dit is een demonstratie: zonder rechtswaarde.",
            f"Model: {model}",
            f"Over: {' '.join(facts.first_names)} {facts.names}",
            f"Adres: {home.street} {home.house_number}, {home.locality}" if home else "Adres: geen",
            f"Afgeleverd op {question.local:%d.%m.%Y}",
            f"Nummer van de aflevering: {question.look_up}",
        ]
        return paper.write("Attest uit het bevolkingsregister", lines)

    def _entry(self, question: Question) -> Entry:
        found = self._city.find(question.number.digits)
        if found is None:
            raise NoAnswer("unknown")
        if found.replaced_by:
            raise NumberReplaced(kept(found.replaced_by))
        return found

    def _member(self, one: Housemate, who: Identify) -> Member:
        entry = self._city.find(one.digits)
        if entry is None:
            raise NoAnswer("malformed")
        facts = entry.facts
        return Member(
            person=who(kept(one.digits)),
            kind=one.kind,
            names=facts.names,
            first_names=facts.first_names,
            born_on=facts.born_on,
            birth_year=facts.birth_year,
            since=one.since,
            undisclosed_until=facts.undisclosed_until,
            under_investigation=facts.under_investigation,
            nationality=facts.nationality,
            birth_place=facts.birth_place,
        )


def _said(entry: Entry, who: Identify) -> Person:
    """The facts as an answer has them: with our references in the place of numbers."""
    cohabitation = entry.facts.cohabitation
    if cohabitation is not None:
        cohabitation = replace(cohabitation, partner=who(kept(entry.partner)))
    return replace(
        entry.facts,
        resident=who(kept(entry.digits)),
        cohabitation=cohabitation,
    )
