"""The city pack says what look-ups may be for."""

from __future__ import annotations

from loket.domain.registers.purposes import Purpose as PurposeFacts
from loket.foundations.people import queries as people
from loket.foundations.registers.models import Purpose
from loket.kit import packs


def load_purposes(loading: packs.Loading[PurposeFacts]) -> None:
    """Write purposes; one that left the pack ends today. Part of the load of a city pack."""
    for entry in loading.news:
        purpose = entry.value
        Purpose.objects.update_or_create(
            code=purpose.code,
            valid_from=purpose.valid_from,
            defaults={"valid_to": purpose.valid_to, "definition": packs.to_json(purpose)},
        )
    today = people.local_day(loading.at)
    for key in loading.removed:
        code, _slash, since = key.partition("/")
        found = Purpose.objects.filter(code=code, valid_from=since)
        found.filter(valid_from__gt=today).delete()
        found.filter(valid_to=None).update(valid_to=today)
