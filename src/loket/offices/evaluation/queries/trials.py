"""The trials of the city."""

from __future__ import annotations

from loket.domain.evaluation.trials import Trial as TrialFacts
from loket.kit import packs
from loket.offices.evaluation.models import Trial


def list_trials() -> list[TrialFacts]:
    """All trials, the first one first."""
    found = [packs.from_json(TrialFacts, row.definition) for row in Trial.objects.all()]
    return sorted(found, key=lambda trial: (trial.since, trial.code))


def find_trial(code: str) -> TrialFacts | None:
    """The trial with this code; None when there is none."""
    return next((trial for trial in list_trials() if trial.code == code), None)
