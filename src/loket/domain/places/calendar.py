"""Holidays by law, of a country or a part of it; kept by the ``holidays`` package.

A city's own closing days are not here: statutory terms must not know them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from loket.domain.places.facts import Holiday

SUNDAY = 6
#: Our languages and what the package calls them.
LANGUAGES = {"nl": "nl", "fr": "fr", "de": "de", "en": "en_US"}


def statutory_days(
    country: str, subdivision: str = "", *, first: int, last: int
) -> tuple[Holiday, ...]:
    """The holidays by law from the first year to the last, with their names.

    What is a Sunday in every year (Easter itself) is left out: it is no holiday of the law and
    closes nothing. Raises ``ValueError`` for a country or subdivision that the package lacks.
    """
    # Asked when a city is loaded; every other process has no use for all countries' holidays.
    import holidays

    try:
        part = subdivision or None
        table = holidays.country_holidays(country, subdiv=part)
    except NotImplementedError as unknown:
        raise ValueError(str(unknown)) from unknown
    names: dict[date, dict[str, str]] = {}
    for ours, theirs in LANGUAGES.items():
        if theirs in table.supported_languages:
            found = holidays.country_holidays(
                country, subdiv=part, years=range(first, last + 1), language=theirs
            )
            for day, name in found.items():
                names.setdefault(day, {})[ours] = name
    always_sunday = _always_sunday(names)
    return tuple(
        Holiday(day, name, "statutory")
        for day, name in sorted(names.items())
        if min(name.values()) not in always_sunday
    )


def _always_sunday(names: dict[date, dict[str, str]]) -> set[str]:
    weekdays: dict[str, set[int]] = {}
    for day, name in names.items():
        weekdays.setdefault(min(name.values()), set()).add(day.weekday())
    return {name for name, found in weekdays.items() if found == {SUNDAY}}


def by_day(days: Iterable[Holiday]) -> dict[date, Holiday]:
    """For looking a day up; a holiday by law wins from a closing day of the city."""
    ordered = sorted(days, key=lambda one: one.kind == "statutory")
    return {one.day: one for one in ordered}
