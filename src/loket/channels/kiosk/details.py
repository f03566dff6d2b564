"""The last steps of a booking: a name, a way to reach somebody if wanted, and the confirmation.

What is typed goes from screen to screen in the form itself, never in an address or a cookie.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from loket.channels.kiosk import keys
from loket.channels.kiosk.basket import Basket
from loket.channels.kiosk.choices import Choice
from loket.channels.kiosk.keys import Keys
from loket.channels.kiosk.telling import bring_along
from loket.channels.kiosk.visiting import Visit, at_kiosk, count, show
from loket.channels.ui import names
from loket.channels.ui.language import PageRequest
from loket.channels.ui.sentences import sentences
from loket.domain.refusals import RuleBroken
from loket.foundations.places import queries as places
from loket.offices.appointments import actions
from loket.offices.appointments import queries as appointments
from loket.offices.appointments.actions import Booked
from loket.offices.appointments.queries import Record

KEYS: Final[dict[str, Keys]] = {"name": keys.NAME, "email": keys.EMAIL, "phone": keys.PHONE}
LONGEST: Final = 254


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered so far, and the question on the screen: name, way, email or phone."""

    asked: str
    name: str = ""
    typed: str = ""


def _read(form: QueryDict) -> Answers:
    asked = form.get("asked", "")
    return Answers(
        asked if asked in {"name", "way", "email", "phone"} else "name",
        form.get("name", "")[:LONGEST],
        form.get("typed", "")[:LONGEST],
    )


@at_kiosk
def details(request: PageRequest, visit: Visit, hold: uuid.UUID) -> HttpResponse:
    """One question after the other; the moment is held meanwhile."""
    record = appointments.find_hold(hold, now=visit.now)
    if record is None:
        return _too_late(request, visit, [_("De tijd om te bevestigen is voorbij.")])
    if request.method != "POST":
        return _ask(request, visit, record, Answers("name"))
    said, key, do = _read(request.POST), request.POST.get("key", ""), request.POST.get("do", "")
    if key:
        typed = keys.press(said.typed, key, KEYS.get(said.asked, keys.NAME))
        return _ask(request, visit, record, replace(said, typed=typed))
    match said.asked, do:
        case "name", _:
            return _named(request, visit, record, said)
        case "way", "email" | "phone":
            return _ask(request, visit, record, Answers(do, said.name))
        case _, "none":
            return _book(request, visit, record, Answers("way", said.name))
        case _:
            return _book(request, visit, record, said)


def _named(request: PageRequest, visit: Visit, record: Record, said: Answers) -> HttpResponse:
    name = " ".join(said.typed.split())
    if not name:
        return _ask(request, visit, record, said, [_("Schrijf eerst je naam.")])
    return _ask(request, visit, record, Answers("way", name))


def _book(request: PageRequest, visit: Visit, record: Record, said: Answers) -> HttpResponse:
    try:
        booked = actions.book(
            hold=record.id,
            name=said.name,
            email=said.typed if said.asked == "email" else "",
            phone=said.typed if said.asked == "phone" else "",
            language=request.language,
            now=visit.now,
            actor=visit.stand.actor,
            channel="kiosk",
        )
    except RuleBroken as broken:
        if broken.code in {"email_unreadable", "phone_unreadable"}:
            return _ask(request, visit, record, said, sentences(broken))
        return _too_late(request, visit, sentences(broken))
    count(visit, "book")
    return redirect(visit.url("book_done", _seal(visit, booked)))


def _ask(
    request: PageRequest,
    visit: Visit,
    record: Record,
    said: Answers,
    lines: list[str] | None = None,
) -> HttpResponse:
    return show(
        request,
        visit,
        "way" if said.asked == "way" else "details",
        hold=str(record.id),
        record=record,
        place=names.of_city().location(record.location),
        what=Basket(record.items).said,
        said=said,
        keys=KEYS.get(said.asked, keys.NAME),
        lines=lines or [],
        status=409 if lines else 200,
    )


def _too_late(request: PageRequest, visit: Visit, lines: list[str]) -> HttpResponse:
    return show(
        request,
        visit,
        "choose",
        back=visit.url("book"),
        title=_("Dat is niet gelukt"),
        lines=lines,
        choices=[Choice(_("Kies opnieuw"), visit.url("book"), is_first=True)],
        kind="few",
        status=409,
    )


def _seal(visit: Visit, booked: Booked) -> str:
    """The reference of an appointment in an address that only this visit can open."""
    return signing.dumps([booked.location, booked.code], salt=_salt(visit))


def _salt(visit: Visit) -> str:
    return f"kiosk.booked.{visit.stand.code}.{visit.key}"


@at_kiosk
def done(request: PageRequest, visit: Visit, token: str) -> HttpResponse:
    """The confirmation in large type: when, where, the code, and what to bring."""
    try:
        location, code = signing.loads(token, salt=_salt(visit))
    except signing.BadSignature:
        return redirect(visit.url("book"))
    record = appointments.find_by_code(code, location=location, now=visit.now)
    site = places.find_location(location, visit.today)
    if record is None or site is None:
        return redirect(visit.url("book"))
    return show(
        request,
        visit,
        "done",
        record=record,
        code=(record.code[:4], record.code[4:]),
        site=site.profile,
        what=Basket(record.items).said,
        bring=bring_along(record.items, site),
        link=f"{settings.BASE_URL}{appointments.manage_path(record)}",
        is_written=bool(record.email or record.phone),
    )
