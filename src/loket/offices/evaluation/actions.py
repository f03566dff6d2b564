"""Acts of the evaluation: measure how soon one can come; keep what the city pack sets down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from loket.connectors.frontdoor import FrontDoor
from loket.domain.evaluation.firstfree import AlertRule as AlertRuleFacts
from loket.domain.evaluation.firstfree import Baseline as BaselineFacts
from loket.domain.evaluation.service import ServiceLevel as ServiceLevelFacts
from loket.domain.evaluation.trials import Trial as TrialFacts
from loket.foundations.journal import actions as journal
from loket.foundations.places import queries as places
from loket.foundations.places.models import Location
from loket.kit import packs
from loket.offices.evaluation.models import (
    AlertRule,
    Baseline,
    FirstFree,
    Look,
    ServiceLevel,
    Trial,
)
from loket.offices.evaluation.queries.firstfree import measure_all
from loket.offices.evaluation.queries.hours import today

ACTOR = "system:evaluation"


def keep_first_free(*, now: datetime) -> int:
    """Write down how soon one can come, for every product and location; says how many figures.

    The first figure of a day stays: figures of different days are then alike.
    """
    day = today(now)
    figures = list(_first_free(day, now))
    with transaction.atomic():
        FirstFree.objects.bulk_create(figures, ignore_conflicts=True)
        journal.write(
            act="evaluation.keep_first_free", actor=ACTOR, subject=f"day:{day}", at=now,
            after={"figures": len(figures)},
        )  # fmt: skip
    return len(figures)


def _first_free(day: date, now: datetime) -> Iterator[FirstFree]:
    ids = {place.code: place.id for place in places.snapshot().places}
    for product, found in measure_all(now):
        for location, days in found.items():
            yield FirstFree(day=day, location_id=ids[location], product=product, days=days)


def look(*, door: FrontDoor, now: datetime) -> int | None:
    """Look whether the front door opens, once a minute; says how many milliseconds it took.

    A measurement of the house itself: nobody's act, so no line of the journal.
    """
    minute = now.replace(second=0, microsecond=0)
    if Look.objects.filter(at=minute).exists():
        return None
    took = door.open()
    Look.objects.bulk_create([Look(at=minute, milliseconds=took)], ignore_conflicts=True)
    return took


def forget_looks(*, before: datetime) -> int:
    """Forget looks from before that instant; says how many."""
    return Look.objects.filter(at__lt=before).delete()[0]


def set_down_service_levels(loading: packs.Loading[ServiceLevelFacts]) -> None:
    """Keep what the city promises of its service. Part of the load of a city pack."""
    ServiceLevel.objects.filter(valid_from__in=loading.removed).delete()
    for entry in loading.news:
        definition = packs.to_json(entry.value)
        ServiceLevel.objects.update_or_create(
            valid_from=entry.value.valid_from, defaults={"definition": definition}
        )


def set_down_baselines(loading: packs.Loading[BaselineFacts]) -> None:
    """Keep what was usual, as the pack says. Part of the load of a city pack."""
    ids = dict(Location.objects.values_list("code", "id"))
    Baseline.objects.filter(key__in=loading.removed).delete()
    for entry in loading.news:
        facts = entry.value
        Baseline.objects.update_or_create(
            key=entry.key,
            defaults={
                "location_id": ids[facts.location],
                "product": facts.product,
                "days": facts.days,
                "valid_from": facts.valid_from,
                "valid_to": facts.valid_to,
                "fictional": facts.fictional,
                "source": facts.source,
            },
        )


def set_down_alert_rules(loading: packs.Loading[AlertRuleFacts]) -> None:
    """Keep when figures ask for attention. Part of the load of a city pack."""
    AlertRule.objects.filter(valid_from__in=loading.removed).delete()
    for entry in loading.news:
        facts = entry.value
        AlertRule.objects.update_or_create(
            valid_from=facts.valid_from,
            defaults={
                "later_by_days": facts.later_by_days,
                "busier_by_points": facts.busier_by_points,
                "source": facts.source,
            },
        )


def set_down_trials(loading: packs.Loading[TrialFacts]) -> None:
    """Keep the facts of the city's trials. Part of the load of a city pack."""
    Trial.objects.filter(code__in=loading.removed).delete()
    for entry in loading.news:
        definition = packs.to_json(entry.value)
        Trial.objects.update_or_create(code=entry.key, defaults={"definition": definition})
