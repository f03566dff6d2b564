"""The own location: its week, what is announced, and the ways to change it."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse

from loket.channels.desk.closing import span
from loket.channels.desk.pages import show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import names, week
from loket.channels.ui.access import EmployeeRequest
from loket.domain.places.opening import DayHours, without
from loket.foundations.places import queries as places
from loket.offices.queues import queries as queues


@standing("planner", "manager", "administrator")
def places_page(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """This week as a picture, what is announced, and what asks for attention."""
    monday = here.today - timedelta(days=here.today.weekday())
    hours = places.week_of(here.code, monday)
    return show(
        request,
        here,
        "places",
        week=week.draw([as_hours(day) for day in hours], today=here.today),
        closures=[
            (one, span(one.starts_at, one.ends_at, here))
            for one in places.list_closures(here.code, here.now)
        ],
        gaps=queues.list_empty_shifts(here.code, here.today, here.today + timedelta(days=14)),
        may_close=here.may("appointments.close"),
        may_edit=here.may("places.edit_hours"),
    )


def as_hours(day: DayHours) -> week.Hours:
    """A day as the picture wants it: reception without counters is less."""
    return week.Hours(day.day, day.open, less=without(day.open, day.counters), note=_why(day))


def _why(day: DayHours) -> str:
    reasons = [names.text(closure.reason) for closure in day.closures]
    reasons += [names.text(day.holiday.name)] if day.holiday else []
    return next(iter(reasons), "")
