"""Keeping the terms that the city pack says."""

from __future__ import annotations

from loket.domain.certificates.terms import Terms as TermsFacts
from loket.kit import packs
from loket.offices.certificates.models import Terms


def define_terms(loading: packs.Loading[TermsFacts]) -> None:
    """Write the numbers of each day. Part of the load of a city pack."""
    Terms.objects.filter(valid_from__in=loading.removed).delete()
    for entry in loading.news:
        Terms.objects.update_or_create(
            valid_from=entry.value.valid_from, defaults={"definition": packs.to_json(entry.value)}
        )
