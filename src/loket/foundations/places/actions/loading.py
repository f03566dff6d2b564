"""Stores what a city pack says of places. Each act is a part of the one transaction of a load."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from loket.domain.places import files
from loket.foundations.people.queries import local_day
from loket.foundations.places.models import (
    ContactPoint,
    District,
    Holiday,
    Location,
    Parameter,
    PostalArea,
)
from loket.foundations.places.queries.rules import DISTRICT_RECEPTION, OFFICE_HOURS
from loket.kit import packs


def load_districts(loading: packs.Loading[files.DistrictEntry]) -> None:
    """Write the districts; one that is gone ends today, as statistics may refer to it."""
    for sort, entry in enumerate(loading.entries):
        value = entry.value
        District.objects.update_or_create(
            code=value.code,
            defaults={
                "name": value.name,
                "valid_from": value.valid_from,
                "valid_to": value.valid_to,
                "lat": value.lat,
                "lon": value.lon,
                "source": value.source,
                "sort": sort,
            },
        )
    end(District.objects.filter(code__in=loading.removed), local_day(loading.at))


def load_postal_codes(loading: packs.Loading[files.PostalCodeEntry]) -> None:
    """Write which districts each postal code touches."""
    stale = loading.changed | loading.removed
    PostalArea.objects.filter(postal_code__in=stale).delete()
    districts = dict(District.objects.values_list("code", "id"))
    PostalArea.objects.bulk_create(
        PostalArea(postal_code=entry.key, district_id=districts[code], usual=position == 0)
        for entry in loading.news
        for position, code in enumerate(entry.value.districts)
    )


def load_contact_points(loading: packs.Loading[files.ContactPointEntry]) -> None:
    """Write the contact points; one that is gone closes today."""
    locations = dict(Location.objects.values_list("code", "id"))
    for entry in loading.news:
        value = entry.value
        ContactPoint.objects.update_or_create(
            code=value.code,
            defaults={
                "name": value.name,
                "host": value.host,
                "location_id": locations[value.location] if value.location else None,
                "street": value.street,
                "postal_code": value.postal_code,
                "district_code": value.district or "",
                "lat": value.lat,
                "lon": value.lon,
                "point_source": value.point_source,
                "opened_on": value.opened_on,
                "closed_on": value.closed_on,
                "trial": value.trial,
                "decision": value.decision or "",
                "target_per_week": value.target_per_week,
            },
        )
    today = local_day(loading.at)
    gone = ContactPoint.objects.filter(code__in=loading.removed, closed_on=None)
    gone.filter(opened_on__lt=today).update(closed_on=today)


def load_closing_days(loading: packs.Loading[files.ClosingDayEntry]) -> None:
    """Write the city's own closing days; a holiday by law on the same day stays one."""
    Holiday.objects.filter(kind="municipal").delete()
    Holiday.objects.bulk_create(
        (
            Holiday(day=one.day, name=one.name, kind="municipal", closes=one.closes)
            for one in (entry.value for entry in loading.entries)
        ),
        ignore_conflicts=True,
    )


def load_office_hours(loading: packs.Loading[files.OfficeHoursEntry]) -> None:
    """Write what counts as office hours."""
    _replace(
        OFFICE_HOURS,
        (
            Parameter(
                valid_from=one.valid_from,
                valid_to=one.valid_to,
                value={
                    "opens": one.opens.isoformat(),
                    "closes": one.closes.isoformat(),
                    "weekdays": [files.WEEKDAYS.index(day) for day in one.days],
                },
                source=one.source,
            )
            for one in (entry.value for entry in loading.entries)
        ),
    )


def load_district_reception(loading: packs.Loading[files.DistrictReceptionEntry]) -> None:
    """Write whether district houses have a reception of their own."""
    _replace(
        DISTRICT_RECEPTION,
        (
            Parameter(
                valid_from=one.valid_from,
                valid_to=one.valid_to,
                value={"on": one.on},
                source=one.decision,
            )
            for one in (entry.value for entry in loading.entries)
        ),
    )


def _replace(key: str, rows: Iterable[Parameter]) -> None:
    Parameter.objects.filter(key=key).delete()
    for row in rows:
        row.key = key
        row.save(force_insert=True)


def end(rows: Any, day: date) -> None:
    """Let dated rows hold no longer from this day on; those that never began are dropped."""
    rows.filter(valid_from__gte=day).delete()
    rows.ever_in_force(day, None).update(valid_to=day)
