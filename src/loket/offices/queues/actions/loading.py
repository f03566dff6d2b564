"""What a city pack says about the queue: its numbers, the topics of questions, the referrals."""

from __future__ import annotations

from dataclasses import asdict

from loket.domain.queues.reception import Referral as ReferralFacts
from loket.domain.queues.reception import Topic as TopicFacts
from loket.domain.queues.rules import NOT_NUMBERS, QueueRules
from loket.kit.packs import Loading
from loket.offices.queues.models import Referral, Revision, Topic


def define_rules(loading: Loading[QueueRules]) -> None:
    """Store the revisions of the numbers; one that the pack no longer holds is gone."""
    Revision.objects.filter(valid_from__in=loading.removed).delete()
    for entry in loading.news:
        rules = entry.value
        numbers = {key: value for key, value in asdict(rules).items() if key not in NOT_NUMBERS}
        Revision.objects.update_or_create(
            valid_from=rules.valid_from, defaults={"numbers": numbers, "source": rules.source}
        )


def define_topics(loading: Loading[TopicFacts]) -> None:
    """Store the topics; one that the pack no longer holds is not offered any more."""
    Topic.objects.filter(code__in=loading.removed).update(withdrawn=True)
    for position, entry in enumerate(loading.entries):
        topic = entry.value
        Topic.objects.update_or_create(
            code=topic.code,
            defaults={
                "name": dict(topic.name),
                "level": topic.level,
                "sort": position,
                "withdrawn": False,
            },
        )


def define_referrals(loading: Loading[ReferralFacts]) -> None:
    """Store the referral directory as the pack has it."""
    Referral.objects.filter(code__in=loading.removed).delete()
    topics = dict(Topic.objects.values_list("code", "id"))
    for position, entry in enumerate(loading.entries):
        referral = entry.value
        Referral.objects.update_or_create(
            code=referral.code,
            defaults={
                "topic_id": topics[referral.topic],
                "level": referral.level,
                "name": dict(referral.name),
                "text": dict(referral.text),
                "phone": referral.phone,
                "url": referral.url,
                "sort": position,
            },
        )
