"""At the counter: call, recall, start, finish, redirect, park, resume. Every press is a form."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.http import Http404, HttpResponse, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loket.channels.desk import redirecting
from loket.channels.desk.pages import done
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import names
from loket.channels.ui.access import EmployeeRequest
from loket.domain.refusals import RuleBroken
from loket.offices.queues import actions
from loket.offices.queues.queries import TicketLine

Act = Callable[[Standing, uuid.UUID, QueryDict], TicketLine]


@require_POST
@standing("clerk", "expert", "manager")
def call_next(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """The next person whom this counter can help."""

    def act() -> TicketLine | None:
        return actions.call_next(counter=_counter(here), actor=here.actor, now=here.now)

    def said_of(called: TicketLine | None) -> str:
        return "" if called else _("Niemand wacht op iets wat dit loket kan.")

    return done(request, act, to="desk:today", said_of=said_of)


@require_POST
@standing("reception", "clerk", "expert", "manager")
def act(request: EmployeeRequest, here: Standing, ticket: uuid.UUID, act: str) -> HttpResponse:
    """Anything else that is done with a ticket; each act checks its own right."""
    if act not in ACTS:
        raise Http404
    return done(
        request,
        lambda: ACTS[act](here, ticket, request.POST),
        to=_back(request),
        said_of=lambda found: _said(act, found, here),
    )


def _recall(here: Standing, ticket: uuid.UUID, _asked: QueryDict) -> TicketLine:
    return actions.recall(ticket=ticket, actor=here.actor, now=here.now)


def _start(here: Standing, ticket: uuid.UUID, _asked: QueryDict) -> TicketLine:
    return actions.start(ticket=ticket, actor=here.actor, now=here.now)


def _no_show(here: Standing, ticket: uuid.UUID, _asked: QueryDict) -> TicketLine:
    return actions.no_show(ticket=ticket, actor=here.actor, now=here.now)


def _leave(here: Standing, ticket: uuid.UUID, _asked: QueryDict) -> TicketLine:
    return actions.leave(ticket=ticket, actor=here.actor, now=here.now)


def _finish(here: Standing, ticket: uuid.UUID, asked: QueryDict) -> TicketLine:
    outcome = asked.get("outcome", "")
    return actions.finish(ticket=ticket, outcome=outcome, actor=here.actor, now=here.now)


def _park(here: Standing, ticket: uuid.UUID, asked: QueryDict) -> TicketLine:
    note = asked.get("note", "")
    return actions.park(ticket=ticket, actor=here.actor, now=here.now, note=note)


def _resume(here: Standing, ticket: uuid.UUID, _asked: QueryDict) -> TicketLine:
    return actions.resume(ticket=ticket, counter=_counter(here), actor=here.actor, now=here.now)


def _redirect(here: Standing, ticket: uuid.UUID, asked: QueryDict) -> TicketLine:
    target: Mapping[str, Any] = redirecting.read(asked.get("target", ""))
    note = asked.get("note", "")
    return actions.redirect(ticket=ticket, actor=here.actor, now=here.now, note=note, **target)


ACTS: Final[Mapping[str, Act]] = {
    "recall": _recall,
    "start": _start,
    "no_show": _no_show,
    "leave": _leave,
    "finish": _finish,
    "park": _park,
    "resume": _resume,
    "redirect": _redirect,
}


def _counter(here: Standing) -> int:
    if here.counter is None:
        raise RuleBroken("unknown_counter", location=here.code, counter="")
    return here.counter.id


def _said(act: str, found: TicketLine, here: Standing) -> str:
    """What the screen does not show by itself: where somebody went."""
    match act:
        case "redirect" if found.location != here.code:
            there = names.of_city().location(found.location)
            said = _("Doorgestuurd naar %(location)s, daar nummer %(number)s.")
            return said % {"location": there, "number": found.number}
        case "redirect":
            return _("%(number)s is doorgestuurd en behoudt de plaats.") % {"number": found.number}
        case "no_show":
            return _("%(number)s is genoteerd als niet verschenen.") % {"number": found.number}
        case "finish":
            return _("%(number)s is klaar.") % {"number": found.number}
        case "leave":
            return _("%(number)s is vertrokken.") % {"number": found.number}
        case _:
            return ""


def _back(request: EmployeeRequest) -> str:
    """The page of the desk on which the button stood."""
    wanted = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()})
    return wanted if ours and wanted.startswith("/desk/") else "/desk/"
