"""What clerks read: what waits, and one request with every rule that was asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from loket.domain.certificates import elsewhere
from loket.domain.certificates.elsewhere import Police
from loket.domain.certificates.life import MOVES
from loket.domain.refusals import RuleBroken
from loket.foundations.people import queries as people
from loket.offices.certificates.models import Move, Request
from loket.offices.certificates.queries.facts import local_day
from loket.offices.certificates.queries.files import (
    File,
    Words,
    asked_of,
    file_of,
    found_act,
    words_of,
)
from loket.offices.certificates.queries.lines import RequestLine, whole
from loket.offices.certificates.queries.products import find_certificate, team_of


@dataclass(frozen=True, slots=True)
class InboxLine:
    """A request in the list: no person in it, only what and since when."""

    id: UUID
    product: str
    team: str
    state: str
    made_at: datetime
    answer_by: date | None
    clerk: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """What one rule found."""

    code: str
    finding: str
    valid_from: date | None
    source: str
    #: The applicant must not hear of it.
    is_protected: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """One request as the clerk who decides it reads it."""

    line: RequestLine
    team: str
    clerk: str
    subject: UUID | None
    applicant: UUID
    rule_set: str
    rules: tuple[Rule, ...]
    facts: dict[str, Any]
    words: Words
    note: str
    needs_four_eyes: bool
    #: A person makes the document, or nobody found the act: a file comes with the grant.
    needs_file: bool
    #: An act that the register lacks, which its municipality can put over.
    may_migrate: bool
    #: The municipality that was asked to.
    place: str
    #: The local police look before it is given; what they said.
    needs_police: bool
    police: Police
    moves: tuple[Move, ...]
    buttons: tuple[str, ...]

    @property
    def stops(self) -> tuple[Rule, ...]:
        """What the machine stopped at."""
        return tuple(one for one in self.rules if one.finding == "stops")


def list_inbox(teams: Collection[str], now: datetime) -> list[InboxLine]:
    """What waits for these teams, the most urgent first; for `""` in it, what waits for any."""
    day = local_day(now)
    rows = Request.objects.for_clerks().order_by("answer_by", "made_at")
    lines = [_inbox_line(one, day) for one in rows]
    return [one for one in lines if "" in teams or one.team in teams]


def _inbox_line(request: Request, day: date) -> InboxLine:
    return InboxLine(
        id=request.pk,
        product=request.product,
        team=team_of(request.product, day),
        state=request.state,
        made_at=request.made_at,
        answer_by=request.answer_by,
        clerk=request.clerk,
        is_late=request.answer_by is not None and request.answer_by < day,
    )


def teams_of(actor: str, now: datetime) -> frozenset[str]:
    """The teams that an employee works for today; `""` stands for all of them."""
    day = local_day(now)
    employee = people.find_employee(UUID(actor.removeprefix(people.EMPLOYEE)))
    held = people.list_assignments(employee, day) if employee else ()
    return frozenset(one.team for one in held)


def find_dossier(request: UUID, *, actor: str, now: datetime) -> Dossier:
    """Everything about a request. Raises ``unknown_certificate_request``, ``not_allowed`` and
    ``another_team_answers``."""
    day = local_day(now)
    people.check_right(actor=actor, act="certificates.decide", on=day)
    found = Request.objects.filter(pk=request).first()
    if found is None:
        raise RuleBroken("unknown_certificate_request")
    if not teams_of(actor, now) & {"", team_of(found.product, day)}:
        raise RuleBroken("another_team_answers")
    return _dossier(found, file_of(found), day)


def _dossier(found: Request, file: File, day: date) -> Dossier:
    how = find_certificate(found.product, found.asked_on)
    own = found.subject == found.applicant
    readable = frozenset({"open", "own"} if own else {"open"})
    by_person = how is None or how.made_by == "person"
    is_act = how is not None and how.made_by == "act"
    return Dossier(
        line=whole(found),
        team=team_of(found.product, day),
        clerk=found.clerk,
        subject=found.subject,
        applicant=found.applicant,
        rule_set=found.rule_set,
        rules=tuple(_rule(one, readable) for one in file.trace),
        facts=file.facts,
        words=words_of(found),
        note=file.note,
        needs_four_eyes=found.four_eyes,
        needs_file=by_person or (is_act and not file.act),
        may_migrate=is_act and found_act(file) not in ("in_register", "foreign"),
        place=file.place,
        needs_police=how is not None and elsewhere.needs_police(how.rules, asked_of(found)),
        police=file.police,
        moves=tuple(found.moves.all()),
        buttons=tuple(one for one in MOVES[found.state] if one in BUTTONS),
    )


#: What a clerk may press; the rest is for machines and applicants.
BUTTONS = frozenset(
    {
        "take_over", "put_back", "grant", "confirm", "refuse", "revoke", "ask_migration",
        "migrated", "ask_police", "police_answered",
    }
)  # fmt: skip


def _rule(told: dict[str, Any], readable: frozenset[str]) -> Rule:
    since = told.get("valid_from")
    return Rule(
        code=told["rule"],
        finding=told["finding"],
        valid_from=date.fromisoformat(str(since)) if since else None,
        source=told.get("source", ""),
        is_protected=told.get("secrecy") not in readable,
    )
