"""Where an employee stands today: at which location, at which counter, with which rights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from loket.channels.ui.access import EmployeeRequest, Who, open_to
from loket.channels.ui.context import today_of
from loket.domain.people.may import Assignment, may
from loket.domain.places.facts import Counter, Site, in_force
from loket.domain.refusals import RuleBroken
from loket.foundations.people import queries as people
from loket.foundations.places import queries as places
from loket.kit import clock

if TYPE_CHECKING:
    from loket.foundations.people.models import Employee

P = ParamSpec("P")

LOCATION: Final = "desk_location"
COUNTER: Final = "desk_counter"


@dataclass(frozen=True, slots=True)
class Standing:
    """A location where the employee stands."""

    employee: Employee
    assignments: tuple[Assignment, ...]
    now: datetime
    #: The locations where the employee works.
    sites: tuple[Site, ...]
    site: Site
    counter: Counter | None

    @property
    def today(self) -> date:
        """The day on the calendar of the city."""
        return today_of(self.now)

    @property
    def code(self) -> str:
        """Of the location."""
        return self.site.code

    @property
    def actor(self) -> str:
        """As the journal names the employee."""
        return self.employee.actor

    @property
    def counters(self) -> tuple[Counter, ...]:
        """The counters at which people are received here."""
        return counters_of(self.site, self.today)

    def may(self, act: str) -> bool:
        """Whether the employee may do this here."""
        return may(self.assignments, act, self.code, self.today)

    def check(self, act: str) -> None:
        """``RuleBroken("not_allowed")`` unless the employee may do this here."""
        if not self.may(act):
            raise RuleBroken("not_allowed", act=act, location=self.code)

    def works_at(self, location: str) -> bool:
        """Whether it is one of the employee's own."""
        return any(site.code == location for site in self.sites)


View = Callable[Concatenate[EmployeeRequest, Standing, P], HttpResponse]
Address = Callable[..., HttpResponseBase]


def standing(*who: Who) -> Callable[[View[P]], Address]:
    """A view for these, who get their `Standing`; who has not chosen a location does so first."""

    def decorate(view: View[P]) -> Address:
        @open_to(*who)
        @wraps(view)
        def stood(request: EmployeeRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            found = find(request, clock.now())
            if found is None:
                return redirect("desk:choose")
            return view(request, found, *args, **kwargs)

        return stood

    return decorate


def find(request: EmployeeRequest, now: datetime) -> Standing | None:
    """Where the session says that the employee stands, if that still is the employee's own place.

    Who works at one location stands there without choosing.
    """
    today = today_of(now)
    assignments = people.list_assignments(request.user, today)
    sites = own_sites(assignments, today)
    chosen = request.session.get(LOCATION)
    site = next((one for one in sites if one.code == chosen), None)
    if site is None and len(sites) == 1:
        site = sites[0]
    if site is None:
        return None
    counters = counters_of(site, today)
    counter = next((one for one in counters if one.id == request.session.get(COUNTER)), None)
    return Standing(request.user, assignments, now, sites, site, counter)


def own_sites(assignments: tuple[Assignment, ...], today: date) -> tuple[Site, ...]:
    """The locations that these assignments reach."""
    everywhere = any(not one.location for one in assignments)
    own = {one.location for one in assignments}
    return tuple(site for site in places.list_locations(today) if everywhere or site.code in own)


def counters_of(site: Site, today: date) -> tuple[Counter, ...]:
    """The counters of a location at which somebody can stand."""
    return tuple(one for one in in_force(site.place.counters, today) if not one.virtual)


def stand_at(request: EmployeeRequest, location: str, counter: int | None) -> None:
    """Keep for this session where the employee stands."""
    request.session[LOCATION] = location
    request.session[COUNTER] = counter
