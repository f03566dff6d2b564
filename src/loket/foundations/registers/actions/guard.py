"""The guard: is a look-up due, what may it give, and the evidence before and after.

The intent is committed before the question leaves, in a transaction of its own: whatever is killed
afterwards, it stands. A look-up therefore never runs inside a transaction of its caller, who would
hold locks while an outside system thinks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, LiteralString, TypeVar
from uuid import UUID, uuid4

from django.db import connection, transaction

from loket.domain.people.numbers import NationalNumber
from loket.domain.refusals import RuleBroken
from loket.domain.registers import alerts
from loket.domain.registers.alerts import Flag
from loket.domain.registers.asking import NoAnswer, NumberReplaced, Question, Search, Wanted
from loket.domain.registers.facts import Relation
from loket.domain.registers.grounds import Ground
from loket.domain.registers.purposes import DataKind, Inquiry, Purpose, kinds_shown
from loket.foundations.journal import actions as journal
from loket.foundations.people import actions as people_actions
from loket.foundations.people import queries as people
from loket.foundations.registers import queries
from loket.foundations.registers.actions.due import Case, RelationsOf, is_due
from loket.foundations.registers.actions.registers import population

T = TypeVar("T")
Register = Literal["population", "civil_status"]

#: What the caller hears of each way in which a register fails to answer.
CODES: Final = {
    "away": "register_away",
    "unknown": "person_unknown",
    "refused": "register_refuses",
    "someone_else": "answer_about_another",
    "malformed": "answer_malformed",
}
#: The intent; its line in the journal is written by the same statement, as the outcome's is.
INTENT: Final = """
done AS (
    INSERT INTO registers_lookup (id, at, actor, team, register, inquiry, about, purpose,
        ground_kind, ground_reference, reason, kinds)
    VALUES (%(id)s, %(at)s, %(actor)s, %(team)s, %(register)s, %(inquiry)s, %(about)s, %(purpose)s,
        %(kind)s, %(reference)s, %(reason)s, %(kinds)s)
    RETURNING id
)"""
OUTCOME: Final = """
done AS (
    INSERT INTO registers_outcome (look_up_id, at, result, flags)
    VALUES (%(id)s, %(at)s, %(result)s, %(flags)s)
    RETURNING look_up_id
)"""
OUTCOME_WITHOUT_WAITING: Final = """
eased AS (SELECT set_config('synchronous_commit', 'off', true)),
done AS (
    INSERT INTO registers_outcome (look_up_id, at, result, flags)
    SELECT %(id)s, %(at)s, %(result)s, %(flags)s::text[] FROM eased
    RETURNING look_up_id
)"""
OUTCOME_AND_SHOWN: Final = f"""
shown AS (
    INSERT INTO registers_shown (look_up_id, resident, at, kinds)
    SELECT %(id)s, resident, %(at)s, %(kinds)s FROM unnest(%(others)s::uuid[]) resident
),{OUTCOME}"""  # noqa: S608 (both are constants)


@dataclass(slots=True)
class LookUp:
    """One look-up on its way through the guard."""

    of: UUID | None
    ground: Ground
    purpose: Purpose
    inquiry: Inquiry
    register: Register
    actor: str
    team: str
    now: datetime
    #: What a resident reads that it showed.
    kinds: tuple[DataKind, ...]
    id: UUID = field(default_factory=uuid4)
    #: Everybody else whom the answer shows.
    others: set[UUID] = field(default_factory=set)
    #: Whom it is about, as the register was asked.
    person: people.Identified | None = None
    #: What stands out in the answer.
    flags: frozenset[Flag] = frozenset()

    def who(self, number: NationalNumber) -> UUID:
        """Our reference of whoever the answer names."""
        if self.person is not None and number == self.person.number:
            return self.person.newest
        return people_actions.recognise(number=number, now=self.now, actor=self.actor)

    def case(self) -> Case:
        """What an office has to prove."""
        return Case(self.of, self.ground, self.purpose, self.inquiry, self.actor, self.now)

    def ask(self, how: Callable[[Question], T]) -> T:
        """Put the question, under the number that is in use now.

        A register that knows a newer number teaches it to us, and is asked once more. One that
        replaces that number too, or goes back on what it said before, gave no answer.
        """
        question = self._question()
        try:
            return how(question)
        except NumberReplaced as replaced:
            self._learn(question.number, replaced.by)
        try:
            return how(self._question())
        except NumberReplaced as again:
            raise NoAnswer("malformed") from again

    def _learn(self, old: NationalNumber, new: NationalNumber) -> None:
        try:
            people_actions.replace_number(old=old, new=new, now=self.now, actor=self.actor)
        except RuleBroken as contradicted:
            raise NoAnswer("malformed") from contradicted

    def _question(self) -> Question:
        if self.of is None:
            raise ValueError("a search is about nobody yet")
        self.person = people.identify(self.of)
        return Question(self.person.number, self.purpose.code, self.id, self.now)

    def search(self, wanted: Wanted) -> Search:
        """As the register gets it, when it is about nobody yet."""
        return Search(wanted, self.purpose.code, self.id, self.now)

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


@contextmanager
def looking(
    *,
    of: UUID | None,
    ground: Ground,
    purpose: str,
    inquiry: Inquiry,
    register: Register,
    actor: str,
    now: datetime,
) -> Iterator[LookUp]:
    """Ask a register inside this, and evidence of it stands on both sides.

    Raises ``purpose_unknown``, ``no_ground``, the reasons against a typed reason, ``not_allowed``,
    and a code of ``CODES`` for a register that gives no answer.
    """
    found = queries.find_purpose(purpose, on=now.date())
    if found is None or inquiry not in found.inquiries:
        raise RuleBroken("purpose_unknown", purpose=purpose)
    team = _team_of(actor, found, now)
    kinds = kinds_shown(found, inquiry)
    look_up = LookUp(of, ground, found, inquiry, register, actor, team, now, kinds)
    if not is_due(look_up.case(), related=_relations_of(look_up)):
        _refuse(look_up)
        raise RuleBroken("no_ground")
    _intend(look_up)
    try:
        yield look_up
    except NoAnswer as failed:
        look_up.others.clear()
        _conclude(look_up, failed.failure)
        seconds = int(failed.retry_after.total_seconds())
        facts = {"retry_after": seconds} if failed.failure == "away" else {}
        raise RuleBroken(CODES[failed.failure], **facts) from failed
    _conclude(look_up, "shown")


def _team_of(actor: str, purpose: Purpose, now: datetime) -> str:
    """The employee's teams, which stand in the list in their place; "" for who is none."""
    if not actor.startswith(people.EMPLOYEE):
        return ""
    people.check_right(actor=actor, act="registers.look_up", on=now.date())
    held = people.list_assignments_of(UUID(actor.removeprefix(people.EMPLOYEE)))
    teams = {one.team for one in map(people.as_rule, held) if one.holds(now.date()) and one.team}
    if purpose.teams and teams.isdisjoint(purpose.teams):
        raise RuleBroken("not_allowed", act="registers.look_up", location="")
    return ", ".join(sorted(teams.intersection(purpose.teams) or teams))


def _relations_of(look_up: LookUp) -> RelationsOf:
    """Asks what a party of the same case is of others, under the same ground and purpose."""

    def ask(party: UUID) -> tuple[Relation, ...]:
        with looking(
            of=party, ground=look_up.ground, purpose=look_up.purpose.code, inquiry="relations",
            register="population", actor=look_up.actor, now=look_up.now,
        ) as other:  # fmt: skip
            found = other.ask(lambda question: population().relations(question, other.who))
            other.shows({one.of for one in found})
        return found

    return ask


def _intend(look_up: LookUp) -> None:
    """The intent and its line, committed when this returns: one statement outside a transaction."""
    if connection.in_atomic_block:
        with transaction.atomic(durable=True):  # which refuses a transaction of the caller
            _write_intent(look_up)
    else:
        _write_intent(look_up)


def _refuse(look_up: LookUp) -> None:
    with transaction.atomic(durable=True):
        _write_intent(look_up)
        _write_outcome(look_up, "no_ground", OUTCOME)


def _conclude(look_up: LookUp, result: str) -> None:
    """The outcome, whom else it showed and its line: one statement, a transaction by itself.

    Where the intent names everybody whom the answer showed, it need not wait for the disk: should
    the machine lose power now, a look-up without an outcome remains, which is counted as seen;
    nothing is hidden.
    """
    _write_outcome(
        look_up, result, OUTCOME_AND_SHOWN if look_up.others else OUTCOME_WITHOUT_WAITING
    )


def _write_intent(look_up: LookUp) -> None:
    typed = look_up.ground.is_typed
    reference = "" if typed else look_up.ground.reference
    facts = {
        "id": look_up.id, "at": look_up.now, "actor": look_up.actor, "team": look_up.team,
        "register": look_up.register, "inquiry": look_up.inquiry, "about": look_up.of,
        "purpose": look_up.purpose.code, "kind": look_up.ground.kind, "reference": reference,
        "reason": look_up.ground.reference if typed else "", "kinds": list(look_up.kinds),
    }  # fmt: skip
    journal.write_with(
        INTENT,
        facts,
        act="registers.look_up",
        actor=look_up.actor,
        subject=f"look_up:{look_up.id}",
        at=look_up.now,
        purpose=look_up.purpose.code,
        after={"about": _named(look_up.of), "ground": look_up.ground.kind, "reference": reference},
    )


def _write_outcome(look_up: LookUp, result: str, steps: LiteralString) -> None:
    facts = {
        "id": look_up.id,
        "at": look_up.now,
        "result": result,
        "flags": sorted(look_up.flags),
        "kinds": list(look_up.kinds),
        "others": sorted(look_up.others),
    }
    journal.write_with(
        steps,
        facts,
        act="registers.conclude",
        actor=look_up.actor,
        subject=f"look_up:{look_up.id}",
        at=look_up.now,
        after={"result": result, "also_shown": len(look_up.others)},
    )


def _named(of: UUID | None) -> str:
    return f"{people.RESIDENT}{of}" if of else ""
