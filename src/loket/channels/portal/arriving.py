"""Arriving: say that one is there, and see the number and the wait."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.channels.portal import finding, holding, visiting
from loket.channels.portal.managing import own_of
from loket.channels.portal.refusing import calmly
from loket.channels.ui import waits
from loket.channels.ui.access import open_to
from loket.kit import clock
from loket.offices.appointments.queries import Record, manage_path
from loket.offices.queues import actions
from loket.offices.queues import queries as queues
from loket.offices.queues.queries import TicketLine


@open_to("anyone")
@require_POST
@calmly
def check_in(request: HttpRequest, code: str) -> HttpResponse:
    """ "I am here"; pressing twice gives the same number."""
    now = clock.now()
    own = own_of(request, code, now=now)
    actions.check_in(appointment=own.id, location=own.location, now=now, actor=holding.ACTOR)
    return redirect(ticket_path(own))


def ticket_path(own: Record) -> str:
    """The page with the number."""
    return f"/appointments/{own.code}/ticket?s={own.secret}"


@open_to("anyone")
@never_cache
@require_GET
@calmly
def ticket(request: HttpRequest, code: str) -> HttpResponse:
    """The number, and how long it will still take."""
    now = clock.now()
    own = own_of(request, code, now=now)
    line = find_ticket(own, now)
    if line is None:
        return redirect(manage_path(own))
    expected = queues.expected_wait_of(line.id, now)
    facts = {
        "own": own,
        "line": line,
        "place": visiting.place_of(own.location, own.starts_at),
        "said": finding.items_said(own.items),
        "wait": waits.say(expected.spoken) if expected else "",
        "is_called": line.state in {"called", "serving"},
        "is_waiting": line.state == "waiting",
        "back_url": manage_path(own),
    }
    return render(request, "portal/ticket.html", facts)


def find_ticket(own: Record, now: datetime) -> TicketLine | None:
    """Today's ticket of an appointment, whatever became of it; None before check-in."""
    every = (queues.list_waiting, queues.list_at_counters, queues.list_ended)
    return next(
        (
            line
            for lines in every
            for line in lines(own.location, now)
            if line.appointment == own.id
        ),
        None,
    )
