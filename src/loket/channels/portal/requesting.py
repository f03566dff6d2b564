"""Asking for a certificate: signed in, one page, one press."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from loket.channels.portal.certificate_forms import AskForm
from loket.channels.portal.refusing import calmly, status_of
from loket.channels.ui.access import open_to
from loket.channels.ui.context import today_of
from loket.channels.ui.residents import ResidentRequest, resident_actor, step_up
from loket.channels.ui.sentences import sentences
from loket.domain.catalogue.product import Certificate
from loket.domain.people.levels import ITSME
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.registers import actions as registers
from loket.foundations.registers.actions import Child
from loket.kit import clock
from loket.offices.certificates import actions
from loket.offices.certificates import queries as certificates


@open_to("resident")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@calmly
def certificate(request: ResidentRequest, code: str) -> HttpResponseBase:
    """The question, and its answer on a page of one's own."""
    how = certificates.find_certificate(code, today_of(clock.now()))
    if how is None:
        raise RuleBroken("unknown_certificate")
    surer = step_up(request, how.level)
    if surer is not None:
        return surer
    if (way := _surer_for_children(request, how)) is not None:
        return way
    form = AskForm(how, request.POST or None, _children(request, how))
    if request.method == "POST":
        return _ask(request, code, how, form)
    return _page(request, code, how, form)


def _surer_for_children(request: ResidentRequest, how: Certificate) -> HttpResponseBase | None:
    """Whose parent one is, is asked of a surer sign-in only."""
    return step_up(request, max(how.level, ITSME)) if _names_children(request, how) else None


def _names_children(request: ResidentRequest, how: Certificate) -> bool:
    return "children" in request.GET and "child" in how.about


def _children(request: ResidentRequest, how: Certificate) -> list[Child]:
    """One's minor children, when one asked to choose from them: the register is asked now."""
    if not _names_children(request, how):
        return []
    me = request.resident
    return registers.find_children(resident=me.resident, actor=resident_actor(me), now=clock.now())


def _ask(request: ResidentRequest, code: str, how: Certificate, form: AskForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, code, how, form, status=422)
    me = request.resident.resident
    try:
        asked = actions.ask(
            product=code,
            standing=form.standing(me),
            words=form.words,
            channel="portal",
            way=form.way,
            key=form.cleaned_data["key"],
            now=clock.now(),
        )
    except RuleBroken as broken:
        for line in sentences(broken):
            form.add_error(None, line)
        return _page(request, code, how, form, status=status_of(broken.code))
    return redirect(f"/me/certificates/{asked.id}")


def _page(
    request: ResidentRequest, code: str, how: Certificate, form: AskForm, status: int = 200
) -> HttpResponse:
    facts: dict[str, Any] = {
        "product": catalogue.find_product(code),
        "form": form,
        "how": how,
        "asks_who": "whose" in form.fields,
        "is_act": how.rules == "act",
        "is_told": form.is_bound,
        "is_helped": bool(form.data.get("helped_by")),
        "may_choose": "child" in how.about and not _names_children(request, how),
        "found_none": _names_children(request, how) and not form.children,
    }
    return render(request, "portal/certificates/ask.html", facts, status=status)
