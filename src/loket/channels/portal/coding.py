"""PIN and PUK codes for who is signed in: ask for new ones, and follow what was asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from loket.channels.portal import cards
from loket.channels.portal.cards import Card, Item, Shown
from loket.channels.portal.certificate_forms import HELPED_BY
from loket.channels.ui import dates, names
from loket.channels.ui.access import open_to
from loket.channels.ui.context import Link, today_of
from loket.channels.ui.forms import DayInput, Form, Radios
from loket.channels.ui.residents import ResidentRequest, resident_actor
from loket.channels.ui.sentences import SENTENCES, sentences
from loket.domain.appointments.contact import contact_from
from loket.domain.identitydocs.asking import CARD_KINDS, LOST, Wish
from loket.domain.identitydocs.life import LIVE, Act, State
from loket.domain.people.standing import Helper, helper_actor
from loket.domain.refusals import RuleBroken
from loket.kit import clock
from loket.offices.identitydocs import actions
from loket.offices.identitydocs import queries as codes
from loket.offices.identitydocs.actions import Asked
from loket.offices.identitydocs.queries import CodeLine

PAGE: Final = "/me/codes"
#: In the address after asking: the register says that one moved lately.
MOVED: Final = "moved"
CARDS: Final = {
    "eid": gettext_lazy("Identiteitskaart (eID)"),
    "kids_id": gettext_lazy("Kids-ID"),
    "foreigner_card": gettext_lazy("Verblijfskaart"),
}
LOSSES: Final = {
    "both": gettext_lazy("Ik ken geen van beide"),
    "puk": gettext_lazy("Mijn pukcode"),
    "pin": gettext_lazy("Alleen mijn pincode: mijn pukcode heb ik nog"),
}
#: Who else pressed the keys, as the holder reads it.
HELPED: Final[dict[Helper, Promise]] = {
    "family": gettext_lazy("Aangevraagd met hulp van iemand die je kent"),
    "host": gettext_lazy(
        "Aangevraagd met hulp van iemand van een bibliotheek, vereniging of andere organisatie"
    ),
    "city": gettext_lazy("Aangevraagd met hulp van een medewerker van de stad"),
}
STATES: Final = {
    State.REQUESTED: gettext_lazy("Aangevraagd: we sturen het door"),
    State.BLOCKED: gettext_lazy("Wacht tot een andere wijziging klaar is"),
    State.SENT: gettext_lazy("Doorgestuurd: de codes zijn onderweg"),
    State.ARRIVED: gettext_lazy("Klaar aan het loket"),
    State.NOTIFIED: gettext_lazy("Klaar aan het loket"),
    State.ELSEWHERE: gettext_lazy("Toegekomen in je vorige gemeente"),
    State.CONDEMNED: gettext_lazy("Te laat afgehaald: de codes worden vernietigd"),
    State.COLLECTED: gettext_lazy("Afgehaald"),
    State.DESTROYED: gettext_lazy("Niet afgehaald en vernietigd"),
    State.WITHDRAWN: gettext_lazy("Ingetrokken"),
}


class Ask(Form):
    """Which card, what is lost, and how to say that there is news."""

    card = forms.ChoiceField(
        label=gettext_lazy("Voor welke kaart?"), choices=[(one, CARDS[one]) for one in CARD_KINDS]
    )
    lost = forms.ChoiceField(
        label=gettext_lazy("Wat ben je kwijt?"), choices=[(one, LOSSES[one]) for one in LOST[::-1]]
    )
    issued_on = forms.DateField(
        label=gettext_lazy("Wanneer kreeg je de kaart?"),
        widget=DayInput(),
        help_text=gettext_lazy("De datum staat op je kaart."),
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("In het bericht staat alleen dat er nieuws is, en niet waarover."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Of je telefoonnummer, voor een sms"), required=False, max_length=40
    )
    helped_by = forms.ChoiceField(
        label=gettext_lazy("Wie helpt je?"), choices=HELPED_BY, required=False, widget=Radios()
    )


@open_to("resident")
def page(request: ResidentRequest) -> HttpResponse:
    """What was asked, how it stands, and the form for new codes."""
    form = Ask(request.POST or None)
    lines: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            asked = _ask(request, form.cleaned_data)
        except RuleBroken as broken:
            lines = sentences(broken)
        else:
            return redirect(f"{PAGE}?{MOVED}=1" if asked.warnings else PAGE)
    now = clock.now()
    return render(
        request,
        "portal/codes.html",
        {
            "asked": _lines(request, now),
            "form": form,
            "lines": lines,
            "warning": SENTENCES["codes_may_arrive_elsewhere"] if MOVED in request.GET else "",
        },
        status=422 if form.errors or lines else 200,
    )


def _ask(request: ResidentRequest, given: dict[str, Any]) -> Asked:
    me, by, contact = request.resident, given["helped_by"], None
    if given["email"] or given["phone"]:
        contact = contact_from("-", email=given["email"], phone=given["phone"])
    return actions.ask(
        subject=me.resident,
        applicant=me.resident,
        wish=Wish(given["card"], given["lost"], given["issued_on"]),
        channel="portal",
        contact=contact,
        now=clock.now(),
        actor=helper_actor(me.resident, by) if by else resident_actor(me),
    )


@require_POST
@open_to("resident")
def withdraw(request: ResidentRequest) -> HttpResponse:
    """Not needed any more. What is somebody else's is not found."""
    for one in codes.list_of(request.resident.resident):
        if str(one.id) == request.POST.get("request") and Act.WITHDRAW in one.acts:
            actor = resident_actor(request.resident)
            actions.withdraw(request=one.id, actor=actor, now=clock.now())
    return redirect(PAGE)


def _lines(request: ResidentRequest, now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "one": one,
            "card": CARDS[one.card],
            "state": STATES[one.state],
            "more": _more(one, now),
            "helped": HELPED[one.helped_by] if one.helped_by else "",
            "may_withdraw": Act.WITHDRAW in one.acts,
        }
        for one in codes.list_of(request.resident.resident)
    ]


def _more(one: CodeLine, now: datetime) -> str:
    """Where and until when, or when to expect it."""
    today = today_of(now)
    if one.collect_until and one.state in (State.ARRIVED, State.NOTIFIED):
        return _("%(place)s, tot en met %(day)s. Breng je kaart mee.") % {
            "place": names.of_city().location(one.location),
            "day": dates.full_day(one.collect_until, today),
        }
    if one.state is State.SENT and one.sent_at:
        since, until = codes.expected_by(dates.local_day(one.sent_at))
        return _("verwacht %(days)s") % {"days": dates.days(since, until, today)}
    return one.elsewhere


def _card(request: ResidentRequest, now: datetime) -> Shown | None:
    live = [one for one in codes.list_of(request.resident.resident) if one.state in LIVE]
    return Shown(
        gettext_lazy("Pin en puk"),
        "" if live else gettext_lazy("Codes van je kaart vergeten?"),
        tuple(
            Item(f"{CARDS[one.card]}: {STATES[one.state]}", _more(one, now), PAGE) for one in live
        ),
        () if live else (Link(_("Vraag nieuwe codes"), PAGE),),
    )


cards.register(Card("codes", order=40, title=gettext_lazy("Pin en puk"), show=_card))
