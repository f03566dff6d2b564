"""Written mandates: let somebody else ask for something, for a time, and take it back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from loket.channels.portal import cards
from loket.channels.portal.refusing import calmly
from loket.channels.ui import dates, names
from loket.channels.ui.access import open_to
from loket.channels.ui.context import Link, today_of
from loket.channels.ui.forms import Checkboxes, DayInput, Form
from loket.channels.ui.residents import ResidentRequest, needs_level, resident_actor
from loket.channels.ui.sentences import sentences
from loket.domain.people.levels import ITSME
from loket.domain.people.standing import MandateFacts
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.people import actions
from loket.foundations.people import queries as people
from loket.kit import clock
from loket.offices.certificates import queries as certificates

#: How long a mandate lasts when nobody chooses otherwise.
USUAL: Final = timedelta(days=90)
ADDRESS: Final = "/me/mandates"


@dataclass(frozen=True, slots=True)
class Shown:
    """A mandate as its grantor or its holder sees it."""

    id: uuid.UUID
    #: The other one, by the digits that they know themselves by.
    other: str
    products: str
    until: date
    is_over: bool


class Grant(Form):
    """Who may ask for what, until when."""

    holder = forms.CharField(
        label=gettext_lazy("Rijksregisternummer van wie het mag"),
        help_text=gettext_lazy("Bijvoorbeeld 85.07.30-997.34. We tonen het nummer nergens."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    products = forms.MultipleChoiceField(label=gettext_lazy("Waarvoor"), widget=Checkboxes())
    until = forms.DateField(label=gettext_lazy("Tot en met"), widget=DayInput())

    def __init__(self, today: date, data: Any = None) -> None:
        super().__init__(data, initial={"until": today + USUAL})
        self.fields["products"].choices = [  # type: ignore[attr-defined]
            (one.code, names.text(one.name))
            for one in catalogue.list_products(today)
            if certificates.may_be_mandated(one.code, today)
        ]


@open_to("resident")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs_level(ITSME)
def mandates(request: ResidentRequest) -> HttpResponseBase:
    """All mandates that one gave or holds, and the form for a new one."""
    now = clock.now()
    form = Grant(today_of(now), request.POST or None)
    lines: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            _grant(request, form.cleaned_data, now)
        except RuleBroken as broken:
            lines = sentences(broken)
        else:
            return redirect(f"{ADDRESS}?given=1")
    facts = {
        "form": form, "lines": lines, "is_given": "given" in request.GET,
        "is_taken": "taken" in request.GET, **_lists(request, now),
    }  # fmt: skip
    status = 422 if lines or form.errors else 200
    return render(request, "portal/mandates.html", facts, status=status)


@open_to("resident")
@require_POST
@needs_level(ITSME)
@calmly
def withdraw(request: ResidentRequest, mandate: uuid.UUID) -> HttpResponse:
    """From now on it holds no longer."""
    actor = resident_actor(request.resident)
    actions.withdraw_mandate(mandate=mandate, actor=actor, now=clock.now())
    return redirect(f"{ADDRESS}?taken=1")


def _grant(request: ResidentRequest, given: dict[str, Any], now: datetime) -> None:
    """The day that people choose is the last one; the record keeps the first after it."""
    today = today_of(now)
    actor = resident_actor(request.resident)
    number = people.read_number(given["holder"], today=today)
    holder = actions.recognise(number=number, now=now, actor=actor)
    actions.grant_mandate(
        grantor=request.resident.resident, holder=holder, products=given["products"],
        valid_from=today, valid_to=given["until"] + timedelta(days=1), actor=actor, now=now,
    )  # fmt: skip


def _lists(request: ResidentRequest, now: datetime) -> dict[str, list[Shown]]:
    today = today_of(now)
    own = request.resident.resident
    return {
        "given": [_shown(one, one.holder, today) for one in people.list_mandates_given(own)],
        "held": [_shown(one, one.grantor, today) for one in people.list_mandates_held(own, today)],
    }


def _shown(one: MandateFacts, other: uuid.UUID, today: date) -> Shown:
    known = names.of_city()
    return Shown(
        id=one.id,
        other=people.masked_number(other),
        products=dates.listing([known.product(code) for code in sorted(one.products)]),
        until=one.valid_to - timedelta(days=1),
        is_over=one.withdrawn_at is not None or one.valid_to <= today,
    )


def show_card(request: ResidentRequest, now: datetime) -> cards.Shown:
    """On "Mijn loket": how many mandates run, and where to give one."""
    today = today_of(now)
    own = request.resident.resident
    given = [
        one
        for one in people.list_mandates_given(own)
        if one.withdrawn_at is None and one.valid_to > today
    ]
    held = people.list_mandates_held(own, today)
    items = []
    if given:
        text = ngettext("%(n)s volmacht die je gaf", "%(n)s volmachten die je gaf", len(given))
        items.append(cards.Item(text % {"n": len(given)}))
    if held:
        text = ngettext("%(n)s volmacht die je kreeg", "%(n)s volmachten die je kreeg", len(held))
        items.append(cards.Item(text % {"n": len(held)}))
    return cards.Shown(
        title=_("Volmachten"),
        text="" if items else _("Iemand anders kan iets voor jou aanvragen, als jij dat wilt."),
        items=tuple(items),
        links=(Link(_("Geef of bekijk een volmacht"), ADDRESS),),
    )


cards.register(cards.Card("mandates", 60, gettext_lazy("Volmachten"), show_card))
