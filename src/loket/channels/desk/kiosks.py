"""The kiosks at the desk: calls for help, use against the target, machines and their hosts."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from loket.channels.desk.hosts import WISHES
from loket.channels.desk.pages import done, show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import dates, names, plots
from loket.channels.ui.access import EmployeeRequest
from loket.domain.kiosks.telemetry import Cell, Ranked
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.people import queries as people
from loket.foundations.places import queries as places
from loket.offices.evaluation import queries as evaluation
from loket.offices.kiosks import actions
from loket.offices.kiosks import queries as kiosks
from loket.offices.kiosks.queries import CallLine, DeviceLine, HostView

USUAL_PERIOD: Final = timedelta(days=83)
LONGEST_PERIOD: Final = timedelta(days=740)
#: What is no product of the catalogue and is counted as well.
OTHERWISE: Final = {
    "book": gettext_lazy("Een afspraak maken"),
    "check_in": gettext_lazy("Zich aanmelden"),
    "ticket": gettext_lazy("Een nummer nemen"),
}


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody asks for a person."""

    line: CallLine
    name: str
    who: str


@dataclass(frozen=True, slots=True)
class Machine:
    """A contact point with its machine, if it has one."""

    code: str
    name: str
    device: DeviceLine | None
    view: HostView
    uptime: str
    host_url: str
    #: Whether it is a contact point, and no location with a kiosk.
    is_point: bool
    #: When it goes, and what its host wants; empty when nothing was said.
    closing: str
    opinion: str


@standing("reception", "clerk", "expert", "planner", "manager", "administrator")
def overview(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """Who calls, how each contact point does, what people come for, and the machines."""
    here.check("kiosks.see")
    since, until = _period(request, here.today)
    trial = request.GET.get("trial", "")[:80]
    ranked = kiosks.rank(since, until, trial=trial)
    return show(
        request,
        here,
        "kiosks",
        calls=_calls(here),
        since=since,
        until=until,
        trials=evaluation.list_trials(),
        ranking=_ranking(ranked),
        mix=_cells(_("Klanten in deze periode"), kiosks.mix(since, until), _("Product")),
        ages=_cells(_("Klanten in deze periode"), kiosks.ages(since, until), _("Leeftijd")),
        machines=_machines(here),
        may_enrol=here.may("kiosks.enrol"),
        may_answer=here.may("kiosks.answer_call"),
    )


def _period(request: EmployeeRequest, today: date) -> tuple[date, date]:
    try:
        since = date.fromisoformat(request.GET.get("since", ""))
        until = date.fromisoformat(request.GET.get("until", ""))
    except ValueError:
        return today - USUAL_PERIOD, today
    if not since <= until <= since + LONGEST_PERIOD:
        return today - USUAL_PERIOD, today
    return since, until


def _calls(here: Standing) -> list[Call]:
    called = {f"employee:{one.id}": one.name for one in people.list_colleagues(here.today)}
    return [
        Call(one, name_of(one.point), called.get(one.answered_by, ""))
        for one in kiosks.list_calls()
    ]


def name_of(point: str) -> str:
    """What a contact point, or a location with a kiosk, is called."""
    found = places.find_contact_point(point)
    return names.of_city().text(found.name) if found else names.of_city().location(point)


def _ranking(ranked: tuple[Ranked, ...]) -> plots.Bars:
    return plots.bars(
        _("Gebruik per week"),
        [
            plots.Figure(
                f"{one.place}. {name_of(one.use.point)}",
                one.use.per_week,
                _said(one),
                strong=bool(one.meets_target),
            )
            for one in ranked
        ],
        heads=(_("Contactpunt"), _("Klanten per week")),
    )


def _said(one: Ranked) -> str:
    if 0 < one.use.clients < 5:
        return _("te weinig om te tonen")
    said = dates.number(one.use.per_week, 1)
    if one.use.target_per_week is None:
        return said
    return _("%(n)s, doel %(target)s") % {"n": said, "target": one.use.target_per_week}


def _cells(title: str, cells: tuple[Cell, ...], head: str) -> plots.Bars:
    return plots.bars(
        title,
        [
            plots.Figure(
                _product(one.name),
                float(one.count or 0),
                _("te weinig om te tonen") if one.count is None else dates.number(one.count),
            )
            for one in cells
        ],
        heads=(head, _("Klanten")),
    )


def _product(name: str) -> str:
    if name in OTHERWISE:
        return str(OTHERWISE[name])
    return names.of_city().product(name) if catalogue.find_product(name) else name


def _machines(here: Standing) -> list[Machine]:
    devices = {one.point: one for one in kiosks.list_devices() if one.revoked_at is None}
    points = {one.code: name_of(one.code) for one in places.list_contact_points(here.today)}
    points |= {code: name_of(code) for code in devices if code not in points}
    wishes, found = kiosks.latest_opinions(), []
    for code, name in points.items():
        view = kiosks.view_of_host(code, here.now)
        up = "–" if view.uptime is None else f"{dates.number(view.uptime * 100, 1)} %"
        is_point = places.find_contact_point(code) is not None
        said = wishes.get(code)
        wish = _("gastheer: %(wish)s") % {"wish": WISHES[said.wish]} if said else ""
        found.append(
            Machine(
                code,
                name,
                devices.get(code),
                view,
                up,
                kiosks.host_path(code),
                is_point,
                _goes(code),
                wish,
            )
        )
    return sorted(found, key=lambda one: one.name)


def _goes(point: str) -> str:
    closing = kiosks.find_closing(point)
    return _("weg vanaf %(day)s") % {"day": dates.short_day(closing.removed_on)} if closing else ""


@require_POST
@standing("administrator")
def enrol(request: EmployeeRequest, here: Standing, point: str) -> HttpResponse:
    """A code for one machine, shown once to whoever asked for it."""

    def said_of(code: str) -> str:
        shown = " ".join(code[i : i + 4] for i in range(0, len(code), 4))
        return _("Typ op het toestel: %(code)s. De code geldt een kwartier, één keer.") % {
            "code": shown
        }

    return done(
        request,
        lambda: actions.make_code(point=point, actor=here.actor, now=here.now),
        to=reverse("desk:kiosks"),
        said_of=said_of,
    )


@require_POST
@standing("administrator")
def revoke(request: EmployeeRequest, here: Standing, device: uuid.UUID) -> HttpResponse:
    """The machine is no kiosk any more."""
    return done(
        request,
        lambda: actions.revoke(device=device, actor=here.actor, now=here.now),
        to=reverse("desk:kiosks"),
        said_of=lambda _nothing: _("De sleutel is ingetrokken. Wat er liep, is beëindigd."),
    )


@require_POST
@standing("administrator")
def printer(request: EmployeeRequest, here: Standing, device: uuid.UUID) -> HttpResponse:
    """Where a machine prints."""
    address = request.POST.get("address", "").strip()
    return done(
        request,
        lambda: actions.set_printer(device=device, address=address, actor=here.actor, now=here.now),
        to=reverse("desk:kiosks"),
        said_of=lambda _nothing: _("Bewaard."),
    )


@require_POST
@standing("reception", "clerk", "expert", "manager")
def call(request: EmployeeRequest, here: Standing, call: int) -> HttpResponse:
    """Take a call on, or say that the client was helped."""
    act = actions.end_call if request.POST.get("do") == "end" else actions.answer_call
    return done(
        request,
        lambda: act(call=call, actor=here.actor, now=here.now),
        to=reverse("desk:kiosks"),
        said_of=lambda _nothing: _("Genoteerd."),
    )
