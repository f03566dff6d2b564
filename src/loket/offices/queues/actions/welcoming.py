"""At the reception: count a question."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from loket.domain.queues.reception import Ending, Level
from loket.domain.refusals import Reason, RuleBroken
from loket.foundations.journal import actions as journal
from loket.offices.queues.actions.moving import permit
from loket.offices.queues.models import Question, Topic
from loket.offices.queues.queries.scenes import scene


def log_question(
    *, location: str, topic: str, outcome: str, actor: str, now: datetime, level: str = ""
) -> int:
    """Count a question at the reception; without a level, the usual one of its topic.

    Nothing about the person and no free text. Gives its number in the log.
    Raises ``unknown_location``, ``unknown_topic``, ``unknown_level`` and ``unknown_outcome``.
    """
    with transaction.atomic():
        here = scene(location, now)
        permit("queues.log_question", actor=actor, location=location, now=now)
        about = Topic.objects.filter(code=topic, withdrawn=False).first()
        if about is None:
            raise RuleBroken("unknown_topic", topic=topic[:40])
        reasons = _against(level or about.level, outcome)
        if reasons:
            raise RuleBroken.because(reasons)
        question = Question.objects.create(
            location_id=here.place.id,
            at=now,
            topic=about,
            level=level or about.level,
            outcome=outcome,
        )
        journal.write(
            act="queues.log_question",
            actor=actor,
            subject=f"question:{question.pk}",
            at=now,
            after={"topic": topic, "level": question.level, "outcome": outcome},
        )
        return question.pk


def _against(level: str, outcome: str) -> list[Reason]:
    reasons = []
    if level not in set(Level):
        reasons.append(Reason("unknown_level", {"level": level[:40]}))
    if outcome not in set(Ending):
        reasons.append(Reason("unknown_outcome", {"outcome": outcome[:40]}))
    return reasons
