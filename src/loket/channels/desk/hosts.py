"""One contact point at the desk: what its host thinks, when it goes, the address of its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.channels.desk.pages import done, show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import names
from loket.channels.ui.access import EmployeeRequest
from loket.channels.ui.forms import DayInput, Form
from loket.domain.kiosks.points import LEAST_NOTICE, LONGEST_REASON
from loket.foundations.people import queries as people
from loket.foundations.places import queries as places
from loket.offices.kiosks import actions
from loket.offices.kiosks import queries as kiosks
from loket.offices.kiosks.queries import OpinionLine

WISHES: Final = {
    "keep": gettext_lazy("Behouden"),
    "change": gettext_lazy("Veranderen"),
    "stop": gettext_lazy("Stoppen"),
}


class OpinionForm(Form):
    """What the host wants, since when, and why."""

    on = forms.DateField(label=gettext_lazy("Gezegd op"), widget=DayInput())
    wish = forms.ChoiceField(
        label=gettext_lazy("Wat wil de gastheer?"), choices=list(WISHES.items())
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom?"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("In de woorden van de gastheer. Schrijf geen namen."),
    )


class ClosingForm(Form):
    """From when we say it, from when it is gone, and where people can go then."""

    notice_on = forms.DateField(label=gettext_lazy("We zeggen het vanaf"), widget=DayInput())
    removed_on = forms.DateField(label=gettext_lazy("Weg vanaf"), widget=DayInput())
    redirect = forms.ChoiceField(label=gettext_lazy("Daarna kan je terecht in"))
    why = forms.CharField(label=gettext_lazy("Waarom gaat het weg?"), max_length=LONGEST_REASON)

    def __init__(self, elsewhere: list[tuple[str, str]], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["redirect"].choices = elsewhere  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Said:
    """An opinion as the page shows it."""

    line: OpinionLine
    wish: str
    who: str


@standing("clerk", "expert", "planner", "manager", "administrator")
def point(request: EmployeeRequest, here: Standing, point: str) -> HttpResponse:
    """What was decided and said about a contact point, and what can be decided now."""
    here.check("kiosks.see")
    found = places.find_contact_point(point)
    if found is None:
        raise Http404
    forms_ = _forms(request, here, point)
    if request.method == "POST":
        act = _act(request, here, point, forms_)
        if act is not None:
            return done(
                request, act, to=reverse("desk:kiosk_point", args=[point]),
                said_of=lambda _nothing: _("Bewaard."),
            )  # fmt: skip
    errors = any(form.is_bound and form.errors for form in forms_.values())
    closing = kiosks.find_closing(point)
    return show(
        request, here, "kiosk_point", 422 if errors else 200,
        point=found,
        opinions=_opinions(here, point),
        closing=closing,
        there=_elsewhere(closing.redirect) if closing else "",
        is_gone=closing is not None and closing.removed_on <= here.today,
        host_url=kiosks.host_path(point),
        may={act: here.may(f"kiosks.{act}") for act in (
            "note_opinion", "announce_closing", "withdraw_closing", "renew_host_link",
        )},
        **forms_,
    )  # fmt: skip


def _forms(request: EmployeeRequest, here: Standing, point: str) -> dict[str, Form]:
    data, asked = request.POST, request.POST.get("act", "")
    day = here.today
    return {
        "opinion": OpinionForm(data if asked == "opinion" else None, initial={"on": day}),
        "leaving": ClosingForm(
            _places_beside(point, day),
            data if asked == "close" else None,
            initial={"notice_on": day, "removed_on": day + LEAST_NOTICE + timedelta(days=1)},
        ),
    }


def _act(
    request: EmployeeRequest, here: Standing, point: str, forms_: dict[str, Form]
) -> Callable[[], None] | None:
    """What was asked; None for a form that has to be mended first."""
    common: dict[str, Any] = {"point": point, "actor": here.actor, "now": here.now}
    match request.POST.get("act", ""):
        case "opinion" if forms_["opinion"].is_valid():
            given = forms_["opinion"].cleaned_data
            return lambda: actions.note_opinion(
                wish=given["wish"], reason=given["reason"], on=given["on"], **common
            )
        case "close" if forms_["leaving"].is_valid():
            told = forms_["leaving"].cleaned_data
            return lambda: actions.announce_closing(
                notice_on=told["notice_on"], removed_on=told["removed_on"],
                redirect=told["redirect"], reason=told["why"], **common,
            )  # fmt: skip
        case "stay":
            return lambda: actions.withdraw_closing(**common)
        case "renew":
            return lambda: actions.renew_host_link(**common)
        case "revoke":
            return lambda: actions.revoke_host_link(**common)
    return None


def _opinions(here: Standing, point: str) -> list[Said]:
    called = {f"employee:{one.id}": one.name for one in people.list_colleagues(here.today)}
    return [
        Said(one, str(WISHES[one.wish]), called.get(one.noted_by, ""))
        for one in kiosks.list_opinions(point)
    ]


def _places_beside(point: str, on: date) -> list[tuple[str, str]]:
    """Where people can go instead: other kiosks and every location."""
    known = names.of_city()
    beside = [
        (one.code, known.text(one.name))
        for one in places.list_contact_points(on)
        if one.code != point
    ]
    sites = [(one.code, known.text(one.profile.name)) for one in places.list_locations(on)]
    return sorted(dict([*sites, *beside]).items(), key=lambda pair: pair[1])


def _elsewhere(code: str) -> str:
    found = places.find_contact_point(code)
    return names.of_city().text(found.name) if found else names.of_city().location(code)
