"""What leads read: requests whose promised day has passed; no person in it but who works on it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from loket.offices.certificates.models import FollowUp
from loket.offices.certificates.queries.facts import local_day
from loket.offices.certificates.queries.files import file_of
from loket.offices.certificates.queries.products import team_of


@dataclass(frozen=True, slots=True)
class LateLine:
    """A request that is late, as the lead of its team reads it."""

    #: Of the follow-up: what `actions.follow_up` takes.
    id: int
    product: str
    team: str
    state: str
    #: The municipality that it waits for, where it waits for one.
    place: str
    #: The day that was promised to the applicant, and how many days ago that is.
    answer_by: date
    days: int
    #: 1: the day has passed; 2: another term as well.
    step: int
    #: References of who decides it, and of the lead who took it up; empty for nobody.
    clerk: str
    taken_by: str


def list_late(teams: Collection[str], now: datetime) -> list[LateLine]:
    """What is late for these teams and still waits; what nobody took up first, then the oldest.

    For `""` in it, of any team. Of each request its latest step.
    """
    day = local_day(now)
    rows = FollowUp.objects.standing().select_related("request").order_by("request", "-step")
    latest = {one.request_id: one for one in reversed(rows)}
    lines = [_late_line(one, day) for one in latest.values()]
    mine = [one for one in lines if "" in teams or one.team in teams]
    return sorted(mine, key=lambda one: (one.taken_by != "", one.answer_by, one.id))


def count_nobodys(teams: Collection[str], now: datetime) -> int:
    """How many requests are late for these teams that no lead sees to."""
    if not FollowUp.objects.standing().filter(taken_at=None).exists():
        return 0
    return sum(not one.taken_by for one in list_late(teams, now))


def _late_line(found: FollowUp, day: date) -> LateLine:
    request = found.request
    return LateLine(
        id=found.pk,
        product=request.product,
        team=team_of(request.product, day),
        state=request.state,
        place=file_of(request).place if request.state == "migrating" else "",
        answer_by=found.answer_by,
        days=(day - found.answer_by).days,
        step=found.step,
        clerk=request.clerk,
        taken_by=found.taken_by,
    )
