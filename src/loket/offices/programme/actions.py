"""Acts of the programme: keep the register of decisions as the city pack says."""

from __future__ import annotations

from loket.domain.programme.decisions import Body as BodyFacts
from loket.domain.programme.decisions import Decision as DecisionFacts
from loket.kit import packs
from loket.offices.programme.models import Body, Decision


def name_bodies(loading: packs.Loading[BodyFacts]) -> None:
    """Write the names of those who decide. Part of the load of a city pack."""
    for entry in loading.news:
        name = packs.to_json(entry.value.name)
        Body.objects.update_or_create(code=entry.key, defaults={"name": name})


def register_decisions(loading: packs.Loading[DecisionFacts]) -> None:
    """Write decisions, then link each to its parent. Part of the load of a city pack."""
    Decision.objects.filter(key__in=loading.removed).update(parent=None)
    for entry in loading.news:
        _register(entry.key, entry.value)
    for entry in loading.news:
        parent = Decision.objects.filter(key=entry.value.parent).first()
        Decision.objects.filter(key=entry.key).update(parent=parent)
    Decision.objects.filter(key__in=loading.removed).delete()


def _register(key: str, decision: DecisionFacts) -> None:
    Decision.objects.update_or_create(
        key=key,
        defaults={
            "body": Body.objects.get(code=decision.body),
            "decided_on": decision.decided_on,
            "precision": decision.precision,
            "number": decision.number,
            "title": packs.to_json(decision.title),
            "effect": packs.to_json(decision.effect),
            "published_on": decision.published_on,
            "financial_impact": decision.financial_impact,
            "text_url": decision.text_url,
            "contact_points": list(decision.contact_points),
        },
    )
