"""Sign in and out, and say where one stands today."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from loket.channels.desk import proving, station
from loket.channels.ui.access import EmployeeRequest, open_to
from loket.channels.ui.context import today_of
from loket.channels.ui.forms import Form
from loket.channels.ui.sentences import sentences
from loket.domain.refusals import RuleBroken
from loket.foundations.people import actions as people
from loket.foundations.people import queries as people_queries
from loket.kit import clock


class SignIn(Form):
    """Who, and the proof of it."""

    login = forms.CharField(
        label=_("Aanmeldnaam"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Wachtwoord"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@never_cache
@open_to("anyone")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The one page of the desk that a stranger sees."""
    form = SignIn(request.POST or None)
    now = clock.now()
    lines: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            found = people.check_password(request=request, now=now, **form.cleaned_data)
        except RuleBroken as broken:
            lines = sentences(broken)
        else:
            if people_queries.has_second_factor(found.pk):
                return proving.ask_second(request, found, _asked_for(request), now)
            people.enter(request=request, employee=found, now=now, second=False)
            return redirect(_asked_for(request))
    return render(
        request,
        "desk/sign_in.html",
        {"form": form, "lines": lines, "next": _asked_for(request)},
        status=422 if lines or form.errors else 200,
    )


def _asked_for(request: HttpRequest) -> str:
    """The page that somebody was on the way to, when it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    secure = request.is_secure()
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=secure)
    return wanted if ours and wanted.startswith("/desk/") else "/desk/"


@require_POST
@open_to("anyone")
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave nothing behind."""
    people.sign_out(request=request, now=clock.now())
    return redirect("desk:sign_in")


@open_to("employee")
def choose(request: EmployeeRequest) -> HttpResponse:
    """The own locations with their counters: one press says where one stands."""
    now = clock.now()
    today = today_of(now)
    sites = station.own_sites(people_queries.list_assignments(request.user, today), today)
    if request.method == "POST":
        location, _dot, lane = request.POST.get("where", "").partition(":")
        site = next((one for one in sites if one.code == location), None)
        if site is not None:
            counters = station.counters_of(site, today)
            found = next((one.id for one in counters if str(one.lane) == lane), None)
            station.stand_at(request, site.code, found)
            return redirect("desk:today")
    offered = [(site, station.counters_of(site, today)) for site in sites]
    here = station.find(request, now)
    return render(request, "desk/choose.html", {"offered": offered, "here": here})
