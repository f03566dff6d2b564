"""The samples of use that the city pack tells."""

from __future__ import annotations

from loket.domain.kiosks.samples import SampleUse
from loket.kit import packs
from loket.offices.kiosks.models import Sample


def list_samples() -> list[SampleUse]:
    """One for each contact point of which the pack tells something."""
    return [packs.from_json(SampleUse, row.definition) for row in Sample.objects.all()]
