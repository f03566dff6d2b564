"""What is late goes before the team's lead, and whoever waits is told."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from loket.domain.certificates.lateness import step_due, term_of
from loket.domain.certificates.life import FOR_CLERKS
from loket.domain.refusals import RuleBroken
from loket.offices.certificates.actions.moving import locked, permit, write
from loket.offices.certificates.actions.telling import tell_late
from loket.offices.certificates.models import FollowUp
from loket.offices.certificates.queries.facts import find_terms, local_day

FOLLOW_UP: Final = "certificates.follow_up"


def raise_late(*, request: UUID, actor: str, now: datetime) -> bool:
    """Put a request whose day has passed before the lead of its team; True when that was new.

    Once for each step of each promised day, also of two workers at once, who take the request one
    after the other. The applicant is told once, and never again for a later step or day.
    """
    with transaction.atomic():
        found = locked(request)
        if found.state not in FOR_CLERKS or found.answer_by is None:
            return False
        term = term_of(found.state, find_terms(found.asked_on))
        step = step_due(found.answer_by, local_day(now), term)
        promised = found.late.filter(answer_by=found.answer_by)
        if step == 0 or promised.filter(step__gte=step).exists():
            return False
        FollowUp.objects.create(request=found, answer_by=found.answer_by, step=step, raised_at=now)
        write("raise_late", found, actor=actor, now=now, step=step)
        tell_late(found, now=now)
    return True


def follow_up(*, late: int, actor: str, now: datetime) -> None:
    """A lead takes it up, and every earlier step with it; doing so again changes nothing.

    Raises ``nothing_to_follow_up``, ``not_allowed``, ``another_team_answers`` and
    ``taken_by_colleague``.
    """
    with transaction.atomic():
        found = FollowUp.objects.filter(pk=late).select_related("request").first()
        if found is None:
            raise RuleBroken("nothing_to_follow_up")
        request = locked(found.request_id)
        permit(FOLLOW_UP, actor=actor, request=request, now=now)
        found.refresh_from_db()
        if found.taken_by not in ("", actor):
            raise RuleBroken("taken_by_colleague")
        steps = request.late.filter(answer_by=found.answer_by, step__lte=found.step, taken_at=None)
        if steps.update(taken_by=actor, taken_at=now):
            write("follow_up", request, actor=actor, now=now, step=found.step)
