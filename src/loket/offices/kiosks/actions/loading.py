"""What a city pack tells of the use of its kiosks in a time past."""

from __future__ import annotations

from loket.domain.kiosks.samples import SampleUse
from loket.kit import packs
from loket.kit.packs import Loading
from loket.offices.kiosks.models import Sample


def define_samples(loading: Loading[SampleUse]) -> None:
    """Store the samples as the pack has them; they count nothing by themselves."""
    Sample.objects.filter(point__in=loading.removed).delete()
    for entry in loading.news:
        Sample.objects.update_or_create(
            point=entry.value.point, defaults={"definition": packs.to_json(entry.value)}
        )
