"""PIN and PUK codes at the desk: what is to be done, one request, and one made by telephone."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.channels.desk.pages import done, show
from loket.channels.desk.rule_words import HELPERS
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import names
from loket.channels.ui.access import EmployeeRequest
from loket.channels.ui.forms import DayInput, Form
from loket.channels.ui.sentences import SENTENCES, sentences
from loket.domain.appointments.contact import Contact, contact_from
from loket.domain.identitydocs.asking import CARD_KINDS, LOST, Wish
from loket.domain.identitydocs.life import LIVE, Act, State
from loket.domain.people import numbers
from loket.domain.refusals import RuleBroken
from loket.foundations.people import actions as people
from loket.foundations.people import queries as people_queries
from loket.kit import clock
from loket.offices.identitydocs import actions
from loket.offices.identitydocs import queries as codes
from loket.offices.identitydocs.queries import CodeLine, Task

CARDS: Final = {
    "eid": gettext_lazy("Identiteitskaart"),
    "kids_id": gettext_lazy("Kids-ID"),
    "foreigner_card": gettext_lazy("Verblijfskaart"),
}
LOSSES: Final = {
    "both": gettext_lazy("pin en puk kwijt"),
    "puk": gettext_lazy("puk kwijt"),
    "pin": gettext_lazy("pin kwijt, puk bekend"),
}
STATES: Final[dict[State, Promise]] = {
    State.REQUESTED: gettext_lazy("Aangevraagd"),
    State.BLOCKED: gettext_lazy("Wacht op een andere wijziging"),
    State.SENT: gettext_lazy("Doorgestuurd"),
    State.ARRIVED: gettext_lazy("Toegekomen"),
    State.NOTIFIED: gettext_lazy("Verwittigd"),
    State.ELSEWHERE: gettext_lazy("In een andere gemeente"),
    State.CONDEMNED: gettext_lazy("Eerste handtekening voor vernietiging"),
    State.COLLECTED: gettext_lazy("Afgehaald"),
    State.DESTROYED: gettext_lazy("Vernietigd"),
    State.WITHDRAWN: gettext_lazy("Ingetrokken"),
}
#: What a task asks, in the order in which the page shows them.
ASKS: Final[dict[str, Promise]] = {
    "send": gettext_lazy("Doorsturen naar de federale dienst"),
    "unblock": gettext_lazy("Wachten op een andere wijziging"),
    "receive": gettext_lazy("Onderweg naar een loket"),
    "tell": gettext_lazy("Verwittigen: bel of schrijf"),
    "hand_over": gettext_lazy("Liggen klaar"),
    "condemn": gettext_lazy("Niet afgehaald: vernietigen, eerste handtekening"),
    "destroy": gettext_lazy("Vernietigen, tweede handtekening"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that ask the same."""

    title: str
    tasks: tuple[Task, ...]


@standing("clerk", "expert", "manager")
def tasks(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """What waits for somebody, by what it asks; a code finds a request."""
    here.check("identitydocs.see")
    typed = request.GET.get("code", "").strip()[:20]
    if typed and (found := codes.find_by_code(typed)):
        return redirect("desk:code", found.id)
    listed = codes.list_tasks(here.code, here.now)
    groups = [
        Group(str(title), tuple(one for one in listed if one.kind == kind))
        for kind, title in ASKS.items()
    ]
    return show(
        request,
        here,
        "codes",
        typed=typed,
        groups=[one for one in groups if one.tasks],
        cards=CARDS,
        late=sum(one.is_late for one in listed),
    )


@standing("clerk", "expert", "manager")
def code(request: EmployeeRequest, here: Standing, request_id: uuid.UUID) -> HttpResponse:
    """One request: the line of its steps, and what can be done with it now."""
    here.check("identitydocs.see")
    line = codes.find_request(request_id)
    if line is None:
        raise Http404
    told, lines = None, []
    if request.method == "POST" and request.POST.get("act") == "look":
        try:
            told = actions.look_at_home(of=line.subject, actor=here.actor, now=clock.now())
        except RuleBroken as broken:
            lines = sentences(broken)
    elif request.method == "POST":
        return _do(request, here, line)
    called = {f"employee:{one.id}": one.name for one in people_queries.list_colleagues(here.today)}
    steps = [
        (str(STATES[step.state]), step.at, called.get(step.actor, ""))
        for step in codes.list_steps(line.id)
    ]
    return show(
        request,
        here,
        "code",
        line=line,
        card=CARDS[line.card],
        lost=LOSSES[line.lost],
        helped=HELPERS[line.helped_by] if line.helped_by and line.channel != "desk" else "",
        state=STATES[line.state],
        steps=steps,
        place=names.of_city().location(line.location) if line.location else "",
        blocked=SENTENCES[line.blocked_by] if line.blocked_by else "",
        may={str(act): _may(here, line, act) for act in line.acts}
        | {"see_all": line.state in LIVE and here.may("registers.look_up")},
        told=told,
        lines=lines,
        may_look=line.state in LIVE and here.may("identitydocs.ask"),
    )


RIGHTS: Final = {
    Act.SEND: "send",
    Act.BLOCK: "send",
    Act.RELEASE: "send",
    Act.ARRIVE_ELSEWHERE: "send",
    Act.WITHDRAW: "ask",
    Act.ARRIVE: "arrive",
    Act.NOTIFY: "arrive",
    Act.HAND_OVER: "hand_over",
    Act.CONDEMN: "destroy",
    Act.DESTROY: "destroy",
}


def _may(here: Standing, line: CodeLine, act: Act) -> bool:
    """Whether the button stands there: the right, the place of the codes, and the day."""
    right = f"identitydocs.{RIGHTS[act]}"
    if line.location and line.location != here.code:
        return False
    past = line.collect_until is not None and line.collect_until < here.today
    if act in (Act.HAND_OVER, Act.NOTIFY) and past:
        return False
    return here.may(right) and not (act is Act.CONDEMN and not past)


def _do(request: EmployeeRequest, here: Standing, line: CodeLine) -> HttpResponse:
    given = request.POST
    common: dict[str, Any] = {"request": line.id, "actor": here.actor, "now": clock.now()}
    acts: dict[str, Callable[[], None]] = {
        "send": lambda: actions.send(**common),
        "block": lambda: actions.block(pending=given.get("pending", ""), **common),
        "release": lambda: actions.release(**common),
        "arrive": lambda: actions.arrive(location=here.code, **common),
        "arrive_elsewhere": lambda: actions.arrive_elsewhere(
            municipality=given.get("municipality", ""), **common
        ),
        "notify": lambda: actions.notify(**common),
        "hand_over": lambda: actions.hand_over(card_seen=given.get("card_seen", ""), **common),
        "condemn": lambda: actions.condemn(**common),
        "destroy": lambda: actions.destroy(**common),
        "withdraw": lambda: actions.withdraw(**common),
    }
    act = acts.get(given.get("act", ""))
    if act is None:
        return redirect("desk:code", line.id)
    return done(
        request,
        act,
        to=reverse("desk:code", args=[line.id]),
        said_of=lambda _nothing: _("Genoteerd."),
    )


class ByPhone(Form):
    """What an employee types for who calls: the number is never shown again."""

    number = forms.CharField(
        label=gettext_lazy("Rijksregisternummer"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
        help_text=gettext_lazy("Vraag ook naam en geboortedatum, en vergelijk."),
    )
    card = forms.ChoiceField(
        label=gettext_lazy("Welke kaart"), choices=[(one, CARDS[one]) for one in CARD_KINDS]
    )
    lost = forms.ChoiceField(
        label=gettext_lazy("Wat is kwijt"), choices=[(one, LOSSES[one]) for one in LOST[::-1]]
    )
    issued_on = forms.DateField(
        label=gettext_lazy("Kaart afgegeven op"),
        widget=DayInput(),
        help_text=gettext_lazy("Staat op de kaart."),
    )
    phone = forms.CharField(label=gettext_lazy("Telefoon"), max_length=40, required=False)
    email = forms.CharField(label=gettext_lazy("E-mail"), max_length=254, required=False)


@standing("clerk", "expert", "manager")
def by_phone(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """A request for who calls, made by an employee who asked who it is."""
    here.check("identitydocs.ask")
    form = ByPhone(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return show(request, here, "code_new", 422 if form.errors else 200, form=form)
    try:
        asked = _ask(here, form.cleaned_data)
    except RuleBroken as broken:
        return show(request, here, "code_new", 422, form=form, lines=sentences(broken))
    return redirect("desk:code", asked.id)


def _ask(here: Standing, given: dict[str, Any]) -> actions.Asked:
    number = numbers.parse(given["number"], today=here.today, synthetic=settings.DEMO)
    subject = people.recognise(number=number, now=here.now, actor=here.actor)
    return actions.ask(
        subject=subject,
        applicant=subject,
        wish=Wish(given["card"], given["lost"], given["issued_on"]),
        channel="desk",
        contact=_contact(given),
        now=here.now,
        actor=here.actor,
    )


def _contact(given: dict[str, Any]) -> Contact | None:
    if not (given["email"] or given["phone"]):
        return None
    return contact_from("-", email=given["email"], phone=given["phone"])
