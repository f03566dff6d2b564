"""Book and move for somebody who calls or stands here: the same search, the same hold."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from loket.channels.desk import cards, wishes
from loket.channels.desk.pages import done, said, show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import names, parts
from loket.channels.ui.access import EmployeeRequest
from loket.channels.ui.forms import Form
from loket.channels.ui.sentences import sentence, sentences
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.people import queries as people
from loket.foundations.places import queries as places
from loket.offices.appointments import actions
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.queries import Record

LANGUAGES: Final = ("nl", "en", "fr", "de", "ar", "tr", "es", "pl", "uk", "ru", "so", "ti", "fa")
FILTERS: Final = (
    ("evening", gettext_lazy("Avond")),
    ("saturday", gettext_lazy("Zaterdag")),
    ("step_free", gettext_lazy("Zonder drempel")),
    ("mobility", gettext_lazy("Minder mobiel")),
    ("here", gettext_lazy("Alleen hier")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A product that can be added, or that is in the visit."""

    name: str
    count: int
    add: str
    take: str


class Caller(Form):
    """Who the appointment is for. A name is enough."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    phone = forms.CharField(
        label=gettext_lazy("Telefoon"),
        required=False,
        max_length=32,
        help_text=gettext_lazy("Alleen om iets over deze afspraak te laten weten."),
    )
    email = forms.CharField(label=gettext_lazy("E-mail"), required=False, max_length=254)
    district = forms.ChoiceField(
        label=gettext_lazy("District waar de persoon woont"),
        required=False,
        help_text=gettext_lazy("Alleen voor de cijfers."),
    )

    def __init__(self, here: Standing, data: object = None) -> None:
        super().__init__(data)
        known = [(one.code, one.name) for one in places.list_districts(here.today)]
        self.fields["district"].choices = [  # type: ignore[attr-defined]
            ("", _("Niet gevraagd")),
            *known,
        ]


@standing("reception", "clerk", "expert", "manager")
def items(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """What the visit is for: products and how many."""
    asked = wishes.read(request.GET)
    typed = request.GET.get("find", "").strip()[:80]
    products = (
        catalogue.search(typed, "nl", here.today, limit=8)
        if typed
        else catalogue.list_products(here.today)
    )
    chosen = {one.product: one.quantity for one in asked.items}
    return show(
        request,
        here,
        "book_items",
        asked=asked,
        typed=typed,
        chosen=[_row(asked, one.product) for one in asked.items],
        rows=[_row(asked, one.code) for one in products if one.code not in chosen],
        moments_url=f"{reverse('desk:moments')}?{asked.query()}" if asked.items else "",
    )


def _row(asked: wishes.Asked, product: str) -> Row:
    count = next((one.quantity for one in asked.items if one.product == product), 0)
    return Row(
        name=names.of_city().product(product),
        count=count,
        add=asked.with_count(product, count + 1).query(),
        take=asked.with_count(product, count - 1).query(),
    )


@standing("reception", "clerk", "expert", "manager")
def moments(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """The first free moments over all locations, nearest to here first when equal."""
    asked = wishes.read(request.GET)
    try:
        found = appointments.search(
            wish=asked.wish(here=here.code, near=here.site.point), now=here.now
        )
    except RuleBroken as broken:
        return show(request, here, "book_moments", 422, lines=sentences(broken), **_asked(asked))
    shown = [
        parts.Moment(
            one.token, one.starts_at, names.of_city().location(one.location), one.distance_m
        )
        for one in found.slots
    ]
    return show(
        request,
        here,
        "book_moments",
        days=parts.by_day(shown, today=here.today, feature=False),
        unavailable=[
            (names.of_city().location(one.location), [sentence(why) for why in one.reasons])
            for one in found.unavailable
        ],
        **_asked(asked),
    )


def _asked(asked: wishes.Asked) -> dict[str, Any]:
    chips = [
        parts.Chip(
            str(name),
            f"?{asked.query(**{code: '' if code in asked.on else '1'})}",
            code in asked.on,
        )
        for code, name in FILTERS
    ]
    return {
        "asked": asked,
        "what": cards.what(asked.items),
        "chips": chips,
        "hidden": asked.hidden(),
        "languages": [(code, names.language(code)) for code in LANGUAGES],
        "items_url": f"{reverse('desk:book')}?{asked.query()}",
    }


@require_POST
@standing("reception", "clerk", "expert", "manager")
def hold(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """Keep a moment while the caller decides."""
    asked = wishes.read(request.POST)
    permit(here, "appointments.hold")
    try:
        own = find(asked.move, here.now) if asked.move else None
        held = actions.hold(
            token=request.POST.get("moment", "")[:80],
            items=asked.items,
            client="",
            now=here.now,
            actor=here.actor,
            language=asked.language,
            interpreter=asked.interpreter,
            mobility="mobility" in asked.on,
            step_free="step_free" in asked.on,
            replaces=own.id if own else None,
        )
    except RuleBroken as broken:
        said(request, broken)
        return redirect(f"{reverse('desk:moments')}?{asked.query()}")
    return redirect("desk:held", held.id)


@standing("reception", "clerk", "expert", "manager")
def held(request: EmployeeRequest, here: Standing, hold: uuid.UUID) -> HttpResponse:
    """Who it is for, while the moment is kept; or the last question before moving."""
    found = appointments.find_hold(hold, now=here.now)
    if found is None:
        said(request, RuleBroken("hold_expired"))
        return redirect("desk:book")
    if found.replaces is not None:
        own = appointments.find_replaced(found, now=here.now)
        return show(request, here, "book_move", hold=found, own=own)
    form = Caller(here, request.POST or None)
    lines: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            return _confirm(here, hold, form.cleaned_data)
        except RuleBroken as broken:
            lines = sentences(broken)
    return show(
        request,
        here,
        "book_who",
        422 if lines or form.errors else 200,
        hold=found,
        what=cards.what(found.items),
        place=names.of_city().location(found.location),
        form=form,
        lines=lines,
    )


def _confirm(here: Standing, hold: uuid.UUID, caller: dict[str, Any]) -> HttpResponse:
    permit(here, "appointments.book")
    booked = actions.book(
        hold=hold, now=here.now, actor=here.actor, channel="desk", **caller
    )  # the language of the messages is the city's own
    return redirect(f"{reverse('desk:appointment', args=[booked.code])}?new=1")


@require_POST
@standing("reception", "clerk", "expert", "manager")
def release(request: EmployeeRequest, here: Standing, hold: uuid.UUID) -> HttpResponse:
    """The caller changed their mind."""

    def act() -> None:
        permit(here, "appointments.hold")
        actions.release(hold=hold, now=here.now, actor=here.actor)

    return done(request, act, to="desk:book", said_of=lambda _none: _("Het moment is weer vrij."))


def find(code: str, now: datetime) -> Record:
    """The appointment that a caller names; 404 when there is none."""
    found = appointments.find_for_caller(code, now=now)
    if found is None:
        raise Http404
    return found


def permit(here: Standing, act: str) -> None:
    people.check_right(actor=here.actor, act=act, on=here.today)
