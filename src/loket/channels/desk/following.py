"""Who did what to an appointment, and which messages could not be delivered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.channels.desk.pages import show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui.access import EmployeeRequest
from loket.foundations.journal import queries as journal
from loket.foundations.messages import queries as messages
from loket.foundations.people import queries as people
from loket.offices.appointments import queries as appointments

NOT_PEOPLE = {"resident": gettext_lazy("de bewoner"), "api": gettext_lazy("een programma")}


@dataclass(frozen=True, slots=True)
class Done:
    """A line of the journal as somebody reads it."""

    at: datetime
    act: str
    who: str
    before: str
    after: str
    purpose: str


@standing("manager", "administrator")
def following(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """The outbox, and the acts about one appointment when its code is given."""
    here.check("journal.see")
    here.check("messages.see")
    typed = request.GET.get("code", "").strip()[:20]
    found = appointments.find_for_caller(typed, now=here.now) if typed else None
    if found is not None and not here.works_at(found.location):
        found = None
    lines = journal.list_about(f"appointment:{found.id}") if found else []
    called = {f"employee:{one.id}": one.name for one in people.list_colleagues(here.today)}
    return show(
        request,
        here,
        "following",
        typed=typed,
        found=found,
        lines=[_done(line, called) for line in reversed(lines)],
        standing=messages.standing(here.now),
        given_up=messages.list_given_up(),
    )


def _done(line: Any, called: dict[str, str]) -> Done:
    return Done(
        at=line.at,
        act=line.act,
        who=called.get(line.actor) or str(NOT_PEOPLE.get(line.actor, line.actor)),
        before=_facts(line.before),
        after=_facts(line.after),
        purpose=line.purpose,
    )


def _facts(facts: dict[str, Any] | None) -> str:
    return ", ".join(f"{name}: {_value(value)}" for name, value in (facts or {}).items())


def _value(value: object) -> str:
    match value:
        case bool():
            return _("ja") if value else _("nee")
        case str() | int() | float():
            return str(value)
        case _:
            return json.dumps(value, ensure_ascii=False)
