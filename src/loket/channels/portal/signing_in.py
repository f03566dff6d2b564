"""Signing in and out as a resident: choose a means, go to who knows you, and come back here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.channels.portal import providers
from loket.channels.portal.refusing import status_of, with_patience
from loket.channels.ui import residents
from loket.channels.ui.access import open_to
from loket.channels.ui.language import PageRequest
from loket.channels.ui.residents import SignedIn, Way
from loket.channels.ui.sentences import sentences
from loket.connectors.identity import Begun, public_keys
from loket.domain.people import levels
from loket.domain.refusals import RuleBroken
from loket.foundations.people import actions as people
from loket.kit import clock

OWN: Final = Way("/me/", levels.CODE)
#: Longer than this nobody takes at a provider; what comes later is not believed.
PATIENCE: Final = timedelta(minutes=15)
MOST_FLOWS: Final = 8


@dataclass(frozen=True, slots=True)
class Flow:
    """A sign-in on its way, as the session keeps it."""

    provider: str
    begun: Begun
    way: Way
    #: Who was signed in when it began, and must be who comes back.
    expected: UUID | None
    token: str


@open_to("anyone")
@never_cache
@require_GET
def choose(request: HttpRequest) -> HttpResponseBase:
    """The means that do for where somebody is going; one who is there already goes on."""
    token = request.GET.get("for", "")[:40]
    way = residents.find_way(request, token)
    one = residents.find_resident(request)
    if one is not None and _is_enough(one, way or OWN):
        return redirect((way or OWN).path)
    return _show(request, token, way or OWN)


@open_to("anyone")
@never_cache
@require_POST
def start(request: PageRequest) -> HttpResponseBase:
    """To the provider, with a state, a nonce and a verifier that only this session knows."""
    token = request.POST.get("for", "")[:40]
    way = residents.find_way(request, token) or OWN
    name, means = request.POST.get("provider", ""), request.POST.get("means", "")
    client = providers.client_of(name)
    if client is None or not providers.is_offered(name, means, way.level):
        return _show(request, token, way)
    now = clock.now()
    try:
        residents.begin(request)
        begun = client.begin(
            level=way.level, means=means, since=way.since, language=request.language, now=now
        )
    except RuleBroken as broken:
        return _show(request, token, way, broken)
    _keep(request, name, begun, token, now)
    return redirect(begun.url)


@open_to("anyone")
@never_cache
@require_GET
def come_back(request: HttpRequest, provider: str) -> HttpResponseBase:
    """From the provider: in, and on to the exact place; or why not, with a way to try again."""
    now = clock.now()
    flow = _take(request, provider, request.GET.get("state", ""), now)
    client = providers.client_of(provider)
    if flow is None or client is None:
        return _show(request, "", OWN, RuleBroken("sign_in_stale"))
    try:
        found = client.finish(
            flow.begun, request.GET.dict(), level=flow.way.level, since=flow.way.since, now=now
        )
        present = residents.find_resident(request)
        came = people.sign_in_resident(
            number=found.number, means=found.means.code, level=found.means.level,
            provider=provider, now=now,
            expected=flow.expected or (present.resident if present else None),
        )  # fmt: skip
    except RuleBroken as broken:
        if broken.code == "another_person":
            residents.leave(request)
        return _show(request, flow.token, flow.way, broken)
    one = SignedIn(
        came, found.means.level, found.authenticated_at, found.means.code, found.name, provider
    )
    residents.enter(request, one, now=now)
    return redirect(flow.way.path)


@open_to("anyone")
@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Out here first, then at the provider, which otherwise lets the next one in without asking."""
    one = residents.find_resident(request)
    residents.leave(request)
    if one is None:
        return redirect("/signed-out")
    now = clock.now()
    people.sign_out_resident(resident=one.resident, now=now)
    client = providers.client_of(one.provider)
    try:
        there = client.sign_out_url(now=now) if client else ""
    except RuleBroken:
        there = ""
    return redirect(there or "/signed-out")


@open_to("anyone")
@never_cache
@require_GET
def signed_out(request: HttpRequest) -> HttpResponse:
    """Where the provider sends people after they left."""
    return render(request, "portal/signed_out.html")


@open_to("anyone")
@require_GET
def keys(_request: HttpRequest) -> HttpResponse:
    """Our public keys, for providers that fetch them."""
    from django.conf import settings

    return JsonResponse(public_keys(settings.IDENTITY.providers))


def _is_enough(one: SignedIn, way: Way) -> bool:
    return not levels.reasons_against(
        one.level, one.authenticated_at, needed=way.level, since=way.since, now=clock.now()
    )


def _show(
    request: HttpRequest, token: str, way: Way, broken: RuleBroken | None = None
) -> HttpResponse:
    facts: dict[str, Any] = {
        "offers": providers.list_offers(way.level),
        "token": token,
        "lines": sentences(broken) if broken else [],
        "is_step_up": residents.find_resident(request) is not None,
        "is_strong": way.level > levels.CODE,
    }
    status = status_of(broken.code) if broken else 200
    response = render(request, "portal/sign_in.html", facts, status=status)
    return with_patience(response, broken) if broken else response


def _keep(request: HttpRequest, provider: str, begun: Begun, token: str, now: datetime) -> None:
    """In the session, under its state; each tab has its own, and the oldest makes room."""
    session = residents.session_of(request)
    one = residents.find_resident(request)
    flows = dict(session.get("flows", {}))
    flows[begun.state] = {
        "provider": provider,
        "nonce": begun.nonce,
        "verifier": begun.verifier,
        "for": token,
        "expected": str(one.resident) if one else "",
        "at": now.isoformat(),
    }
    session["flows"] = dict(list(flows.items())[-MOST_FLOWS:])


def _take(request: HttpRequest, provider: str, state: str, now: datetime) -> Flow | None:
    """The sign-in of this state, once; None when it is another's, another provider's or too old."""
    session = residents.session_of(request)
    flows = dict(session.get("flows", {}))
    kept = flows.pop(state, None)
    if kept is None:
        return None
    session["flows"] = flows
    if kept["provider"] != provider or now - datetime.fromisoformat(kept["at"]) > PATIENCE:
        return None
    return Flow(
        provider=provider,
        begun=Begun("", state, kept["nonce"], kept["verifier"]),
        way=residents.find_way(request, kept["for"]) or OWN,
        expected=UUID(kept["expected"]) if kept["expected"] else None,
        token=kept["for"],
    )
