"""The demo's own pages: who to sign in as, where the screens are, everybody's mailbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from loket.channels.kiosk import machine
from loket.channels.ui.access import open_to
from loket.channels.ui.context import today_of
from loket.demo import kiosks, reading, staff, story
from loket.domain.people.may import Role
from loket.domain.refusals import RuleBroken
from loket.foundations.messages import queries as messages
from loket.foundations.people import actions as people
from loket.foundations.people import queries as people_queries
from loket.foundations.places import queries as places
from loket.kit import clock
from loket.kit.texts import Texts

#: Letters on one page of the mailbox.
LETTERS = 30
#: Of the address `/demo/mail?to=…`
LONGEST_ADDRESS = 320

ROLES: Final[dict[Role, Promise]] = {
    Role.CLERK: _("loketmedewerker"),
    Role.RECEPTION: _("onthaalmedewerker"),
    Role.EXPERT: _("expert"),
    Role.PLANNER: _("planner"),
    Role.MANAGER: _("leidinggevende"),
    Role.ADMINISTRATOR: _("beheerder"),
    Role.DPO: _("functionaris voor gegevensbescherming"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to sign in as."""

    login: str
    name: str
    role: Promise
    #: Empty for who works for the whole city.
    location: Texts
    is_hired: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """A kiosk or a board."""

    name: Texts
    url: str


@never_cache
@open_to("anyone")
def home(request: HttpRequest) -> HttpResponse:
    """Where a visitor of the demo begins."""
    now = clock.now()
    sites = places.list_locations(today_of(now))
    names = {site.code: site.profile.name for site in sites}
    context = {
        "people": [_person(one, names.get(one.location, {})) for one in staff.list_staff(now)],
        "password": staff.PASSWORD,
        "kiosks": [
            Screen(one.name, reverse("demo:kiosk", args=[one.code]))
            for one in places.list_contact_points(today_of(now))
        ],
        "boards": [Screen(one.profile.name, f"/board/{one.code}") for one in sites],
        "progress": story.progress(),
    }
    return render(request, "demo/home.html", context)


def _person(one: staff.Colleague, location: Texts) -> Person:
    is_hired = people_queries.find_by_login(one.login) is not None
    return Person(one.login, one.name, ROLES[one.role], location, is_hired)


@require_POST
@open_to("anyone")
def sign_in(request: HttpRequest) -> HttpResponse:
    """One press instead of a password: the act is the same as at the desk's own door."""
    now = clock.now()
    wanted = request.POST.get("login", "")
    if wanted not in {one.login for one in staff.list_staff(now)}:
        raise Http404
    try:
        people.sign_in(request=request, login=wanted, password=staff.PASSWORD, now=now)
    except RuleBroken:
        return redirect("demo:home")  # the story has not hired anybody yet
    return redirect("/desk/")


@never_cache
@open_to("anyone")
def kiosk(request: HttpRequest, code: str) -> HttpResponse:
    """Makes this browser the kiosk of a contact point, as a code of an administrator would."""
    answer = redirect("kiosk:start", code)
    found = machine.find_device(request, code)
    if found is not None:
        reading.remember(answer, found.id)
        return answer
    try:
        key = kiosks.enrol(code, now=clock.now())
    except RuleBroken as broken:
        raise Http404 from broken
    machine.remember(answer, str(key))
    reading.remember(answer, key.device)
    return answer


@never_cache
@open_to("anyone")
def mail(request: HttpRequest) -> HttpResponse:
    """Everything that left the house, newest first; of one receiver when asked."""
    recipient = request.GET.get("to", "")[:LONGEST_ADDRESS].strip()
    letters = messages.list_sent(LETTERS, recipient=recipient)
    context = {"letters": letters, "recipient": recipient, "is_full": len(letters) == LETTERS}
    return render(request, "demo/mail.html", context)


@never_cache
@open_to("anyone")
def letter(request: HttpRequest, message: UUID) -> HttpResponse:
    """One message as its receiver reads it."""
    return render(request, "demo/letter.html", {"letter": _find(message)})


@never_cache
@open_to("anyone")
def attachment(request: HttpRequest, message: UUID) -> HttpResponse:  # noqa: ARG001
    """The calendar file that came with it."""
    found = _find(message)
    if found.attachment is None:
        raise Http404
    answer = HttpResponse(found.attachment, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.attachment_name}"'
    return answer


def _find(message: UUID) -> messages.Sent:
    found = messages.find_sent(message)
    if found is None:
        raise Http404
    return found
