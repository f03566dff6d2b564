"""The figures: how soon one can come, who comes when, where visitors live, how long they wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.channels.desk.pages import show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import dates, names, plots, waits
from loket.channels.ui.access import EmployeeRequest
from loket.domain.evaluation.firstfree import Standing as Free
from loket.domain.evaluation.residence import Residence, Row
from loket.domain.evaluation.waits import Waits
from loket.foundations.places import queries as places
from loket.offices.evaluation import queries as evaluation
from loket.offices.evaluation.queries import Measured, Outside
from loket.offices.queues import queries as queues

#: What is shown when no period is asked for.
USUAL_PERIOD: Final = timedelta(days=27)
LONGEST_PERIOD: Final = timedelta(days=366)
MOST_ALERTS: Final = 12
#: Products of one alert that are named.
MOST_NAMED: Final = 4
#: The line of one product looks back so far, whatever the period.
LOOK_BACK: Final = timedelta(days=56)
STATES: Final = {
    "done": gettext_lazy("gekomen en geholpen"),
    "no_show": gettext_lazy("niet verschenen"),
    "cancelled": gettext_lazy("geannuleerd"),
    "booked": gettext_lazy("nog te komen"),
}


@standing("planner", "manager", "administrator")
def figures(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """All figures of the own location over a period, and those of the city beside it."""
    here.check("evaluation.see_figures")
    since, until = _period(request, here.today)
    free = evaluation.list_standings(here.now, location=here.code)
    product = _product(request.GET.get("product", ""), free)
    residence = evaluation.residence_of(here.code, since, until).residence
    outside = evaluation.outside_hours(since, until)
    return show(
        request,
        here,
        "figures",
        since=since,
        until=until,
        trials=evaluation.list_trials(),
        alerts=_alerts(evaluation.list_alerts(here.now))[:MOST_ALERTS],
        at_once=sum(one.days == 0 and not one.is_late for one in free),
        free=_free(free),
        products=sorted((names.of_city().product(one.product), one.product) for one in free),
        product=product,
        course=_course(here, product),
        outside=_outside(outside, here.code),
        advices=_advices(outside),
        residence=residence,
        districts=_residence(residence, here.today),
        hidden_said=_percent(residence.hidden_share),
        waited=_waited(evaluation.waiting(here.code, since, until), _("minuten")),
        ahead=_waited(evaluation.days_ahead(here.code, since, until), _("dagen")),
        leads=_leads(since, until),
        expected=waits.say(queues.expected_wait(here.code, (), here.now).spoken),
        outcomes=_outcomes(here, since, until),
    )


def _leads(since: date, until: date) -> list[tuple[str, str]]:
    """From request to document, and what stood for it before: the way over a counter."""
    found = evaluation.lead_times(since, until)
    return [
        (_("Vanzelf afgeleverd"), _lead(found.by_machine)),
        (_("Via een medewerker"), _lead(found.through_clerk)),
        (_("Aan het loket: van boeking tot afspraak"), _lead(found.at_counter)),
    ]


def _lead(found: Waits) -> str:
    if found.median is None or found.nine_in_ten is None:
        return _("Te weinig om te tonen (%(n)s).") % {"n": found.n}
    said = _("Van %(n)s: de helft hoogstens %(half)s, negen op de tien hoogstens %(most)s.")
    return said % {"n": found.n, "half": _span(found.median), "most": _span(found.nine_in_ten)}


def _span(hours: float) -> str:
    """In the unit that people would say it in."""
    if hours * 60 < 1:
        return _("een minuut")
    if hours < 2:
        return _("%(n)s minuten") % {"n": dates.number(ceil(hours * 60))}
    if hours < 48:
        return _("%(n)s uur") % {"n": dates.number(ceil(hours))}
    return _("%(n)s dagen") % {"n": dates.number(ceil(hours / 24))}


def _period(request: EmployeeRequest, today: date) -> tuple[date, date]:
    """The days asked for, both included; the last four weeks when they make no sense."""
    try:
        since = date.fromisoformat(request.GET.get("since", ""))
        until = date.fromisoformat(request.GET.get("until", ""))
    except ValueError:
        return today - USUAL_PERIOD, today
    if not since <= until <= since + LONGEST_PERIOD:
        return today - USUAL_PERIOD, today
    return since, until


def _product(asked: str, free: Sequence[Free]) -> str:
    """The one asked for, else the one that is most behind what is usual."""
    known = {one.product for one in free}
    if asked in known or not free:
        return asked if asked in known else ""
    return max(free, key=lambda one: (one.is_late, one.later_by or 0, one.product)).product


def _free(free: Sequence[Free]) -> plots.Bars:
    """What cannot be had today; the rest is a number in the sentence below."""
    asked = [one for one in free if one.days != 0 or one.is_late]
    ordered = sorted(asked, key=lambda one: names.of_city().product(one.product))
    return plots.bars(
        _("Dagen tot het eerste vrije moment"),
        [
            plots.Figure(
                names.of_city().product(one.product),
                float(one.days) if one.days is not None else 0.0,
                _days_said(one),
                strong=one.is_late,
            )
            for one in ordered
        ],
        heads=(_("Product"), _("Dagen")),
    )


def _days_said(one: Free) -> str:
    said = _("niets vrij") if one.days is None else _days(one.days)
    if one.usual is not None:
        said = _("%(now)s, gewoonlijk %(n)s") % {"now": said, "n": one.usual.days}
    return _("%(said)s: te laat") % {"said": said} if one.is_late else said


def _alerts(found: Sequence[Free]) -> list[tuple[str, str, str]]:
    """Alike ones together: location, what is said of them, the products."""
    city = names.of_city()
    alike: dict[tuple[str, str], list[str]] = {}
    for one in found:
        alike.setdefault((one.location, _days_said(one)), []).append(city.product(one.product))
    return [
        (city.location(location), said, _named(sorted(products)))
        for (location, said), products in alike.items()
    ]


def _named(products: list[str]) -> str:
    """A few by name; of many the number and the first ones."""
    if len(products) <= MOST_NAMED:
        return dates.listing(products)
    first = dates.listing(products[:MOST_NAMED])
    return _("%(n)s producten, zoals %(first)s") % {"n": len(products), "first": first}


def _days(days: int) -> str:
    return {0: _("vandaag"), 1: _("1 dag")}.get(days, _("%(n)s dagen") % {"n": days})


def _course(here: Standing, product: str) -> plots.Line | None:
    measured = evaluation.list_measured(
        here.code, product, here.today - LOOK_BACK, here.today + timedelta(days=1)
    )
    if len(measured) < 2:
        return None
    usual = evaluation.first_free(product, here.code, here.now).usual
    top = max([7, *(one.days or 0 for one in measured), usual.days if usual else 0])
    return plots.line(
        _("%(product)s: dagen tot het eerste vrije moment")
        % {"product": names.of_city().product(product)},
        [_point(one) for one in measured],
        heads=(_("Dag"), _("Dagen")),
        top=float(top),
        top_said=str(top),
        goal=float(usual.days) if usual else None,
        goal_said=_("gewoonlijk") if usual else "",
    )


def _point(one: Measured) -> plots.Point:
    if one.days is None:
        return plots.Point(dates.short_day(one.day), None, _("niets vrij"))
    return plots.Point(dates.short_day(one.day), float(one.days), _days(one.days))


def _outside(found: Sequence[Outside], own: str) -> plots.Bars:
    return plots.bars(
        _("Deel van de afspraken buiten de kantooruren"),
        [
            plots.Figure(
                names.of_city().location(one.use.location),
                one.use.share / 10_000,
                _("%(share)s van %(n)s")
                % {"share": _percent(one.use.share), "n": one.use.bookings},
                one.use.interval.low,
                one.use.interval.high,
                strong=one.use.location == own,
            )
            for one in found
        ],
        heads=(_("Locatie"), _("Deel")),
        top=1.0,
    )


def _advices(found: Sequence[Outside]) -> list[str]:
    said = _(
        "%(location)s: %(more)s per week meer buiten de kantooruren. Nu is %(outside)s van die "
        "tijd bezet, en %(inside)s van de tijd erbinnen."
    )
    return [
        said
        % {
            "location": names.of_city().location(one.advice.location),
            "more": dates.minutes(one.advice.minutes_a_week),
            "outside": _percent(round(one.advice.filled_outside * 10_000), 0),
            "inside": _percent(round(one.advice.filled_inside * 10_000), 0),
        }
        for one in found
        if one.advice is not None
    ]


def _residence(found: Residence, today: date) -> plots.Bars:
    called = {one.code: one.name for one in places.list_districts(today)}
    return plots.bars(
        _("Bezoeken per district, hun deel en het 95 %-interval"),
        [_district(row, called.get(row.district, row.district)) for row in found.rows],
        heads=(_("District"), _("Deel van de bezoekers")),
        top=1.0,
    )


def _district(row: Row, name: str) -> plots.Figure:
    if row.share is None or row.interval is None:
        return plots.Figure(name, 0.0, _("te weinig om te tonen"))
    said = _("%(n)s bezoeken: %(share)s (%(low)s–%(high)s)") % {
        "share": _percent(row.share),
        "n": row.visits,
        "low": dates.number(row.interval.low * 100, 1),
        "high": dates.number(row.interval.high * 100, 1),
    }
    return plots.Figure(name, row.share / 10_000, said, row.interval.low, row.interval.high)


def _percent(hundredths: int, decimals: int = 2) -> str:
    return f"{dates.number(hundredths / 100, decimals)} %"


def _outcomes(here: Standing, since: date, until: date) -> list[tuple[str, int]]:
    counted = evaluation.count_outcomes(here.code, since, until)
    return [(str(said), counted[state]) for state, said in STATES.items() if state in counted]


def _waited(found: Waits, unit: str) -> str:
    """A distribution in a sentence; too few visits say nothing."""
    if found.median is None or found.nine_in_ten is None:
        return _("Te weinig bezoeken om te tonen (%(n)s).") % {"n": found.n}
    said = _(
        "Van %(n)s: de helft hoogstens %(half)s, negen op de tien hoogstens %(most)s %(unit)s."
    )
    half, most = dates.number(round(found.median)), dates.number(round(found.nine_in_ten))
    return said % {"n": found.n, "half": half, "most": most, "unit": unit}
