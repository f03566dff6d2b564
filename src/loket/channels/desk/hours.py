"""Other weekly hours from a day on: typed by day, compared with those of now, confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from loket.channels.desk import typed_hours
from loket.channels.desk.closing import rows_of
from loket.channels.desk.pages import show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import dates, week
from loket.channels.ui.access import EmployeeRequest
from loket.channels.ui.forms import DayInput, Form
from loket.channels.ui.sentences import sentence, sentences
from loket.domain.places import capacity, checks, opening
from loket.domain.places.facts import Place, Purpose, Window, in_force
from loket.domain.places.succession import succeeded
from loket.domain.refusals import RuleBroken
from loket.foundations.places import queries as places
from loket.offices.appointments import actions
from loket.offices.appointments import queries as appointments

WEEKDAYS: Final = range(7)
#: Any Monday gives the names of the days.
SOME_MONDAY: Final = date(2021, 11, 22)
FAR: Final = timedelta(days=366)
PURPOSES: Final = {
    "counter": gettext_lazy("Alle loketten"),
    "reception": gettext_lazy("Het onthaal"),
    "location": gettext_lazy("Het gebouw"),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """What the hours are of: a purpose of the location, or one counter."""

    code: str
    name: str
    purpose: Purpose
    #: The counters, by lane; None for the whole location.
    lanes: tuple[int | None, ...] = (None,)

    def owns(self, window: Window) -> bool:
        """Whether a weekly window is of this; of several counters the first one is shown."""
        same = window.purpose == self.purpose and window.lane == self.lanes[0]
        return same and window.weekday is not None


class Hours(Form):
    """Seven days and the day from which they hold."""

    valid_from = forms.DateField(label=gettext_lazy("Vanaf"), widget=DayInput())
    source = forms.CharField(label=gettext_lazy("Besluit of reden"), max_length=200, required=False)

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        for day in WEEKDAYS:
            name = dates.weekday(SOME_MONDAY + timedelta(days=day))
            field = forms.CharField(label=name.capitalize(), max_length=200, required=False)
            field.widget.attrs |= {"class": "govuk-input", "autocomplete": "off"}
            self.fields[f"day{day}"] = field

    def days(self) -> list[forms.BoundField]:
        """The fields of the week."""
        return [self[f"day{day}"] for day in WEEKDAYS]

    def clean(self) -> dict[str, Any]:
        """Each day as stretches, or a mistake at the day that cannot be read."""
        given = super().clean() or {}
        for day in WEEKDAYS:
            name = f"day{day}"
            try:
                given[name] = typed_hours.read(given.get(name, ""))
            except typed_hours.Unreadable as wrong:
                said = _("“%(part)s” begrijpen we niet. Schrijf het zoals 9.00-12.30.")
                self.add_error(name, said % {"part": wrong})
        return given


def things(here: Standing) -> list[Thing]:
    """All that has weekly hours here."""
    used = {
        (one.purpose, one.lane)
        for one in in_force(here.site.place.windows, here.today)
        if one.weekday is not None
    }
    shared = [
        Thing(purpose, str(name), cast("Purpose", purpose))
        for purpose, name in PURPOSES.items()
        if (purpose, None) in used
    ]
    own = [
        Thing(f"counter:{one.lane}", one.name, "counter", (one.lane,))
        for one in here.counters
        if ("counter", one.lane) in used
    ]
    lanes = tuple(lane for one in own for lane in one.lanes)
    together = [Thing("counters", _("Alle loketten"), "counter", lanes)] if len(own) > 1 else []
    return [*together, *shared, *own]


@standing("planner", "manager")
def hours(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """The form, then the two weeks side by side with whom it affects, then the act."""
    offered = things(here)
    asked = request.POST.get("thing") or request.GET.get("thing")
    thing = next((one for one in offered if one.code == asked), offered[0] if offered else None)
    if thing is None:
        return show(request, here, "hours", things=offered)
    context: dict[str, Any] = {"things": offered, "thing": thing, "differ": _differ(here, thing)}
    if request.method != "POST":
        form = Hours(initial=_now(here, thing))
        return show(request, here, "hours", form=form, **context)
    form = Hours(request.POST)
    if not form.is_valid():
        return show(request, here, "hours", 422, form=form, **context)
    try:
        here.check("places.edit_hours")
        if "confirm" in request.POST:
            return _change(request, here, thing, form)
        return show(
            request, here, "hours_preview", form=form, **context, **_preview(here, thing, form)
        )
    except RuleBroken as broken:
        lines = sentences(broken)
        return show(request, here, "hours", 422, form=form, lines=lines, **context)


def _differ(here: Standing, thing: Thing) -> bool:
    """Whether the counters that change together have different hours now."""
    mine = in_force(here.site.place.windows, here.today)
    found = {
        frozenset(
            (one.weekday, one.opens, one.closes, one.reserved_for)
            for one in mine
            if one.purpose == thing.purpose and one.lane == lane and one.weekday is not None
        )
        for lane in thing.lanes
    }
    return len(found) > 1


def _now(here: Standing, thing: Thing) -> dict[str, Any]:
    mine = _own(here, thing, here.today)
    typed = {
        f"day{day}": typed_hours.write(one for one in mine if one.weekday == day)
        for day in WEEKDAYS
    }
    monday = here.today + timedelta(days=7 - here.today.weekday())
    return typed | {"valid_from": monday}


def _own(here: Standing, thing: Thing, on: date) -> list[Window]:
    return [one for one in in_force(here.site.place.windows, on) if thing.owns(one)]


def _wanted(here: Standing, thing: Thing, form: Hours) -> list[Window]:
    """The new windows; what stays reserved on a day stays released as it was."""
    since = form.cleaned_data["valid_from"]
    released = {
        (one.weekday, one.reserved_for): one.release_days for one in _own(here, thing, since)
    }
    return [
        Window(
            purpose=thing.purpose,
            lane=thing.lanes[0],
            opens=one.opens,
            closes=one.closes,
            weekday=day,
            valid_from=since,
            reserved_for=one.reserved_for,
            release_days=released.get((day, one.reserved_for), 0),
            source=form.cleaned_data["source"],
        )
        for day in WEEKDAYS
        for one in form.cleaned_data[f"day{day}"]
    ]


def _preview(here: Standing, thing: Thing, form: Hours) -> dict[str, Any]:
    since = form.cleaned_data["valid_from"]
    place = here.site.place
    windows = place.windows
    for lane in thing.lanes:
        windows = succeeded(
            windows,
            _wanted(here, thing, form),
            valid_from=since,
            purpose=thing.purpose,
            lane=lane,
        )
    after = replace(place, windows=windows)
    monday = since + timedelta(days=-since.weekday() % 7)
    change = capacity.compare(place, after, mondays=(monday, monday), zone=places.find_zone())
    affected = appointments.would_displace(after, since, since + FAR, now=here.now)
    return {
        "since": since,
        "before": _picture(place, monday, thing.purpose),
        "after": _picture(after, monday, thing.purpose),
        "change": change,
        "before_hours": dates.number(change.before.minutes / 60, 1),
        "after_hours": dates.number(change.after.minutes / 60, 1),
        "broken": _broken(here, after, since),
        "affected": rows_of(here, affected),
        "unreachable": sum(not one.has_contact for one in affected),
    }


def _picture(place: Place, monday: date, purpose: Purpose) -> week.Week:
    """An ordinary week, without holidays and closures."""
    usual = replace(
        place, closures=(), windows=tuple(one for one in place.windows if one.on is None)
    )
    days: Iterable[opening.DayHours] = opening.hours_of_days(
        usual,
        since=monday,
        until=monday + timedelta(days=6),
        holidays={},
        zone=places.find_zone(),
    )
    return week.draw([week.Hours(day.day, _open(day, purpose)) for day in days])


def _open(day: opening.DayHours, purpose: Purpose) -> opening.Intervals:
    match purpose:
        case "counter":
            return day.counters
        case "reception":
            return day.reception
        case _:
            return day.open


def _broken(here: Standing, after: Place, since: date) -> list[str]:
    """What the decision on this location promises and these hours would not keep."""
    rule = places.find_office_hours(since)
    if rule is None:
        return []
    promise = here.site.profile.promise
    found = checks.broken_from(after.windows, promise, on=since, hours=rule)
    return [sentence(one) for one in found]


def _change(request: EmployeeRequest, here: Standing, thing: Thing, form: Hours) -> HttpResponse:
    displaced = actions.change_hours(
        location=here.code,
        windows=_wanted(here, thing, form),
        valid_from=form.cleaned_data["valid_from"],
        purpose=thing.purpose,
        counters=thing.lanes,
        source=form.cleaned_data["source"],
        now=here.now,
        actor=here.actor,
    )
    said = ngettext(
        "De uren zijn gewijzigd; %(n)s afspraak is verplaatst.",
        "De uren zijn gewijzigd; %(n)s afspraken zijn verplaatst.",
        len(displaced),
    )
    messages.success(request, said % {"n": len(displaced)})
    return redirect("desk:places")
