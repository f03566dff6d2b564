"""The guard: is a look-up due, what may it give, and the evidence before and after.

The intent is committed before the question leaves, in a transaction of its own: whatever is killed
afterwards, it stands. A look-up therefore never runs inside a transaction of its caller, who would
hold locks while an outside system thinks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from loket.domain.refusals import RuleBroken
from loket.domain.registers.asking import NoAnswer
from loket.domain.registers.facts import Relation
from loket.domain.registers.grounds import Ground
from loket.domain.registers.purposes import Inquiry, Purpose, find_in_force
from loket.foundations.people import queries as people
from loket.foundations.registers import kinds, queries
from loket.foundations.registers.actions import evidence
from loket.foundations.registers.actions.due import RelationsOf, is_due
from loket.foundations.registers.actions.look_up import LookUp, Register
from loket.foundations.registers.actions.registers import population
from loket.foundations.registers.actions.teams import teams_held, teams_of

#: The house's own tasks.
SYSTEM: Final = "system:"
#: What the caller hears of each way in which a register fails to answer.
CODES: Final = {
    "away": "register_away",
    "unknown": "person_unknown",
    "refused": "register_refuses",
    "someone_else": "answer_about_another",
    "malformed": "answer_malformed",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to know, before anything was weighed."""

    of: UUID | None
    ground: Ground
    purpose: str
    inquiry: Inquiry
    register: Register
    actor: str
    now: datetime


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
    look_up = _begin(Asked(of, ground, purpose, inquiry, register, actor, now))
    try:
        yield look_up
    except NoAnswer as failed:
        look_up.others.clear()
        evidence.conclude(look_up, failed.failure)
        seconds = int(failed.retry_after.total_seconds())
        facts = {"retry_after": seconds} if failed.failure == "away" else {}
        raise RuleBroken(CODES[failed.failure], **facts) from failed
    evidence.conclude(look_up, "shown")


def _begin(asked: Asked) -> LookUp:
    """Weigh it, and write the intent down.

    By what this process remembers of the purpose, which the statement of the intent believes only
    if it still stands; else, and before it is refused, by what stands now.
    """
    look_up = _recalled(asked)
    if look_up is None or not _settle(look_up):
        look_up = _open(asked, queries.read_purposes(asked.purpose))
        if not _settle(look_up):  # the pack is being loaded at this very moment
            raise RuleBroken("purpose_unknown", purpose=asked.purpose)
    return look_up


def _recalled(asked: Asked) -> LookUp | None:
    remembered = queries.recall_purposes(asked.purpose)
    try:
        return _open(asked, remembered) if remembered else None
    except RuleBroken:
        return None


def _open(asked: Asked, purposes: queries.Purposes) -> LookUp:
    local = asked.now.astimezone(purposes.zone)
    found = find_in_force(purposes.entries, on=local.date())
    if found is None or asked.inquiry not in found.inquiries:
        raise RuleBroken("purpose_unknown", purpose=asked.purpose)
    ordered_by = _ordered_by(asked)
    team = _team_of(asked.actor, ordered_by, found, on=local.date())
    return LookUp(
        asked.of, asked.ground, found, purposes.mark, asked.inquiry, asked.register, asked.actor,
        ordered_by, team, local,
    )  # fmt: skip


def _ordered_by(asked: Asked) -> str:
    """Who caused what a task of the house asks, as the office of the case knows it."""
    kind = kinds.find_ground(asked.ground.kind) if asked.actor.startswith(SYSTEM) else None
    if kind is None or kind.ordered_by is None:
        return ""
    return kind.ordered_by(asked.ground.reference, asked.purpose)


def _settle(look_up: LookUp) -> bool:
    """Whether what was remembered of the purpose stands. Raises as `looking`."""
    if is_due(look_up.case(), related=_relations_of(look_up)):
        return evidence.intend(look_up)
    if evidence.refuse(look_up):
        raise RuleBroken("no_ground")
    return False


def _team_of(actor: str, ordered_by: str, purpose: Purpose, *, on: date) -> str:
    """The employee's teams, which stand in the list in their place; "" where there is none."""
    if actor.startswith(people.EMPLOYEE):
        teams = teams_of(actor, on=on)
        if purpose.teams and teams.isdisjoint(purpose.teams):
            raise RuleBroken("not_allowed", act="registers.look_up", location="")
    else:
        teams = teams_held(ordered_by, on=on)
    return ", ".join(sorted(teams.intersection(purpose.teams) or teams))


def _relations_of(look_up: LookUp) -> RelationsOf:
    """Asks what a party of the same case is of others, under the same ground and purpose."""

    def ask(party: UUID) -> tuple[Relation, ...]:
        with looking(
            of=party, ground=look_up.ground, purpose=look_up.purpose.code, inquiry="relations",
            register="population", actor=look_up.actor, now=look_up.local,
        ) as other:  # fmt: skip
            found = other.ask(lambda question: population().relations(question, other.who))
            other.shows({one.of for one in found})
        return found

    return ask
