"""The sections of a city pack that this room understands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from loket.domain.places import checks, faults, files
from loket.domain.places.calendar import statutory_days
from loket.foundations.people import kinds as people
from loket.foundations.places import actions, queries
from loket.kit import packs

LOCATIONS, OFFICE_HOURS = "locations", "office_hours"
#: To see whether a country is known, any year will do.
ANY_YEAR = 2021


def register() -> None:
    """Called when the room opens."""
    for section in sections():
        packs.register(section)
    people.register_zone(queries.find_zone)


def sections() -> tuple[packs.Section[Any], ...]:
    """All of them; what they refer to is registered by the rooms that own it."""
    return (*_areas(), _locations(), _contact_points(), _closing_days(), *_rules())


def _areas() -> tuple[packs.Section[Any], ...]:
    districts = packs.Section(
        name="districts",
        file="districts.toml",
        table="districts",
        shape=files.DistrictEntry,
        key=lambda entry: entry.code,
        load=actions.load_districts,
    )
    postal_codes = packs.Section(
        name="postal_codes",
        file="districts.toml",
        table="postal_codes",
        shape=files.PostalCodeEntry,
        key=lambda entry: entry.code,
        load=actions.load_postal_codes,
        after=("districts",),
    )
    return districts, postal_codes


def _locations() -> packs.Section[files.LocationFile]:
    return packs.Section(
        name=LOCATIONS,
        file="locations/*.toml",
        shape=files.LocationFile,
        key=lambda file: file.code,
        load=actions.load_locations,
        faults=_faults(faults.wrong_with_location),
        agree=_broken_promises,
        required=True,
    )


def _contact_points() -> packs.Section[files.ContactPointEntry]:
    return packs.Section(
        name="contact_points",
        file="contact_points.toml",
        table="contact_points",
        shape=files.ContactPointEntry,
        key=lambda entry: entry.code,
        load=actions.load_contact_points,
        faults=_faults(faults.wrong_with_contact_point),
        after=(LOCATIONS,),
    )


def _closing_days() -> packs.Section[files.ClosingDayEntry]:
    return packs.Section(
        name="closing_days",
        file="closing_days.toml",
        table="closing_days",
        shape=files.ClosingDayEntry,
        key=lambda entry: entry.day.isoformat(),
        load=actions.load_closing_days,
        agree=_wrong_with_calendar,
        after=("city",),
    )


def _rules() -> tuple[packs.Section[Any], ...]:
    office_hours = packs.Section(
        name=OFFICE_HOURS,
        file="rules.toml",
        table="office_hours",
        shape=files.OfficeHoursEntry,
        key=lambda entry: entry.valid_from.isoformat(),
        load=actions.load_office_hours,
        faults=_faults(faults.wrong_with_office_hours),
        agree=lambda pack: _at_once(pack, OFFICE_HOURS),
    )
    reception = packs.Section(
        name="district_reception",
        file="rules.toml",
        table="district_reception",
        shape=files.DistrictReceptionEntry,
        key=lambda entry: entry.valid_from.isoformat(),
        load=actions.load_district_reception,
        agree=lambda pack: _at_once(pack, "district_reception"),
    )
    return office_hours, reception


def _faults(
    wrong_with: Callable[[Any], Iterable[faults.Wrong]],
) -> Callable[[Any], list[packs.Fault]]:
    return lambda value: [packs.Fault(*one) for one in wrong_with(value)]


def _at_once(pack: packs.Pack, section: str) -> Iterator[packs.Problem]:
    """Rules of one section of which two hold on the same day."""
    entries = pack.entries[section]
    for where, found, expected in faults.one_at_a_time(section, [one.value for one in entries]):
        yield entries[int(where[1])].problem(("valid_from",), found=found, expected=expected)


def _wrong_with_calendar(pack: packs.Pack) -> Iterator[packs.Problem]:
    """A country whose holidays nobody knows, and closing days that are holidays by law."""
    (city,) = pack.entries["city"]
    chosen = city.value.holidays
    days = [one.value.day for one in pack.entries["closing_days"]]
    years = [day.year for day in days] or [ANY_YEAR]
    try:
        known = statutory_days(
            chosen.country, chosen.subdivision, first=min(years), last=max(years)
        )
    except ValueError as unknown:
        where = ("holidays", "country")
        yield city.problem(where, found=str(unknown), expected="a country and part as ISO 3166")
        return
    names = {one.day: one.name for one in known}
    for entry in pack.entries["closing_days"]:
        if entry.value.day in names:
            found = f"a holiday by law: {names[entry.value.day]}"
            yield entry.problem(("day",), found=found, expected="a closing day of the city itself")


def _broken_promises(pack: packs.Pack) -> Iterator[packs.Problem]:
    """Locations whose hours do not keep what was decided about them."""
    office_hours = [
        checks.OfficeHours(
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            opens=files.minute(one.opens),
            closes=files.minute(one.closes),
            weekdays=frozenset(files.WEEKDAYS.index(day) for day in one.days),
        )
        for one in pack.values(OFFICE_HOURS)
    ]
    for entry in pack.entries[LOCATIONS]:
        for where, reason in faults.promises_broken(entry.value, office_hours):
            found = f"{reason.code} {dict(reason.facts)}"
            yield entry.problem(where, found=found, expected="hours that keep the promise")
