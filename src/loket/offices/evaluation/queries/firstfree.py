"""How soon one can come, beside what is usual; and which longer waits ask for attention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loket.domain.evaluation import firstfree as rules
from loket.domain.evaluation.firstfree import Standing
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.places import queries as places
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.queries import Item, Wish
from loket.offices.evaluation.models import AlertRule, Baseline, FirstFree
from loket.offices.evaluation.queries.hours import today

#: So many earlier days say what is usual where the city did not set it down.
MEASURED_OVER = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Measured:
    """The figure of one day; ``days`` is None when nothing was free."""

    day: date
    days: int | None


def first_free(product: str, location: str, now: datetime) -> Standing:
    """As it is at this instant. ``RuleBroken``: ``unknown_product``, ``unknown_location``."""
    wish = Wish(items=(Item(product),), locations=(location,))
    slot = appointments.first_moments(wish=wish, now=now).get(location)
    day = today(now)
    days = (slot.starts_at.astimezone(places.find_zone()).date() - day).days if slot else None
    earlier = list_measured(location, product, day - MEASURED_OVER, day)
    measured = [one.days for one in earlier]
    usual = rules.usual_on(_baselines(), measured, location=location, product=product, on=day)
    return rules.stand(location, product, days, usual, _rule(day))


def list_measured(location: str, product: str, since: date, until: date) -> list[Measured]:
    """The figures from ``since`` up to, and not including, ``until``, in their order."""
    rows = FirstFree.objects.filter(
        location__code=location, product=product, day__gte=since, day__lt=until
    )
    return [Measured(row.day, row.days) for row in rows.order_by("day")]


def list_standings(now: datetime, *, location: str = "") -> list[Standing]:
    """As measured on the last measured day up to today: every product at every location."""
    day = today(now)
    rows = FirstFree.objects.filter(day__lte=day, day__gte=day - MEASURED_OVER)
    if location:
        rows = rows.filter(location__code=location)
    figures: defaultdict[tuple[str, str], list[Measured]] = defaultdict(list)
    for code, product, measured_on, days in rows.order_by("day").values_list(
        "location__code", "product", "day", "days"
    ):
        figures[code, product].append(Measured(measured_on, days))
    last = max((known[-1].day for known in figures.values()), default=day)
    baselines, rule = _baselines(), _rule(day)
    standings = []
    for (code, product), known in figures.items():
        if known[-1].day == last:
            earlier = [one.days for one in known[:-1]]
            usual = rules.usual_on(baselines, earlier, location=code, product=product, on=day)
            standings.append(rules.stand(code, product, known[-1].days, usual, rule))
    return standings


def list_alerts(now: datetime, *, location: str = "") -> list[Standing]:
    """The longer waits, the most urgent first."""
    return rules.most_urgent_first(list_standings(now, location=location))


def measure_all(now: datetime) -> Iterator[tuple[str, dict[str, int | None]]]:
    """For each product that can be booked: days to the first free moment, by location.

    A location that does not offer the product is left out; None where it offers it and nothing
    is free as far as one can book.
    """
    day, zone = today(now), places.find_zone()
    for product in catalogue.list_products(day):
        if "booking" not in product.needs:
            continue
        wish = Wish(items=(Item(product.code),), limit=1)
        cannot = {one.location for one in appointments.search(wish=wish, now=now).unavailable}
        first = appointments.first_moments(wish=wish, now=now)
        yield (
            product.code,
            {
                site.code: (first[site.code].starts_at.astimezone(zone).date() - day).days
                if site.code in first
                else None
                for site in places.list_locations(day)
                if site.code not in cannot
            },
        )


def _baselines() -> list[rules.Baseline]:
    return [
        rules.Baseline(
            location=row.location.code,
            days=row.days,
            valid_from=row.valid_from,
            product=row.product,
            valid_to=row.valid_to,
            fictional=row.fictional,
            source=row.source,
        )
        for row in Baseline.objects.select_related("location")
    ]


def _rule(day: date) -> rules.AlertRule:
    rows = AlertRule.objects.all()
    return rules.rule_on(
        (
            rules.AlertRule(row.valid_from, row.later_by_days, row.busier_by_points, row.source)
            for row in rows
        ),
        day,
    )
