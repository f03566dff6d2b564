"""Districts, postal codes and contact points."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from loket.domain.places import facts
from loket.foundations.places import models


def list_districts(on: date) -> tuple[facts.District, ...]:
    """The districts of the municipality on this day."""
    return tuple(_district(row) for row in models.District.objects.in_force(on))


def find_districts_of(postal_code: str, on: date) -> tuple[facts.District, ...]:
    """Every district that addresses with this code may lie in, the usual one first.

    More than one: the code does not tell, and whoever needs to know has to ask.
    """
    rows = models.District.objects.in_force(on).filter(postal_areas__postal_code=postal_code)
    return tuple(_district(row) for row in rows.order_by("-postal_areas__usual", "sort", "code"))


def find_district_of(postal_code: str, on: date) -> facts.District | None:
    """The district, where the postal code alone tells it; None where it does not."""
    found = find_districts_of(postal_code, on)
    return found[0] if len(found) == 1 else None


def _district(row: models.District) -> facts.District:
    return facts.District(
        code=row.code,
        name=row.name,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        lat=row.lat,
        lon=row.lon,
        source=row.source,
    )


def list_contact_points(on: date) -> tuple[facts.ContactPoint, ...]:
    """The contact points that serve on this day."""
    rows = models.ContactPoint.objects.select_related("location").filter(
        Q(closed_on=None) | Q(closed_on__gt=on), opened_on__lte=on
    )
    return tuple(_contact_point(row) for row in rows)


def list_all_contact_points() -> tuple[facts.ContactPoint, ...]:
    """Every contact point that there was, is or will be: for figures over the past."""
    rows = models.ContactPoint.objects.select_related("location")
    return tuple(_contact_point(row) for row in rows)


def find_contact_point(code: str) -> facts.ContactPoint | None:
    """The contact point with this code, also one that is closed; None when there is none."""
    row = models.ContactPoint.objects.select_related("location").filter(code=code).first()
    return _contact_point(row) if row else None


def _contact_point(row: models.ContactPoint) -> facts.ContactPoint:
    return facts.ContactPoint(
        code=row.code,
        name=row.name,
        host=row.host,
        location=row.location.code if row.location else "",
        street=row.street,
        postal_code=row.postal_code,
        district=row.district_code,
        lat=row.lat,
        lon=row.lon,
        point_source=row.point_source,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        trial=row.trial,
        decision=row.decision,
        target_per_week=row.target_per_week,
    )
