"""Whether a look-up is due: what an office proves, whom the purpose reaches besides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from loket.domain.refusals import RuleBroken
from loket.domain.registers import grounds
from loket.domain.registers.facts import Relation
from loket.domain.registers.grounds import Ground
from loket.domain.registers.purposes import Inquiry, Purpose
from loket.foundations.people import queries as people
from loket.foundations.registers import kinds

#: Asks the register what a party of the case is of others; a look-up of its own, with its lines.
RelationsOf = Callable[[UUID], tuple[Relation, ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be proved."""

    of: UUID | None
    ground: Ground
    purpose: Purpose
    inquiry: Inquiry
    actor: str
    #: On the city's clock, so that its day is the city's.
    local: datetime


def is_due(case: Case, *, related: RelationsOf) -> bool:
    """Whether an office proves it, or a typed reason stands, which is reviewed.

    Raises the reasons against a typed reason.
    """
    if case.ground.is_typed:
        if reasons := grounds.reasons_against_typed(case.ground, actor=case.actor):
            raise RuleBroken.because(reasons)
        return True
    kind = kinds.find_ground(case.ground.kind)
    if kind is None:
        return False
    return _proves(kind, case, case.of) or _is_related(kind, case, related)


def _proves(kind: kinds.GroundKind, case: Case, of: UUID | None) -> bool:
    return kind.proves(
        case.ground.reference, actor=case.actor, of=of, purpose=case.purpose.code, now=case.local
    )


def _is_related(kind: kinds.GroundKind, case: Case, related: RelationsOf) -> bool:
    """Whether a party of the case is, by the register, what the purpose allows of this person.

    A relation that ended gives nothing: a spouse may, a former spouse may not.
    """
    allowed = set(case.purpose.relations)
    if case.of is None or kind.parties is None or not allowed:
        return False
    if case.inquiry == "relations" or "relations" not in case.purpose.inquiries:
        return False
    same = people.chain_of(case.of)
    on = case.local.date()
    return any(
        one.kind in allowed and one.of in same and one.holds(on)
        for party in kind.parties(case.ground.reference)
        if _proves(kind, case, party)
        for one in related(party)
    )
