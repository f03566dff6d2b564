"""Windows that follow one another: what a change would make of those there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from loket.domain.places.facts import Purpose, Window


def succeeded(
    windows: Iterable[Window],
    wanted: Iterable[Window],
    *,
    valid_from: date,
    purpose: Purpose = "counter",
    lane: int | None = None,
) -> tuple[Window, ...]:
    """All windows, with the wanted ones in place of the weekly ones of one thing from a day on."""
    kept = []
    for one in windows:
        is_same_thing = one.purpose == purpose and one.lane == lane and one.weekday is not None
        if not is_same_thing:
            kept.append(one)
        elif one.valid_from < valid_from:
            until = min(valid_from, one.valid_to or valid_from)
            kept.append(replace(one, valid_to=until))
    new = (
        replace(one, purpose=purpose, lane=lane, on=None, valid_from=valid_from, valid_to=None)
        for one in wanted
    )
    return (*kept, *new)
