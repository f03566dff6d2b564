"""Employees: who works where in which role, new accounts, assignments and passwords."""

from __future__ import annotations

import uuid
from typing import Any, Final

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from loket.channels.desk.pages import done, show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import names
from loket.channels.ui.access import EmployeeRequest
from loket.channels.ui.forms import DayInput, Form
from loket.channels.ui.sentences import sentences
from loket.domain.people.may import Role
from loket.domain.refusals import RuleBroken
from loket.foundations.people import actions
from loket.foundations.people import queries as people
from loket.foundations.places import queries as places

ROLES: Final = {
    Role.RECEPTION: gettext_lazy("onthaal"),
    Role.CLERK: gettext_lazy("loketmedewerker"),
    Role.EXPERT: gettext_lazy("expert"),
    Role.PLANNER: gettext_lazy("planner"),
    Role.MANAGER: gettext_lazy("leidinggevende"),
    Role.ADMINISTRATOR: gettext_lazy("beheerder"),
    Role.DPO: gettext_lazy("functionaris voor gegevensbescherming"),
}


class Hire(Form):
    """A new account; it may do nothing before it has an assignment."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=200)
    login = forms.CharField(label=gettext_lazy("Aanmeldnaam"), max_length=150)
    password = forms.CharField(
        label=gettext_lazy("Eerste wachtwoord"),
        strip=False,
        help_text=gettext_lazy("Minstens 12 tekens."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class Assign(Form):
    """A role, somewhere, from a day on."""

    role = forms.ChoiceField(
        label=gettext_lazy("Rol"), choices=[(r.value, n) for r, n in ROLES.items()]
    )
    location = forms.ChoiceField(label=gettext_lazy("Waar"), required=False)
    since = forms.DateField(label=gettext_lazy("Vanaf"), widget=DayInput())
    until = forms.DateField(
        label=gettext_lazy("Tot (niet meer op deze dag)"), required=False, widget=DayInput()
    )

    def __init__(self, here: Standing, data: Any = None) -> None:
        super().__init__(data, initial={"since": here.today})
        self.fields["location"].choices = [  # type: ignore[attr-defined]
            ("", _("Overal")),
            *(
                (one.code, names.text(one.profile.name))
                for one in places.list_locations(here.today)
            ),
        ]


class Password(Form):
    """A new one, for who lost it."""

    password = forms.CharField(
        label=gettext_lazy("Nieuw wachtwoord"),
        strip=False,
        help_text=gettext_lazy("Minstens 12 tekens."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


@standing("manager", "administrator")
def colleagues(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """Everybody by name; who may hire, hires here."""
    here.check("people.see")
    form = Hire(request.POST or None)
    lines: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.hire(actor=here.actor, now=here.now, **form.cleaned_data)
        except RuleBroken as broken:
            lines = sentences(broken)
        else:
            to = reverse("desk:colleague", args=[made.pk])
            return done(request, lambda: made, to=to, said_of=lambda _made: _("Account gemaakt."))
    return show(
        request,
        here,
        "colleagues",
        422 if lines or form.errors else 200,
        colleagues=[(one, _said(one)) for one in people.list_colleagues(here.today)],
        form=form,
        lines=lines,
        may_hire=here.may("people.hire"),
    )


@standing("administrator")
def colleague(request: EmployeeRequest, here: Standing, employee: uuid.UUID) -> HttpResponse:
    """One employee, with what can be changed."""
    here.check("people.see")
    found = _find(here, employee)
    return show(
        request,
        here,
        "colleague",
        one=found,
        assignments=[
            (each, ROLES[Role(each.role)], where(each.location_code))
            for each in people.list_assignments_of(employee)
        ],
        assign=Assign(here),
        password=Password(),
    )


@require_POST
@standing("administrator")
def assign(request: EmployeeRequest, here: Standing, employee: uuid.UUID) -> HttpResponse:
    """Give a role."""
    form = Assign(here, request.POST)

    def act() -> object:
        if not form.is_valid():
            raise RuleBroken("role_unknown", role=request.POST.get("role", "")[:20])
        given = form.cleaned_data
        return actions.assign(
            employee=employee, role=Role(given["role"]), location=given["location"],
            since=given["since"], until=given["until"], actor=here.actor, now=here.now,
        )  # fmt: skip

    return _changed(request, employee, act, _("De rol is toegekend."))


@require_POST
@standing("administrator")
def end_assignment(
    request: EmployeeRequest, here: Standing, employee: uuid.UUID, assignment: int
) -> HttpResponse:
    """From today on it holds no longer."""

    def act() -> None:
        actions.end_assignment(
            assignment=assignment, until=here.today, actor=here.actor, now=here.now
        )

    return _changed(request, employee, act, _("De rol is beëindigd."))


@require_POST
@standing("administrator")
def set_password(request: EmployeeRequest, here: Standing, employee: uuid.UUID) -> HttpResponse:
    """A new one; every session under the old one ends."""
    typed = request.POST.get("password", "")

    def act() -> None:
        actions.set_password(employee=employee, password=typed, actor=here.actor, now=here.now)

    return _changed(request, employee, act, _("Het wachtwoord is vernieuwd."))


@require_POST
@standing("administrator")
def remove_factors(request: EmployeeRequest, here: Standing, employee: uuid.UUID) -> HttpResponse:
    """For who lost everything: with the password alone they set up a second step anew."""

    def act() -> None:
        actions.remove_factors(employee=employee, actor=here.actor, now=here.now)

    return _changed(request, employee, act, _("De tweede stap is gewist."))


@require_POST
@standing("administrator")
def close_account(request: EmployeeRequest, here: Standing, employee: uuid.UUID) -> HttpResponse:
    """Nobody signs in under it any more."""

    def act() -> None:
        actions.close_account(employee=employee, actor=here.actor, now=here.now)

    return _changed(request, employee, act, _("Het account is gesloten."))


def _changed(request: EmployeeRequest, employee: uuid.UUID, act: Any, said: str) -> HttpResponse:
    to = reverse("desk:colleague", args=[employee])
    return done(request, act, to=to, said_of=lambda _none: said)


def _find(here: Standing, employee: uuid.UUID) -> people.Colleague:
    found = next((one for one in people.list_colleagues(here.today) if one.id == employee), None)
    if found is None:
        raise Http404
    return found


def _said(one: people.Colleague) -> str:
    return ", ".join(f"{ROLES[each.role]} ({where(each.location)})" for each in one.assignments)


def where(location: str) -> str:
    """The name of a location; an assignment without one reaches all."""
    return names.of_city().location(location) if location else _("overal")
