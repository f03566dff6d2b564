"""Who stands at the reception when, and when nobody does."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from loket.channels.desk.pages import done, show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui.access import EmployeeRequest
from loket.channels.ui.forms import DayInput, Form
from loket.channels.ui.week import in_words
from loket.foundations.people import queries as people
from loket.foundations.places import actions
from loket.foundations.places import queries as places
from loket.offices.programme import queries as programme
from loket.offices.queues import queries as queues

#: Today and the thirteen days after it.
AHEAD: Final = timedelta(days=13)
NOBODY: Final = ("", gettext_lazy("Nog niemand"))


@dataclass(frozen=True, slots=True)
class Shift:
    """One planned stretch at the reception."""

    id: int
    hours: str
    who: str
    employee: str


@dataclass(frozen=True, slots=True)
class Day:
    """What is planned on a day, and what of its opening is not covered."""

    day: date
    open: tuple[str, ...]
    shifts: tuple[Shift, ...]
    gaps: tuple[str, ...]


class NewShift(Form):
    """A stretch to plan."""

    day = forms.DateField(label=gettext_lazy("Dag"), widget=DayInput())
    opens = forms.TimeField(label=gettext_lazy("Van"), widget=forms.TimeInput({"type": "time"}))
    closes = forms.TimeField(label=gettext_lazy("Tot"), widget=forms.TimeInput({"type": "time"}))
    employee = forms.ChoiceField(label=gettext_lazy("Wie"), required=False)

    def __init__(self, here: Standing, data: object = None) -> None:
        super().__init__(data)
        choices = [NOBODY, *staff(here)]
        self.fields["employee"].choices = choices  # type: ignore[attr-defined]


@standing("reception", "clerk", "expert", "planner", "manager", "administrator")
def roster(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """Two weeks of the reception; who may plan, plans here."""
    about = queues.describe_reception(here.code, here.today)
    return show(
        request,
        here,
        "roster",
        days=_days(here),
        about=about,
        decision=programme.find_decision(about.districts_decision),
        own_decision=programme.find_decision(about.decision),
        may_plan=here.may("places.plan_reception"),
        form=NewShift(here),
        staff=[NOBODY, *staff(here)],
    )


@require_POST
@standing("planner", "manager")
def plan(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """A new shift, with or without a name."""
    form = NewShift(here, request.POST)
    if not form.is_valid():
        days = _days(here)
        return show(request, here, "roster", 422, form=form, days=days, may_plan=True)
    asked = form.cleaned_data

    def act() -> int:
        here.check("places.plan_reception")
        return actions.roster_shift(
            location=here.code, day=asked["day"], opens=asked["opens"], closes=asked["closes"],
            employee=uuid.UUID(asked["employee"]) if asked["employee"] else None,
            actor=here.actor, now=here.now,
        )  # fmt: skip

    return done(request, act, to="desk:roster", said_of=lambda _id: _("Gepland."))


@require_POST
@standing("planner", "manager")
def staff_shift(request: EmployeeRequest, here: Standing, shift: int) -> HttpResponse:
    """Somebody takes a shift, or falls out."""
    chosen = request.POST.get("employee", "")
    known = {value for value, _name in staff(here)}

    def act() -> None:
        here.check("places.plan_reception")
        own = {one.id for one in _shifts(here)}
        actions.staff_shift(
            shift=shift if shift in own else 0,
            employee=uuid.UUID(chosen) if chosen in known else None,
            actor=here.actor,
            now=here.now,
        )

    return done(request, act, to="desk:roster", said_of=lambda _none: _("Aangepast."))


def staff(here: Standing) -> list[tuple[str, str]]:
    """Who works at this location, by name."""
    return [
        (str(one.id), one.name)
        for one in people.list_colleagues(here.today)
        if one.is_active and any(each.location == here.code for each in one.assignments)
    ]


def _shifts(here: Standing) -> tuple[places.Shift, ...]:
    return places.list_shifts(here.code, here.today, here.today + AHEAD)


def _days(here: Standing) -> tuple[Day, ...]:
    called = {one.id: one.name for one in people.list_colleagues(here.today)}
    gaps = queues.list_empty_shifts(here.code, here.today, here.today + AHEAD)
    shifts = _shifts(here)
    return tuple(
        Day(
            day=hours.day,
            open=tuple(in_words(one) for one in hours.reception),
            shifts=tuple(
                Shift(
                    one.id,
                    in_words(one.interval),
                    called.get(one.employee, "") if one.employee else "",
                    str(one.employee or ""),
                )
                for one in shifts
                if one.day == hours.day
            ),
            gaps=tuple(in_words(one.interval) for one in gaps if one.day == hours.day),
        )
        for hours in places.hours_of(here.code, here.today, here.today + AHEAD)
        if hours.reception or any(one.day == hours.day for one in shifts)
    )
