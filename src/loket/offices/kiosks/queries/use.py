"""How the kiosks are used: never a cell of few clients, never a person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Min, Sum

from loket.domain.kiosks import offer, telemetry
from loket.domain.kiosks.telemetry import Cell, Ranked, Use
from loket.domain.places.facts import ContactPoint
from loket.domain.places.wallclock import local_day
from loket.foundations.places import queries as places
from loket.offices.kiosks.models import AgeTally, Device, Pulse, Supply, Tally


@dataclass(frozen=True, slots=True)
class Week:
    """One week at a contact point: None where too few clients came to say how many."""

    monday: date
    clients: int | None


@dataclass(frozen=True, slots=True)
class HostView:
    """All that a host ever sees of the kiosk in the house."""

    weeks: tuple[Week, ...]
    sheets: int
    is_low: bool
    #: Part of the last four weeks in which it answered; None when none is enrolled.
    uptime: float | None
    last_supplied_at: datetime | None
    answers: bool


def rank(since: date, until: date, *, trial: str = "") -> tuple[Ranked, ...]:
    """The contact points of a trial (empty: all) by clients a week, beside their targets.

    The weeks are those that a contact point was open in between the two days, both included.
    """
    counted = dict(
        Tally.objects.filter(product="", week__gte=telemetry.week_of(since), week__lte=until)
        .values_list("point")
        .annotate(sum=Sum("count"))
    )
    points = [one for one in _points(until) if not trial or one.trial == trial]
    return telemetry.rank(
        [
            Use(one.code, counted.get(one.code, 0), _weeks(one, since, until), one.target_per_week)
            for one in points
        ]
    )


def mix(since: date, until: date, *, point: str = "") -> tuple[Cell, ...]:
    """What clients came for, at one contact point or at all, small cells hidden."""
    rows = Tally.objects.filter(week__gte=telemetry.week_of(since), week__lte=until)
    rows = rows.exclude(product="")
    if point:
        rows = rows.filter(point=point)
    return telemetry.shown(dict(rows.values_list("product").annotate(sum=Sum("count"))))


def ages(since: date, until: date) -> tuple[Cell, ...]:
    """How old signed-in clients were, in bands, over all contact points together."""
    rows = AgeTally.objects.filter(month__gte=since.replace(day=1), month__lte=until)
    return telemetry.shown(dict(rows.values_list("band").annotate(sum=Sum("count"))))


def view_of_host(point: str, now: datetime, *, weeks: int = 12) -> HostView:
    """Weeks, paper and uptime of one kiosk, for the house that it stands in."""
    today = local_day(now, places.find_zone())
    monday = telemetry.week_of(today)
    counted = dict(Tally.objects.filter(point=point, product="").values_list("week", "count"))
    found = []
    for back in range(weeks, 0, -1):
        week = monday - timedelta(weeks=back)
        found.append(Week(week, telemetry.total_shown({"": counted.get(week, 0)})))
    here = Device.objects.filter(point=point, revoked_at=None)
    sheets = here.aggregate(sum=Sum("sheets"))["sum"]
    last = here.aggregate(seen=Max("seen_at"))["seen"]
    pulse = Pulse.objects.filter(point=point).aggregate(at=Max("last_at"))["at"]
    seen = max((one for one in (last, pulse) if one), default=None)
    return HostView(
        tuple(found),
        sheets or 0,
        sheets is not None and sheets < offer.FEW_SHEETS,
        _uptime(point, today),
        Supply.objects.filter(point=point).aggregate(at=Max("at"))["at"],
        seen is not None and now - seen < timedelta(minutes=5),
    )


def _uptime(point: str, today: date) -> float | None:
    """Over the last 28 whole days, or since it first answered."""
    rows = Pulse.objects.filter(point=point, day__gte=today - timedelta(days=28), day__lt=today)
    told = rows.aggregate(first=Min("day"), minutes=Sum("minutes"))
    if told["first"] is None:
        return None
    return telemetry.uptime(told["minutes"], (today - told["first"]).days)


def _points(until: date) -> list[ContactPoint]:
    """Those that had opened by then, also when they closed since."""
    return [one for one in places.list_all_contact_points() if one.opened_on <= until]


def _weeks(one: ContactPoint, since: date, until: date) -> int:
    first = max(telemetry.week_of(since), telemetry.week_of(one.opened_on))
    last = min(until, one.closed_on - timedelta(days=1)) if one.closed_on else until
    return max(0, (telemetry.week_of(last) - first).days // 7 + 1)


def mixes(since: date, until: date) -> dict[str, tuple[Cell, ...]]:
    """What clients came for, by contact point."""
    rows = Tally.objects.filter(week__gte=telemetry.week_of(since), week__lte=until)
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    alike = rows.exclude(product="").values_list("point", "product").annotate(sum=Sum("count"))
    for point, product, total in alike:
        counted[point][product] = total
    return {point: telemetry.shown(counts) for point, counts in counted.items()}
