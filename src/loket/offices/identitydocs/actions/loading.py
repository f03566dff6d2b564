"""What a city pack says about codes: its clocks."""

from __future__ import annotations

from loket.domain.identitydocs.terms import Terms
from loket.kit import packs
from loket.kit.packs import Loading
from loket.offices.identitydocs.models import TermsRevision


def define_terms(loading: Loading[Terms]) -> None:
    """Store the revisions of the clocks; one that the pack no longer holds is gone."""
    TermsRevision.objects.filter(valid_from__in=loading.removed).delete()
    for entry in loading.news:
        TermsRevision.objects.update_or_create(
            valid_from=entry.value.valid_from, defaults={"terms": packs.to_json(entry.value)}
        )
