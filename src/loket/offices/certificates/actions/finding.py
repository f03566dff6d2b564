"""Who is meant: from the applicant's words to the one person they describe, or nobody.

Only people whom the register links to the applicant are tried. A name or a number typed about
anybody else finds nobody here: a clerk looks, with a ground of the case.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from loket.domain.registers.facts import Relation
from loket.offices.certificates.actions.asking_registers import Registers
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.files import Words

#: What the applicant is to the person meant.
KINDS: Final = {
    "child": "parent",
    "spouse": "spouse",
    "cohabitant": "cohabitant",
    "parent": "child",
    "grandparent": "descendant",
    "grandchild": "ascendant",
}
#: Of so many people at most the day of birth is compared.
MOST_TRIED: Final = 12


def find_subject(request: Request, words: Words, registers: Registers) -> UUID | None:
    """The person meant; None when nobody, or more than one, fits the description."""
    if request.subject is not None:
        return request.subject
    kind = KINDS.get(words.whose)
    if kind is None:
        return None
    relations = registers.relations(request.applicant)
    linked = [one for one in relations if one.kind == kind and one.holds(request.asked_on)]
    found = _only(_fitting(request, words, linked, registers))
    if found is not None:
        _reach(request, {found})
    return found


def _fitting(
    request: Request, words: Words, linked: list[Relation], registers: Registers
) -> set[UUID]:
    """Those born on the day that was told; a partner needs no telling, there is only one."""
    if words.born_on is None:
        return {one.of for one in linked}
    wanted = {one.of for one in linked[:MOST_TRIED]}
    _reach(request, wanted)
    tried = {one: registers.find_person(one) for one in wanted}
    return {key for key, one in tried.items() if one and one.born_on == words.born_on}


def _reach(request: Request, people: set[UUID]) -> None:
    """Let the ground of the request cover them while it is found out who is meant."""
    request.reach = sorted(str(one) for one in people)
    request.save(update_fields=["reach"])


def _only(found: set[UUID]) -> UUID | None:
    return next(iter(found)) if len(found) == 1 else None
