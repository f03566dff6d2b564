"""Questions of the data protection officer: search, a random sample, alerts, complaints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import MD5, Cast, Concat

from loket.domain.registers import alerts
from loket.domain.registers.alerts import Alert, Asked
from loket.domain.registers.seen import READING
from loket.foundations.people import queries as people
from loket.foundations.places import queries as places
from loket.foundations.registers.models import Complaint, LookUp, Shown
from loket.foundations.registers.queries.look_ups import occasion_of

#: At most so many lines are read for alerts at once: about a month of a large city.
MOST = 200_000
#: What the rules of alerts need of each: so many lines are no place for whole records.
ASKED: Final = (
    "pk", "at", "actor", "team", "about", "inquiry", "outcome__result", "outcome__flags",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A look-up as the reviewer reads it."""

    id: UUID
    at: datetime
    actor: str
    #: Whose order a task of the house carried out; "" for nobody's.
    ordered_by: str
    team: str
    inquiry: str
    about: UUID | None
    purpose: str
    ground_kind: str
    ground_reference: str
    reason: str
    kinds: tuple[str, ...]
    result: str
    flags: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """A complaint with the look-up that names its occasion: the first of it."""

    id: UUID
    at: datetime
    state: str
    text: str
    answer: str
    line: Line
    #: Everything that it contests, the latest first, where it was asked for.
    look_ups: tuple[Line, ...] = ()


def search(
    *,
    since: datetime,
    before: datetime,
    actor: str = "",
    about: UUID | None = None,
    purpose: str = "",
    unreviewed: bool = False,
    limit: int = 100,
) -> list[Line]:
    """Look-ups that meet all that is asked, the latest first; numbers are followed.

    Those of an actor are also those that the house did by their order.
    """
    rows = _between(since, before)
    if actor:
        rows = rows.filter(Q(actor=actor) | Q(ordered_by=actor))
    if purpose:
        rows = rows.filter(purpose=purpose)
    if about:
        rows = rows.filter(pk__in=_concerning(about))
    if unreviewed:
        rows = rows.filter(ground_kind="reason", review=None)
    return [_line(row) for row in rows.order_by("-at", "-number")[:limit]]


def _concerning(about: UUID) -> QuerySet[Any, Any]:
    """Look-ups about a person, and those that showed them: each by its own index."""
    same = people.chain_of(about)
    asked = LookUp.objects.filter(about__in=same).values_list("pk")
    return asked.union(Shown.objects.filter(resident__in=same).values_list("look_up"))


def sample(*, since: datetime, before: datetime, seed: str, size: int = 20) -> list[Line]:
    """So many look-ups by chance; the same seed gives the same, so that it can be checked again."""
    mixed = MD5(Concat(Cast(F("id"), TextField()), Value(seed)))
    return [_line(row) for row in _between(since, before).order_by(mixed)[:size]]


def find_line(look_up: UUID) -> Line | None:
    """One look-up."""
    row = _joined().filter(pk=look_up).first()
    return _line(row) if row else None


def list_alerts(*, since: datetime, before: datetime) -> list[Alert]:
    """What asks attention in this time, the latest day first."""
    rows = _between(since, before).filter(actor__startswith=people.EMPLOYEE)
    zone = places.find_zone()
    return alerts.find_alerts(_asked(row, zone) for row in rows.values_list(*ASKED)[:MOST])


def list_complaints() -> list[ComplaintLine]:
    """Every complaint, those that wait for an answer first."""
    rows = Complaint.objects.select_related("look_up__outcome", "look_up__review")
    lines = [_complaint(row) for row in rows.order_by("-at")[:200]]
    waiting = ("contested", "in_review")
    return sorted(lines, key=lambda one: one.state not in waiting)


def find_complaint(complaint: UUID) -> ComplaintLine | None:
    """One complaint."""
    rows = Complaint.objects.select_related("look_up__outcome", "look_up__review")
    row = rows.filter(pk=complaint).first()
    return _complaint(row) if row else None


def list_complaints_about(look_up: UUID) -> list[ComplaintLine]:
    """Complaints that contest this look-up, alone or with its occasion; the latest first."""
    found = LookUp.objects.filter(pk=look_up).first()
    if found is None:
        return []
    rows = Complaint.objects.select_related("look_up__outcome", "look_up__review").filter(
        look_up__actor=found.actor,
        look_up__purpose=found.purpose,
        look_up__ground_kind=found.ground_kind,
        look_up__ground_reference=found.ground_reference,
    )
    told = [(row, _contested(row)) for row in rows.order_by("-at")]
    return [
        replace(_complaint(row), look_ups=lines)
        for row, lines in told
        if look_up in {one.id for one in lines}
    ]


def _contested(row: Complaint) -> tuple[Line, ...]:
    """What the resident reads as one with what they contested; at least that itself."""
    occasion = occasion_of(row.look_up_id, row.resident)
    ids = occasion.look_ups if occasion else (row.look_up_id,)
    return tuple(_line(one) for one in _joined().filter(pk__in=ids).order_by("-at", "-number"))


def list_complaints_of(residents: Sequence[UUID]) -> dict[UUID, ComplaintLine]:
    """The complaints of one person, by look-up."""
    rows = Complaint.objects.select_related("look_up__outcome", "look_up__review")
    return {row.look_up_id: _complaint(row) for row in rows.filter(resident__in=residents)}


def _joined() -> QuerySet[LookUp]:
    return LookUp.objects.select_related("outcome", "review")


def _between(since: datetime, before: datetime) -> QuerySet[LookUp]:
    return _joined().filter(at__gte=since, at__lt=before)


def _line(row: LookUp) -> Line:
    outcome = getattr(row, "outcome", None)
    review = getattr(row, "review", None)
    return Line(
        id=row.pk,
        at=row.at,
        actor=row.actor,
        ordered_by=row.ordered_by,
        team=row.team,
        inquiry=row.inquiry,
        about=row.about,
        purpose=row.purpose,
        ground_kind=row.ground_kind,
        ground_reference=row.ground_reference,
        reason=row.reason,
        kinds=tuple(row.kinds),
        result=outcome.result if outcome else "",
        flags=tuple(outcome.flags) if outcome else (),
        verdict=review.verdict if review else "",
    )


def _asked(row: Sequence[Any], zone: ZoneInfo) -> Asked:
    look_up, at, actor, team, about, inquiry, result, flags = row
    return Asked(
        look_up=look_up,
        at=at.astimezone(zone),
        actor=actor,
        team=team,
        about=about,
        result=result or "",
        flags=frozenset(flags or ()),
        is_reading=inquiry == READING,
    )


def _complaint(row: Complaint) -> ComplaintLine:
    return ComplaintLine(row.pk, row.at, row.state, row.text, row.answer, _line(row.look_up))
