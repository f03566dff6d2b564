"""The appointments of one day, on screen and on paper."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse

from loket.channels.desk import cards
from loket.channels.desk.pages import show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui.access import EmployeeRequest
from loket.offices.appointments import queries as appointments


@standing("reception", "clerk", "expert", "manager")
def day(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """All of the location, in order of time."""
    on = _day(request.GET.get("day", ""), here.today)
    lines = appointments.list_day(here.code, on)
    return show(
        request,
        here,
        "day",
        on=on,
        before=on - timedelta(days=1),
        after=on + timedelta(days=1),
        lines=[(one, cards.what(one.items), cards.needs(one)) for one in lines],
        is_today=on == here.today,
    )


def _day(typed: str, today: date) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return today
