"""One request as channels see it, and the line of its steps."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from loket.domain.identitydocs.helping import helper_named
from loket.domain.identitydocs.life import Act, State, acts_on
from loket.domain.people.standing import Helper
from loket.kit.ids import tidy_code
from loket.offices.identitydocs.models import CodeMove, CodeRequest


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A request, without contact; `subject` is for the room that may look people up."""

    id: uuid.UUID
    code: str
    subject: uuid.UUID
    card: str
    lost: str
    channel: str
    state: State
    blocked_by: str
    requested_at: datetime
    sent_at: datetime | None
    arrived_at: datetime | None
    #: Code of the location where the codes lie; empty while they are not here.
    location: str
    elsewhere: str
    notified_at: datetime | None
    collect_until: date | None
    condemned_by: str
    has_contact: bool
    #: Who helped to ask; None for the holder alone.
    helped_by: Helper | None

    @property
    def acts(self) -> tuple[Act, ...]:
        """What can be done with it."""
        return acts_on(self.state)


@dataclass(frozen=True, slots=True)
class Step:
    """That it came so far, and when."""

    state: State
    at: datetime
    actor: str


def as_line(row: CodeRequest) -> CodeLine:
    """The record as others may have it."""
    return CodeLine(
        id=row.id,
        code=row.code,
        subject=row.subject,
        card=row.card,
        lost=row.lost,
        channel=row.channel,
        state=State(row.state),
        blocked_by=row.blocked_by,
        requested_at=row.requested_at,
        sent_at=row.sent_at,
        arrived_at=row.arrived_at,
        location=row.location.code if row.location else "",
        elsewhere=row.elsewhere,
        notified_at=row.notified_at,
        collect_until=row.collect_until,
        condemned_by=row.condemned_by,
        has_contact=bool(row.email or row.phone),
        helped_by=helper_named(row.asked_by),
    )


def find_request(request: uuid.UUID) -> CodeLine | None:
    """The request with this id."""
    row = CodeRequest.objects.told().filter(id=request).first()
    return as_line(row) if row else None


def find_by_code(typed: str) -> CodeLine | None:
    """The request whose code somebody says, however it was typed."""
    rows = CodeRequest.objects.told().filter(code=tidy_code(typed)[:8])
    row = rows.first()
    return as_line(row) if row else None


def list_of(subject: uuid.UUID) -> list[CodeLine]:
    """Everything that was requested for this holder, the latest first."""
    rows = CodeRequest.objects.told().filter(subject=subject)
    return [as_line(row) for row in rows.order_by("-requested_at")]


def list_steps(request: uuid.UUID) -> list[Step]:
    """What happened to a request, in the order in which it did."""
    rows = CodeMove.objects.filter(request_id=request)
    return [Step(State(row.to_state), row.at, row.actor) for row in rows]
