"""For whom, by whom, through whose hands: three people of one request, never one.

The *subject* is whom the data are about, the *applicant* who has the right to ask, the *actor* who
is signed in and does it. A clerk at a counter is an actor for an applicant; a mother is applicant
and actor for her child; a helper is an actor who sits beside somebody and has no right at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal
from uuid import UUID

from loket.domain.refusals import Reason

Capacity = Literal["self", "parent", "representative", "mandate", "helper"]

#: From this birthday on nobody's parents speak for them (old Civil Code, art. 388).
OF_AGE: Final = 18


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is who in a request; frozen in it when it is made."""

    subject: UUID
    applicant: UUID
    #: The journal's reference of who does it: ``resident:…``, ``employee:…`` or ``helper:…``.
    actor: str
    capacity: Capacity
    #: Under which written mandate; only with the capacity ``mandate``.
    mandate: UUID | None = None


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """A written mandate, as the rule needs it. ``valid_to`` is the first day it no longer holds."""

    id: UUID
    grantor: UUID
    holder: UUID
    products: frozenset[str]
    valid_from: date
    valid_to: date
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What registers and records say about the people of a request.

    ``parents`` are those of the subject with parental authority, ``representatives`` those whom a
    court gave to the subject. Empty means that nothing was found, which proves nothing.
    """

    product: str
    subject_born_on: date | None = None
    parents: frozenset[UUID] = frozenset()
    representatives: frozenset[UUID] = frozenset()
    mandates: tuple[MandateFacts, ...] = ()
    #: Earlier and later records of one person, so that a replaced number breaks no relation.
    same: tuple[frozenset[UUID], ...] = ()


#: Who may sit beside a resident and press the keys: somebody they know, a host of a kiosk, a
#: library or a club, an employee of the city. Of the helper nothing else is asked.
Helper = Literal["family", "host", "city"]
HELPERS: Final[tuple[Helper, ...]] = ("family", "host", "city")


def helped(resident: UUID, by: Helper) -> Standing:
    """A resident who signed in and asks for their own, while somebody else does it."""
    return Standing(resident, resident, helper_actor(resident, by), "helper")


def helper_actor(resident: UUID, by: Helper) -> str:
    """The journal's reference of whoever helps: which kind, and in whose session; no name."""
    return f"helper:{by}:{resident}"


def helper_of(actor: str) -> tuple[Helper, UUID] | None:
    """Which kind of helper this reference names, and in whose session; None for anybody else."""
    kind, _colon, rest = actor.partition(":")
    by, _colon, reference = rest.partition(":")
    known = next((one for one in HELPERS if one == by), None)
    try:
        return (known, UUID(reference)) if kind == "helper" and known else None
    except ValueError:
        return None


def of_oneself(resident: UUID) -> Standing:
    """A resident who asks for their own."""
    return Standing(resident, resident, f"resident:{resident}", "self")


def reasons_against(standing: Standing, facts: Known, on: date) -> list[Reason]:
    """Why these people may not stand so to each other on that day; empty when they may."""
    match standing.capacity:
        case "self":
            return _against_self(standing, facts)
        case "parent":
            return _against_parent(standing, facts, on)
        case "representative":
            return _against_representative(standing, facts)
        case "mandate":
            return _against_mandate(standing, facts, on)
        case "helper":
            return _against_helper(standing, facts)


def is_of_age(born_on: date, on: date) -> bool:
    """Whether somebody born then is 18 on that day; who was born on 29 February is on 1 March."""
    return (on.year - born_on.year) - ((on.month, on.day) < (born_on.month, born_on.day)) >= OF_AGE


def _is_same(one: UUID, other: UUID, facts: Known) -> bool:
    return one == other or any(one in chain and other in chain for chain in facts.same)


def _acts_for_itself(standing: Standing, facts: Known) -> bool:
    """Whether a signed-in resident is the applicant; an employee acts for anybody."""
    kind, _colon, reference = standing.actor.partition(":")
    return kind != "resident" or _is_same(UUID(reference), standing.applicant, facts)


def _against_self(standing: Standing, facts: Known) -> list[Reason]:
    reasons = _against_actor(standing, facts)
    if not _is_same(standing.subject, standing.applicant, facts):
        reasons.append(Reason("not_about_oneself"))
    return reasons


def _against_actor(standing: Standing, facts: Known) -> list[Reason]:
    reasons = [] if _acts_for_itself(standing, facts) else [Reason("not_signed_in_as_applicant")]
    if standing.mandate is not None and standing.capacity != "mandate":
        reasons.append(Reason("mandate_out_of_place"))
    return reasons


def _against_parent(standing: Standing, facts: Known, on: date) -> list[Reason]:
    reasons = _against_actor(standing, facts)
    if facts.subject_born_on is None:
        reasons.append(Reason("age_unknown"))
    elif is_of_age(facts.subject_born_on, on):
        reasons.append(Reason("child_of_age"))
    if not any(_is_same(standing.applicant, one, facts) for one in facts.parents):
        reasons.append(Reason("no_parental_authority"))
    return reasons


def _against_representative(standing: Standing, facts: Known) -> list[Reason]:
    reasons = _against_actor(standing, facts)
    if not any(_is_same(standing.applicant, one, facts) for one in facts.representatives):
        reasons.append(Reason("no_representative"))
    return reasons


def _against_mandate(standing: Standing, facts: Known, on: date) -> list[Reason]:
    reasons = _against_actor(standing, facts)
    found = next((one for one in facts.mandates if one.id == standing.mandate), None)
    if found is None:
        return [*reasons, Reason("mandate_unknown")]
    return reasons + reasons_against_mandate(found, standing=standing, facts=facts, on=on)


def reasons_against_mandate(
    mandate: MandateFacts, *, standing: Standing, facts: Known, on: date
) -> list[Reason]:
    """Why a mandate does not carry this request on that day."""
    reasons = []
    if not _is_same(mandate.grantor, standing.subject, facts):
        reasons.append(Reason("mandate_of_another"))
    if not _is_same(mandate.holder, standing.applicant, facts):
        reasons.append(Reason("mandate_to_another"))
    if facts.product not in mandate.products:
        reasons.append(Reason("mandate_for_other_products"))
    if on < mandate.valid_from:
        reasons.append(Reason("mandate_not_yet", {"since": mandate.valid_from}))
    if on >= mandate.valid_to:
        reasons.append(Reason("mandate_expired", {"until": mandate.valid_to}))
    if mandate.withdrawn_at is not None:
        reasons.append(Reason("mandate_withdrawn"))
    return reasons


def _against_helper(standing: Standing, facts: Known) -> list[Reason]:
    """A helper has no right of their own: the applicant must be the subject, sitting there."""
    reasons = []
    if standing.mandate is not None:
        reasons.append(Reason("mandate_out_of_place"))
    if not _is_same(standing.subject, standing.applicant, facts):
        reasons.append(Reason("not_about_oneself"))
    if standing.actor.startswith("resident:") and _acts_for_itself(standing, facts):
        reasons.append(Reason("helper_is_applicant"))
    found = helper_of(standing.actor)
    if found is not None and not _is_same(found[1], standing.applicant, facts):
        reasons.append(Reason("not_signed_in_as_applicant"))
    return reasons
