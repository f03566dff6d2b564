"""The data protection officer's desk: what to read first, a random sample, search, complaints."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final, Literal, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from loket.channels.desk.pages import done, said, show
from loket.channels.desk.review_words import MOVE_NAMES, Reader
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import parts
from loket.channels.ui.access import EmployeeRequest
from loket.domain.refusals import RuleBroken
from loket.domain.registers.complaints import Move
from loket.foundations.people import queries as people
from loket.foundations.registers import actions
from loket.foundations.registers import queries as registers
from loket.foundations.registers.queries import Line

DAYS: Final = 30
#: Of one person everything is found that the law has kept.
KEPT: Final = timedelta(days=3653)
TABS: Final = {
    "alerts": gettext_lazy("Eerst te bekijken"),
    "reasons": gettext_lazy("Getypte redenen"),
    "sample": gettext_lazy("Steekproef"),
    "search": gettext_lazy("Zoeken"),
    "complaints": gettext_lazy("Klachten"),
}


@standing("dpo")
def look_ups(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """One of five ways into the evidence; each look of the reviewer is itself written down."""
    here.check("registers.review")
    tab = request.GET.get("tab", "alerts")
    if tab not in TABS:
        raise Http404
    about = _about(request) if tab == "search" else None
    at_what = f"{people.RESIDENT}{about}" if about else f"evidence:{tab}"
    actions.write_down_look(at_what=at_what, actor=here.actor, now=here.now)
    since, before = here.now - timedelta(days=DAYS), here.now + timedelta(seconds=1)
    reader = Reader(here.today)
    facts: dict[str, Any] = {
        "tabs": [
            parts.Chip(str(name), f"?tab={key}", is_on=key == tab) for key, name in TABS.items()
        ],
        "tab": tab,
        "days": DAYS,
        "colleagues": reader.colleagues(),
        "purposes": reader.purposes.choices(),
    }  # fmt: skip
    match tab:
        case "alerts":
            found = registers.list_alerts(since=since, before=before)
            facts["alerts"] = [reader.alert(one) for one in found]
        case "complaints":
            facts["complaints"] = registers.list_complaints()
        case _:
            facts["about"] = people.masked_number(about) if about else ""
            facts["rows"] = reader.rows(_lines(request, tab, since, before, about))
            facts["typed"] = request.GET
    return show(request, here, "look_ups", **facts)


@standing("dpo")
@require_POST
def find_resident(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """From a number, which stays in this one request, to the person's own reference."""
    here.check("registers.review")
    back = "/desk/look-ups?tab=search"
    try:
        number = people.read_number(request.POST.get("number", "")[:40], today=here.today)
        found = people.find_resident(number)
    except RuleBroken as broken:
        said(request, broken)
        return redirect(back)
    if found is None:
        messages.warning(request, _("Van dit nummer werd hier nooit iets opgezocht."))
        return redirect(back)
    return redirect(f"{back}&about={found}")


def _about(request: EmployeeRequest) -> UUID | None:
    """Whose look-ups are asked for; 404 for a reference of nobody."""
    typed = request.GET.get("about", "")
    if not typed:
        return None
    try:
        return people.newest_of(UUID(typed))
    except (ValueError, RuleBroken):
        raise Http404 from None


def _lines(
    request: EmployeeRequest, tab: str, since: datetime, before: datetime, about: UUID | None
) -> list[Line]:
    match tab:
        case "sample":
            return registers.sample(since=since, before=before, seed=f"{before:%G-W%V}")
        case "reasons":
            return registers.search(since=since, before=before, unreviewed=True)
        case _:
            actor = request.GET.get("actor", "")[:80]
            purpose = request.GET.get("purpose", "")[:60]
            if not (actor or purpose or about):
                return []
            since = before - KEPT if about else since
            return registers.search(
                since=since, before=before, actor=actor, about=about, purpose=purpose
            )


@standing("dpo")
def look_up(request: EmployeeRequest, here: Standing, look_up: UUID) -> HttpResponse:
    """One look-up, with what can be done about it."""
    here.check("registers.review")
    line = registers.find_line(look_up)
    if line is None:
        raise Http404
    actions.write_down_look(at_what=f"look_up:{look_up}", actor=here.actor, now=here.now)
    reader = Reader(here.today)
    contested = [reader.contested(one) for one in registers.list_complaints_about(look_up)]
    return show(request, here, "look_up", row=reader.row(line), contested=contested)


@standing("dpo")
@require_POST
def review(request: EmployeeRequest, here: Standing, look_up: UUID) -> HttpResponse:
    """Say whether it was due."""
    verdict: Literal["due", "not_due"] = (
        "due" if request.POST.get("verdict") == "due" else "not_due"
    )
    return done(
        request,
        lambda: actions.review(look_up=look_up, verdict=verdict, actor=here.actor, now=here.now),
        to=f"/desk/look-ups/{look_up}",
        said_of=lambda _done: _("Nagekeken."),
    )


@standing("dpo")
@require_POST
def answer(request: EmployeeRequest, here: Standing, complaint: UUID) -> HttpResponse:
    """Take a complaint up, or answer it."""
    found = registers.find_complaint(complaint)
    move = request.POST.get("move", "")
    if found is None or move not in MOVE_NAMES:
        return redirect("/desk/look-ups?tab=complaints")
    return done(
        request,
        lambda: actions.answer_complaint(
            complaint=complaint,
            move=cast("Move", move),
            answer=request.POST.get("answer", "")[:4000],
            actor=here.actor,
            now=here.now,
        ),
        to=f"/desk/look-ups/{found.line.id}",
        said_of=lambda _done: _("Bewaard. De inwoner leest het bij zijn lijst."),
    )
