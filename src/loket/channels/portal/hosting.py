"""The house that a kiosk stands in: is it used, is there paper, does it answer. Never who or what.

Whoever has the address may see it; it is given by the city, and opens nothing else.
"""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from loket.channels.ui import dates, names, plots
from loket.channels.ui.access import open_to
from loket.channels.ui.forms import Form
from loket.channels.ui.sentences import sentences
from loket.domain.refusals import RuleBroken
from loket.foundations.places import queries as places
from loket.kit import clock
from loket.offices.kiosks import actions
from loket.offices.kiosks import queries as kiosks
from loket.offices.kiosks.queries import HostView


class Paper(Form):
    """How much paper was put in."""

    sheets = forms.IntegerField(
        label=gettext_lazy("Ik legde papier bij: hoeveel bladen?"), min_value=1, max_value=5000
    )


@open_to("anyone")
@never_cache
def host(request: HttpRequest, point: str) -> HttpResponse:
    """Weeks, paper and uptime; and the paper that a host put in."""
    found = places.find_contact_point(point)
    if found is None or not kiosks.is_host(point, request.GET.get("s", "")[:80]):
        raise Http404
    form, lines = Paper(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        try:
            actions.supply(
                point=point,
                sheets=form.cleaned_data["sheets"],
                actor=f"host:{point}",
                now=clock.now(),
            )
        except RuleBroken as broken:
            lines = sentences(broken)
        else:
            return redirect(kiosks.host_path(point))
    view = kiosks.view_of_host(point, clock.now())
    return render(
        request,
        "portal/kiosk_host.html",
        {
            "name": names.of_city().text(found.name),
            "view": view,
            "weeks": _weeks(view),
            "uptime": None if view.uptime is None else f"{dates.number(view.uptime * 100, 1)} %",
            "form": form,
            "lines": lines,
        },
        status=422 if form.errors or lines else 200,
    )


def _weeks(view: HostView) -> plots.Bars:
    return plots.bars(
        _("Klanten per week"),
        [
            plots.Figure(
                dates.short_day(week.monday),
                float(week.clients or 0),
                _("minder dan vijf") if week.clients is None else dates.number(week.clients),
            )
            for week in view.weeks
        ],
        heads=(_("Week van"), _("Klanten")),
    )
