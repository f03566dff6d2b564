"""Signing in at the kiosk without leaving anything on it: a phone or a card says who it is.

For a phone the screen shows a square, then a number; a card is put in the reader, and its PIN typed
there. The screen waits, and what comes back is one product.
"""

from __future__ import annotations

import re
import uuid
from typing import Final
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect

from loket.channels.kiosk.visiting import Visit, at_kiosk, show
from loket.channels.ui import names
from loket.channels.ui.language import PageRequest
from loket.channels.ui.sentences import SENTENCES, sentences
from loket.domain.kiosks.pairing import SHOWN_FOR, State
from loket.domain.people import levels
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.offices.kiosks import actions
from loket.offices.kiosks import queries as kiosks
from loket.offices.kiosks.queries import Granted, PairingLine

#: Where a screen may go on to: a screen of the same visit.
ONWARDS: Final = re.compile(r"[a-z]+(/[\w-]+)*(\?[\w=&-]*)?")
#: Seconds between two looks while a phone is busy, and after which an idle client is asked: the
#: person is looking at the phone and not touching the screen.
LOOKS_EVERY: Final = 2
PATIENT: Final = 320


def connect_url(visit: Visit, product: str, then: str) -> str:
    """The address that ties a phone to this screen for a product, and then goes on."""
    return f"{visit.url('connect', product)}?then={quote(then)}"


def granted(visit: Visit, product: str) -> Granted | None:
    """What a phone or card gave this visit for this product; None when nothing, or no longer."""
    if visit.device is None:
        return None
    return kiosks.find_granted(
        device=visit.device.id, visit=visit.key, product=product, now=visit.now
    )


@at_kiosk
def connect(request: PageRequest, visit: Visit, product: str) -> HttpResponse:
    """What will happen, then the square. Somebody who is tied to it already goes on."""
    then = _onwards(request)
    if granted(visit, product):
        return redirect(visit.within(then))
    lines: list[str] = []
    if request.method == "POST" and visit.device is not None:
        by_card = request.POST.get("do") == "card" and takes_card(visit)
        try:
            square = actions.show(
                device=visit.device.id, visit=visit.key, product=product,
                needed=level_of(product, visit), now=visit.now,
                means="card" if by_card else "phone",
            )  # fmt: skip
        except RuleBroken as broken:
            lines = sentences(broken)
        else:
            return redirect(f"{visit.url('pairing', square.id)}?then={quote(then)}")
    return show(
        request,
        visit,
        "connect",
        back=visit.start_url,
        name=names.of_city().product(product),
        takes_card=takes_card(visit),
        lines=lines,
        status=409 if lines else 200,
    )


def takes_card(visit: Visit) -> bool:
    """Whether a card can be put in here, and the city says whose cards it believes."""
    return visit.device is not None and visit.device.has_reader and settings.CARDS.are_believed


def level_of(product: str, visit: Visit) -> int:
    """How surely somebody must sign in: what its own rules ask, never less than a code."""
    found = catalogue.find_product(product)
    asked = (
        [one.level for one in found.certificate if one.valid_from <= visit.today] if found else []
    )
    return max([levels.CODE, *asked[-1:]])


@at_kiosk
def pairing(request: PageRequest, visit: Visit, pairing: uuid.UUID) -> HttpResponse:
    """The square, the number, or why it is over; a phone that confirmed leads on."""
    line = _find(visit, pairing)
    if line is None:
        return redirect(visit.start_url)
    match line.state:
        case State.CONFIRMED:
            return redirect(visit.within(_onwards(request)))
        case State.SHOWN | State.SCANNED:
            return _waiting(request, visit, line)
        case _:
            return _over(request, visit, line)


def _waiting(request: PageRequest, visit: Visit, line: PairingLine) -> HttpResponse:
    left = (line.ends_at - visit.now).total_seconds()
    heard = SENTENCES.get(line.heard)
    return show(
        request,
        visit,
        "card" if line.means == "card" else "pairing",
        back=visit.start_url,
        line=line,
        link=f"{settings.BASE_URL}/k/{kiosks.token_of(line.id)}",
        host=settings.BASE_URL.partition("://")[2],
        name=names.of_city().product(line.product),
        number=line.number,
        lines=[str(heard)] if heard else [],
        seconds=max(0, round(left)),
        most=round(SHOWN_FOR.total_seconds()),
        watch=LOOKS_EVERY,
        idle_after=PATIENT,
    )


def _over(request: PageRequest, visit: Visit, line: PairingLine) -> HttpResponse:
    said = SENTENCES.get(line.why)
    too_old = line.state is State.LAPSED and line.means == "phone" and not line.number
    if too_old:
        said = SENTENCES["square_too_old"]
    return show(
        request,
        visit,
        "pairing_over",
        lines=[str(said)] if said else [],
        again=f"{visit.url('connect', line.product)}?then={quote(_onwards(request))}",
        status=409,
    )


@at_kiosk
def let_go(request: PageRequest, visit: Visit, pairing: uuid.UUID) -> HttpResponse:  # noqa: ARG001
    """Stop here: the phone gets nothing from this screen any more."""
    if _find(visit, pairing):
        actions.end(pairing=pairing, now=visit.now)
    return redirect(visit.start_url)


def _find(visit: Visit, pairing: uuid.UUID) -> PairingLine | None:
    if visit.device is None:
        return None
    return kiosks.find_pairing(pairing, device=visit.device.id, visit=visit.key, now=visit.now)


def _onwards(request: PageRequest) -> str:
    then = request.GET.get("then", "")
    return then if ONWARDS.fullmatch(then) else ""
