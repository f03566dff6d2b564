"""What the city pack tells: samples of use, and what people of an age ask for."""

from __future__ import annotations

from loket.domain.kiosks.placing import Demand
from loket.domain.kiosks.samples import SampleUse
from loket.kit import packs
from loket.offices.kiosks.models import DemandRate, Sample


def list_samples() -> list[SampleUse]:
    """One for each contact point of which the pack tells something."""
    return [packs.from_json(SampleUse, row.definition) for row in Sample.objects.all()]


def list_demand() -> list[Demand]:
    """How often people of each age ask for each product, of every day that the pack knows."""
    return [packs.from_json(Demand, row.definition) for row in DemandRate.objects.all()]
