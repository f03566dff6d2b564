"""What acts on a request share: who may, the lock, the stored move with its journal line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from loket.domain.certificates.life import after
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries as people
from loket.offices.certificates.actions.storing import store_first, store_move
from loket.offices.certificates.actions.telling import tell
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.facts import local_day
from loket.offices.certificates.queries.products import team_of
from loket.offices.certificates.queries.reading import read_request

SYSTEM = "system:"


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a request stands after an act."""

    id: UUID
    state: str
    document: UUID | None
    reasons: tuple[str, ...]


def as_asked(request: Request) -> Asked:
    """A request as its acts give it back."""
    return Asked(request.pk, request.state, request.document, tuple(request.reasons))


def locked(request: UUID) -> Request:
    """The request, nobody else's until the act ends; ``unknown_certificate_request``."""
    found = read_request(request, lock=True)
    if found is None:
        raise RuleBroken("unknown_certificate_request")
    return found


def permit(act: str, *, actor: str, request: Request, now: datetime) -> None:
    """``not_allowed`` unless this clerk may, and works for the team that answers for it."""
    day = local_day(now)
    people.check_right(actor=actor, act=act, on=day)
    if actor.startswith(SYSTEM):
        return
    employee = people.find_employee(UUID(actor.removeprefix(people.EMPLOYEE)))
    teams = {one.team for one in people.list_assignments(employee, day)} if employee else set()
    if not teams & {"", team_of(request.product, day)}:
        raise RuleBroken("another_team_answers")


def taken_by(request: UUID, actor: str, now: datetime) -> Request:
    """The locked request, for the clerk who took it over. Raises ``taken_by_colleague``."""
    found = locked(request)
    permit("certificates.decide", actor=actor, request=found, now=now)
    if found.state == "taken" and found.clerk != actor:
        raise RuleBroken("taken_by_colleague")
    return found


def permit_own(*, actor: str, request: Request) -> None:
    """``unknown_certificate_request`` for who is not its applicant: others learn nothing."""
    if not people.is_oneself(actor, request.applicant):
        raise RuleBroken("unknown_certificate_request")


def make_move(
    request: Request, move: str, *, actor: str, now: datetime, journaled: str = "", **changes: Any
) -> None:
    """Store one move of a locked request with its other changes, history and journal line.

    Raises ``certificate_move_not_allowed``. The journal gets states and references, no content.
    """
    before = request.state
    changes["state"] = after(before, move)
    for name, value in changes.items():
        setattr(request, name, value)
    store_move(
        request, changes, move=move, before=before, actor=actor, at=now,
        line=_line(journaled or move, request, actor, now, before),
    )  # fmt: skip
    tell(request, now=now)


def make_first_move(request: Request, *, now: datetime, **facts: Any) -> None:
    """Store a new request with its history and journal line. Raises ``IntegrityError``."""
    line = _line("ask", request, request.actor, now, "", **facts)
    store_first(request, actor=request.actor, at=now, line=line)


def write(act: str, request: Request, *, actor: str, now: datetime, **facts: Any) -> None:
    """The journal line of an act that moves nothing."""
    journal.write(**_line(act, request, actor, now, "", **facts))


def _line(
    act: str, request: Request, actor: str, now: datetime, before: str, **facts: Any
) -> dict[str, Any]:
    told = {"product": request.product, "state": request.state, "channel": request.channel, **facts}
    if request.document is not None:
        told["document"] = str(request.document)
    return {
        "act": f"certificates.{act}",
        "actor": actor,
        "subject": f"certificate:{request.pk}",
        "at": now,
        "before": {"state": before} if before else None,
        "after": told,
    }
