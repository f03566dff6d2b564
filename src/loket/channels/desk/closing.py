"""Announce a closure: see whom it affects, confirm, then follow who has another moment."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from loket.channels.desk import cards
from loket.channels.desk.pages import done, show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import dates, names
from loket.channels.ui.access import EmployeeRequest
from loket.channels.ui.forms import DayInput, Form
from loket.channels.ui.sentences import sentences
from loket.domain.places.facts import Closure
from loket.domain.refusals import RuleBroken
from loket.foundations.places import queries as places
from loket.offices.appointments import actions
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.queries import Affected

TIME = {"type": "time"}


class Announce(Form):
    """When, what of the location, and why: the reason is read by residents."""

    since = forms.DateField(label=gettext_lazy("Gesloten vanaf"), widget=DayInput())
    since_at = forms.TimeField(
        label=gettext_lazy("om"), required=False, widget=forms.TimeInput(TIME)
    )
    until = forms.DateField(label=gettext_lazy("Tot en met"), widget=DayInput())
    until_at = forms.TimeField(
        label=gettext_lazy("tot"), required=False, widget=forms.TimeInput(TIME)
    )
    counter = forms.ChoiceField(label=gettext_lazy("Wat sluit"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Waarom"),
        max_length=200,
        help_text=gettext_lazy("Dit lezen bewoners, in het Nederlands. Geen namen."),
    )
    reason_en = forms.CharField(
        label=gettext_lazy("Hetzelfde in het Engels"), max_length=200, required=False
    )

    def __init__(self, here: Standing, data: Any = None) -> None:
        super().__init__(data)
        counters = [(str(one.lane), one.name) for one in here.counters]
        self.fields["counter"].choices = [  # type: ignore[attr-defined]
            ("", _("De hele locatie")),
            *counters,
        ]

    def asked(self, now: datetime) -> dict[str, Any]:
        """What the act wants: a day without hours is a whole day; what is over stays as it was."""
        given = self.cleaned_data
        reason = {"nl": given["reason"], "en": given["reason_en"]}
        next_day = given["until"] + timedelta(days=1)
        return {
            "starts_at": max(now, _instant(given["since"], given["since_at"] or time(0))),
            "ends_at": _instant(given["until"], given["until_at"])
            if given["until_at"]
            else _instant(next_day, time(0)),
            "counter": int(given["counter"]) if given["counter"] else None,
            "reason": {language: text for language, text in reason.items() if text},
        }


def span(starts_at: datetime, ends_at: datetime, here: Standing) -> str:
    """ "24 tot en met 26 december" for whole days, else from moment to moment."""
    starts, ends = timezone.localtime(starts_at), timezone.localtime(ends_at)
    if starts.time() == ends.time() == time(0):
        return dates.days(starts.date(), ends.date() - timedelta(days=1), here.today)
    if starts.date() == ends.date():
        hours = dates.hours(starts.time(), ends.time())
        return f"{dates.day(starts.date(), here.today)}, {hours}"
    return _("%(since)s tot %(until)s") % {
        "since": dates.moment(starts_at, here.today),
        "until": dates.moment(ends_at, here.today),
    }


def _instant(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


@standing("planner", "manager")
def announce(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """The form, then the preview with the number of people, then the act."""
    form = Announce(here, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return show(request, here, "close", 422 if form.errors else 200, form=form)
    asked = form.asked(here.now)
    try:
        here.check("appointments.close")
        if "confirm" in request.POST:
            return _close(here, asked)
        affected = _preview(here, asked)
    except RuleBroken as broken:
        return show(request, here, "close", 422, form=form, lines=sentences(broken))
    return show(
        request,
        here,
        "close_preview",
        form=form,
        when=span(asked["starts_at"], asked["ends_at"], here),
        reason=asked["reason"],
        counter=_counter_name(here, asked["counter"]),
        affected=rows_of(here, affected),
        unreachable=sum(not one.has_contact for one in affected),
    )


def _preview(here: Standing, asked: dict[str, Any]) -> tuple[Affected, ...]:
    since, until = asked["starts_at"], asked["ends_at"]
    if until <= since:
        raise RuleBroken("closure_ends_before_it_starts", starts_at=since, ends_at=until)
    if until <= here.now:
        raise RuleBroken("closure_is_over", ends_at=until)
    place = here.site.place
    imagined = replace(
        place, closures=(*place.closures, Closure(since, until, lane=asked["counter"]))
    )
    days = dates.local_day(since), dates.local_day(until)
    return appointments.would_displace(imagined, *days, now=here.now)


def _close(here: Standing, asked: dict[str, Any]) -> HttpResponse:
    actions.close(location=here.code, now=here.now, actor=here.actor, **asked)
    announced = places.list_closures(here.code, here.now)
    made = max(announced, key=lambda one: one.id)
    return redirect("desk:closure", made.id)


@standing("planner", "manager")
def closure(request: EmployeeRequest, here: Standing, closure: int) -> HttpResponse:
    """An announced closure, and what became of the people whom it displaced."""
    found = _find(here, closure)
    displaced = appointments.list_displaced(
        here.code,
        found.starts_at,
        found.ends_at,
        announced_at=found.announced_at or found.starts_at,
        now=here.now,
    )
    return show(
        request,
        here,
        "closure",
        closure=found,
        when=span(found.starts_at, found.ends_at, here),
        reason=names.text(found.reason),
        counter=_counter_name(here, found.lane),
        rows=rows_of(here, displaced),
        accepted=sum(one.accepted for one in displaced),
        may_book=here.may("appointments.see"),
    )


@require_POST
@standing("planner", "manager")
def reopen(request: EmployeeRequest, here: Standing, closure: int) -> HttpResponse:
    """Take it back; who was displaced keeps the other moment."""

    def act() -> list[uuid.UUID]:
        here.check("appointments.close")
        return actions.reopen(location=here.code, closure=closure, now=here.now, actor=here.actor)

    return done(
        request,
        act,
        to=reverse("desk:places"),
        said_of=lambda _displaced: _("De sluiting is teruggenomen."),
    )


def _find(here: Standing, closure: int) -> Closure:
    found = next((one for one in here.site.place.closures if one.id == closure), None)
    if found is None:
        raise Http404
    return found


def _counter_name(here: Standing, lane: int | None) -> str:
    if lane is None:
        return _("de hele locatie")
    return next((one.name for one in here.counters if one.lane == lane), str(lane))


def rows_of(here: Standing, affected: tuple[Affected, ...]) -> list[dict[str, Any]]:
    """Who plans sees when and what; names are for who serves."""
    may_see = here.may("appointments.see")
    return [
        {
            "one": one,
            "who": one.name if may_see else one.code,
            "phone": one.phone if may_see else "",
            "what": cards.what(one.items),
            "there": names.of_city().location(one.instead.location) if one.instead else "",
        }
        for one in affected
    ]
