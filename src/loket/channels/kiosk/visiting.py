"""One client at the kiosk, from the first touch until all is wiped.

Nothing is stored about the client. A random number in a cookie of this kiosk says which visit the
screen belongs to, and stands in every address behind the first screen: when the visit ends it is
thrown away, and the addresses that the browser still has in its history lead to the first screen.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from loket.channels.kiosk import machine
from loket.channels.kiosk.stand import Stand, find_stand
from loket.channels.ui import closings
from loket.channels.ui import language as languages
from loket.channels.ui.access import open_to
from loket.channels.ui.context import today_of
from loket.channels.ui.language import PageRequest
from loket.kit import clock
from loket.offices.appointments import actions as appointments
from loket.offices.kiosks import actions as kiosks
from loket.offices.kiosks.queries import DeviceLine

VISIT: Final = "kiosk_visit"
LETTERS: Final = "kiosk_letters"
LARGER: Final = "larger"
#: Seconds without a touch after which the screen asks whether somebody is still there.
IDLE_AFTER: Final = 90


@dataclass(frozen=True, slots=True)
class Visit:
    """This client at this kiosk, at this instant."""

    stand: Stand
    #: The random number of the visit; empty on the first screen.
    key: str
    now: datetime
    larger: bool
    #: The machine of the city that this screen belongs to; None for any other browser.
    device: DeviceLine | None = None

    @property
    def today(self) -> date:
        """The city's date."""
        return today_of(self.now)

    @property
    def start_url(self) -> str:
        """The first screen."""
        return reverse("kiosk:start", args=[self.stand.code])

    def url(self, view: str, *args: object) -> str:
        """The address of a screen within this visit."""
        return reverse(f"kiosk:{view}", args=[self.stand.code, self.key, *args])

    def within(self, path: str) -> str:
        """A screen of this visit by its path; the first screen for none."""
        return f"{self.start_url}{self.key}/{path}" if path else self.start_url


def at_kiosk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A screen behind the first one: `view(request, visit, …)`, for the visit that lasts only."""

    @open_to("anyone")
    @wraps(view)
    def entered(request: PageRequest, /, code: str, key: str, **rest: Any) -> HttpResponseBase:
        if not secrets.compare_digest(request.COOKIES.get(VISIT, ""), key):
            return private(redirect("kiosk:start", code))
        visit = _visit(request, code, key)
        return _remember_letters(request, visit, private(view(request, visit, **rest)))

    return entered


def begin(view: Callable[[PageRequest, Visit], HttpResponse]) -> Callable[..., HttpResponseBase]:
    """The first screen: whoever comes to it begins a new visit, and the former one is over."""

    @open_to("anyone")
    @wraps(view)
    def entered(request: PageRequest, /, code: str) -> HttpResponseBase:
        closing = closings.list_closings(today_of(clock.now())).get(code)
        if closing and closing.line.removed_on <= today_of(clock.now()):
            return private(render(request, "kiosk/removed.html", {"closing": closing}, status=410))
        visit = _visit(request, code, secrets.token_urlsafe(9))
        if visit.device is not None:
            kiosks.beat(point=code, now=visit.now)
        answer = private(view(request, visit))
        _set(answer, VISIT, visit.key, code)
        return _remember_letters(request, visit, answer)

    return entered


@open_to("anyone")
def leave(request: PageRequest, code: str) -> HttpResponse:
    """Wipe: let go what was held, forget language and letters, end the visit, begin anew."""
    held = _uuid(request.GET.get("hold", ""))
    if held is not None:
        stand = _stand(code)
        appointments.release(hold=held, now=clock.now(), actor=stand.actor)
    answer = private(_gone(request, code))
    for name in (VISIT, LETTERS):
        answer.delete_cookie(name, path=_path(code), samesite="Lax")
    languages.forget(answer)
    return answer


def _gone(request: PageRequest, code: str) -> HttpResponse:
    """End what the client had at this machine, and show the first screen to the next.

    A machine that starts another browser for the next client shows nothing more in this one.
    """
    device = machine.find_device(request, code)
    if device is None:
        return redirect("kiosk:start", code)
    now, was_let_in = clock.now(), machine.was_let_in(request, code)
    kiosks.end_calls_of(point=code, now=now)
    kiosks.end_stay(device=device.id, now=now)
    if not was_let_in:
        return redirect("kiosk:start", code)
    return render(request, "kiosk/gone.html", {"start_url": reverse("kiosk:start", args=[code])})


def show(
    request: PageRequest,
    visit: Visit,
    template: str,
    *,
    back: str = "",
    hold: str = "",
    leaves: bool = True,
    status: int = 200,
    **facts: Any,
) -> HttpResponse:
    """A screen in the frame of the kiosk; `hold` is let go when the client leaves.

    Without `leaves` there is nothing to wipe, and nobody is asked whether they are still there.
    """
    frame = {
        "idle_after": IDLE_AFTER,
        "visit": visit,
        "back": back,
        "larger": visit.larger,
        "larger_url": _with_letters(request, "usual" if visit.larger else LARGER),
        "leave_url": _leave_url(visit, hold) if leaves else "",
        "help_page": visit.url("help"),
    }
    return render(request, f"kiosk/{template}.html", frame | facts, status=status)


def _leave_url(visit: Visit, hold: str) -> str:
    url = reverse("kiosk:leave", args=[visit.stand.code])
    return f"{url}?hold={hold}" if hold else url


def is_touched(request: PageRequest, visit: Visit) -> bool:
    """Whether somebody chose a language or larger letters on the first screen."""
    return visit.larger or request.language != languages.own_language(request.city)


def count(visit: Visit, what: str) -> None:
    """A client did this at a machine of the city; another browser's visitor is nobody's client."""
    if visit.device is not None:
        kiosks.count_client(device=visit.device.id, visit=visit.key, product=what, now=visit.now)


def private(answer: HttpResponse) -> HttpResponse:
    """Kept by no browser and no proxy, sent to nobody as the page one comes from."""
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "same-origin"
    return answer


def _visit(request: PageRequest, code: str, key: str) -> Visit:
    device = machine.find_device(request, code)
    return Visit(_stand(code), key, clock.now(), _is_larger(request), device)


def _stand(code: str) -> Stand:
    stand = find_stand(code, today_of(clock.now()))
    if stand is None:
        raise Http404("no kiosk with this code")
    return stand


def _is_larger(request: PageRequest) -> bool:
    return request.GET.get("letters", request.COOKIES.get(LETTERS, "")) == LARGER


def _with_letters(request: PageRequest, letters: str) -> str:
    query = request.GET.copy()
    query["letters"] = letters
    return f"{request.path}?{query.urlencode()}"


def _remember_letters(request: PageRequest, visit: Visit, answer: HttpResponse) -> HttpResponse:
    if "letters" in request.GET:
        _set(answer, LETTERS, LARGER if visit.larger else "usual", visit.stand.code)
    return answer


def _set(answer: HttpResponse, name: str, value: str, code: str) -> None:
    answer.set_cookie(
        name,
        value,
        path=_path(code),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _path(code: str) -> str:
    return reverse("kiosk:start", args=[code])


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
