"""The frame of every page of the desk: where one stands, the ways, what was just done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.channels.desk.station import Standing
from loket.channels.ui.access import EmployeeRequest
from loket.channels.ui.context import Link
from loket.channels.ui.sentences import sentences
from loket.domain.refusals import RuleBroken
from loket.offices.certificates import queries as certificates
from loket.offices.kiosks import queries as kiosks

#: Name of the address, what the way is called, and who needs it: any of these acts.
WAYS: Final[tuple[tuple[str, Promise, tuple[str, ...]], ...]] = (
    ("today", _("Vandaag"), ("queues.see",)),
    ("reception", _("Onthaal"), ("queues.log_question",)),
    ("day", _("Daglijst"), ("appointments.see",)),
    ("book", _("Boeken"), ("appointments.book",)),
    ("certificates", _("Attesten"), ("certificates.see",)),
    ("late", _("Te laat"), ("certificates.follow_up",)),
    ("codes", _("Pin en puk"), ("identitydocs.see",)),
    ("citizen", _("Inwoner"), ("registers.look_up",)),
    ("kiosks", _("Zelfbediening"), ("kiosks.see",)),
    ("places", _("Locatie"), ("places.see_alerts",)),
    ("figures", _("Cijfers"), ("evaluation.see_figures",)),
    ("following", _("Toezicht"), ("journal.see",)),
    ("look_ups", _("Opzoekingen"), ("registers.review",)),
    ("papers", _("Modellen"), ("certificates.preview",)),
    ("colleagues", _("Medewerkers"), ("people.see",)),
)


def ways(here: Standing) -> tuple[Link, ...]:
    """The parts of the desk that somebody with these rights has work in."""
    return tuple(
        Link(label, reverse(f"desk:{name}"))
        for name, label, acts in WAYS
        if any(here.may(act) for act in acts)
    )


def show(
    request: EmployeeRequest, here: Standing, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the desk."""
    calls = kiosks.list_calls() if here.may("kiosks.answer_call") else []
    frame = {
        "here": here, "ways": ways(here), "where": _where(request), "help_calls": calls,
        "nobodys": _late(here),
    }  # fmt: skip
    return render(request, f"desk/{template}.html", context | frame, status=status)


def _late(here: Standing) -> int:
    """How many requests of one's teams are late, before who leads them, on every page."""
    if not here.may("certificates.follow_up"):
        return 0
    return certificates.count_nobodys(certificates.teams_of(here.actor, here.now), here.now)


def _where(request: EmployeeRequest) -> str:
    """The part of the desk that this page belongs to: the first word of its address."""
    parts = request.path.strip("/").split("/")
    return reverse("desk:today") + (parts[1] if len(parts) > 1 else "")


def said(request: EmployeeRequest, broken: RuleBroken) -> None:
    """Say on the next page why something was refused."""
    for line in sentences(broken):
        messages.error(request, line)


def done(
    request: EmployeeRequest, act: Callable[[], Any], *, to: str, said_of: Callable[[Any], str]
) -> HttpResponse:
    """Do an act and go on to a page that says what came of it, or why it was refused."""
    try:
        outcome = act()
    except RuleBroken as broken:
        said(request, broken)
    else:
        if text := said_of(outcome):
            messages.success(request, text)
    return redirect(to)
