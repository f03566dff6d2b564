"""What a city pack tells of its kiosks: their use in a time past, and what ages ask for."""

from __future__ import annotations

from loket.domain.kiosks.placing import Demand
from loket.domain.kiosks.samples import SampleUse
from loket.kit import packs
from loket.kit.packs import Loading
from loket.offices.kiosks.models import DemandRate, Sample


def define_samples(loading: Loading[SampleUse]) -> None:
    """Store the samples as the pack has them; they count nothing by themselves."""
    Sample.objects.filter(point__in=loading.removed).delete()
    for entry in loading.news:
        Sample.objects.update_or_create(
            point=entry.value.point, defaults={"definition": packs.to_json(entry.value)}
        )


def define_demand(loading: Loading[Demand]) -> None:
    """Store how often people of an age ask for a product."""
    DemandRate.objects.filter(key__in=loading.removed).delete()
    for entry in loading.news:
        DemandRate.objects.update_or_create(
            key=entry.key, defaults={"definition": packs.to_json(entry.value)}
        )
