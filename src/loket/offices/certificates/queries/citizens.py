"""What an employee may know of everything that one person has here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from django.db.models import Q

from loket.foundations.people import queries as people
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.facts import local_day
from loket.offices.certificates.queries.inbox import teams_of
from loket.offices.certificates.queries.products import team_of

MOST: Final = 50
Role = Literal["own", "asked", "about"]


@dataclass(frozen=True, slots=True)
class CitizenLine:
    """One request, in a list of a person's matters.

    What another team answers for is there and no more: ``product`` is empty, and so is ``id``.
    """

    id: UUID | None
    product: str
    team: str
    state: str
    at: datetime
    #: What the person is in it: asks about oneself, asks about another, is asked about.
    role: Role


def list_of_citizen(resident: UUID, *, actor: str, now: datetime) -> list[CitizenLine]:
    """Requests that a person made or is the subject of, the latest first.

    Raises ``not_allowed`` for who decides nothing here. Whether there is a ground to open the list
    is asked by whoever opens it, at the guard of the registers.
    """
    day = local_day(now)
    people.check_right(actor=actor, act="certificates.see", on=day)
    same, mine = people.chain_of(resident), teams_of(actor, now)
    rows = Request.objects.filter(Q(applicant__in=same) | Q(subject__in=same))
    return [
        _line(one, same, mine, team_of(one.product, day))
        for one in rows.order_by("-made_at")[:MOST]
    ]


def _line(one: Request, same: frozenset[UUID], mine: frozenset[str], team: str) -> CitizenLine:
    is_mine = bool(mine & {"", team})
    return CitizenLine(
        id=one.pk if is_mine else None,
        product=one.product if is_mine else "",
        team=team,
        state=one.state,
        at=one.made_at,
        role=_role(one, same),
    )


def _role(one: Request, same: frozenset[UUID]) -> Role:
    if one.applicant not in same:
        return "about"
    return "own" if one.subject in same else "asked"
