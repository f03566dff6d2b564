"""One look-up on its way through the guard: whom it asks about, and whom the answer shows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeVar
from uuid import UUID, uuid4

from loket.domain.people.numbers import NationalNumber
from loket.domain.refusals import RuleBroken
from loket.domain.registers import alerts
from loket.domain.registers.alerts import Flag
from loket.domain.registers.asking import NoAnswer, NumberReplaced, Question, Search, Wanted
from loket.domain.registers.grounds import Ground
from loket.domain.registers.purposes import DataKind, Inquiry, Purpose, kinds_shown
from loket.foundations.people import actions as people_actions
from loket.foundations.people import queries as people
from loket.foundations.registers.actions.due import Case

T = TypeVar("T")
Register = Literal["population", "civil_status"]


@dataclass(slots=True)
class LookUp:
    """One look-up on its way through the guard."""

    of: UUID | None
    ground: Ground
    purpose: Purpose
    #: As what everything under its code was known when it was read.
    mark: str
    inquiry: Inquiry
    register: Register
    actor: str
    #: Whose order the house carries out; "" for nobody's.
    ordered_by: str
    team: str
    #: On the city's clock, so that its day is the city's.
    local: datetime
    id: UUID = field(default_factory=uuid4)
    #: Everybody else whom the answer shows.
    others: set[UUID] = field(default_factory=set)
    #: Who it is about, as the statement of the intent found them: for `people.identified`. None
    #: for a search, and for whoever had several numbers, who are asked for by themselves.
    row: Sequence[Any] | None = None
    #: Whom it is about, as the register was asked.
    person: people.Identified | None = None
    #: What stands out in the answer.
    flags: frozenset[Flag] = frozenset()

    @property
    def kinds(self) -> tuple[DataKind, ...]:
        """What a resident reads that it showed."""
        return kinds_shown(self.purpose, self.inquiry)

    def who(self, number: NationalNumber) -> UUID:
        """Our reference of whoever the answer names."""
        if self.person is not None and number == self.person.number:
            return self.person.newest
        return people_actions.recognise(number=number, now=self.local, actor=self.actor)

    def case(self) -> Case:
        """What an office has to prove."""
        return Case(self.of, self.ground, self.purpose, self.inquiry, self.actor, self.local)

    def ask(self, how: Callable[[Question], T]) -> T:
        """Put the question, under the number that is in use now.

        A register that knows a newer number teaches it to us, and is asked once more. One that
        replaces that number too, or goes back on what it said before, gave no answer.
        """
        if self.of is None:
            raise ValueError("a search is about nobody yet")
        person = people.identified(self.row) if self.row else people.identify(self.of)
        question = self._question(person)
        try:
            return how(question)
        except NumberReplaced as replaced:
            self._learn(question.number, replaced.by)
        try:
            return how(self._question(people.identify(self.of)))
        except NumberReplaced as again:
            raise NoAnswer("malformed") from again

    def _learn(self, old: NationalNumber, new: NationalNumber) -> None:
        try:
            people_actions.replace_number(old=old, new=new, now=self.local, actor=self.actor)
        except RuleBroken as contradicted:
            raise NoAnswer("malformed") from contradicted

    def _question(self, person: people.Identified) -> Question:
        self.person = person
        return Question(person.number, self.purpose.code, self.id, self.local)

    def search(self, wanted: Wanted) -> Search:
        """As the register gets it, when it is about nobody yet."""
        return Search(wanted, self.purpose.code, self.id, self.local)

    def check_about(self, answered: UUID) -> None:
        """Refuse an answer about somebody else, whatever the connector thought of it."""
        if self.person is not None and answered not in self.person.chain:
            raise NoAnswer("someone_else")

    def names(self, shown: Collection[tuple[tuple[str, ...], str]]) -> None:
        """Say what everybody in the answer is called; only what stands out is kept, no name."""
        if not self.actor.startswith(people.EMPLOYEE):
            return
        employee = people.find_employee(UUID(self.actor.removeprefix(people.EMPLOYEE)))
        full = {f"{first} {names}" for given, names in shown for first in given[:1]}
        namesakes = people.list_colleagues_called(full)
        self.flags = alerts.flags_of(employee.name if employee else "", shown, namesakes=namesakes)

    def shows(self, others: Collection[UUID]) -> None:
        """Say whom the answer shows; the person asked about has the look-up itself as evidence."""
        self.others = set(others) - ({self.of} if self.of else set())
