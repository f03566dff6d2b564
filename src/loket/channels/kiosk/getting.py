"""Getting a certificate on paper: which one, who asks, the decision, the print."""

from __future__ import annotations

import uuid
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from loket.channels.kiosk import keys
from loket.channels.kiosk.choices import Choice
from loket.channels.kiosk.connecting import LOOKS_EVERY, connect_url, granted
from loket.channels.kiosk.visiting import Visit, at_kiosk, show
from loket.channels.ui import names
from loket.channels.ui.language import PageRequest
from loket.channels.ui.sentences import sentences
from loket.domain.catalogue.product import Product
from loket.domain.people.standing import Helper, helped, of_oneself
from loket.domain.refusals import RuleBroken
from loket.offices.certificates import actions as certificates
from loket.offices.certificates import queries as certificate_queries
from loket.offices.certificates.queries import Words
from loket.offices.kiosks import actions as kiosks
from loket.offices.kiosks import queries as kiosk_queries
from loket.offices.kiosks.queries import Granted

#: What a choice on the first screen stands for: who makes the paper.
KINDS = {"attests": ("attest", "template"), "acts": ("act",)}
#: Who may be said to help before this screen.
HELPERS: Final[tuple[Helper, ...]] = ("host", "family")
#: More than a day of birth, however it is written.
LONGEST = 12


def list_products(visit: Visit, kind: str) -> list[Product]:
    """The certificates of a kind that this kiosk prints today."""
    if visit.device is None or not visit.device.printer:
        return []
    makers, found = KINDS.get(kind, ()), []
    for one in certificate_queries.list_certificates(visit.today):
        made = certificate_queries.find_certificate(one.code, visit.today)
        if made and made.at_kiosk and made.made_by in makers:
            found.append(one)
    return found


@at_kiosk
def which(request: PageRequest, visit: Visit, kind: str) -> HttpResponse:
    """Which paper."""
    found = list_products(visit, kind)
    if not found:
        return redirect(visit.start_url)
    known = names.of_city()
    return show(
        request,
        visit,
        "choose",
        back=visit.start_url,
        title=_("Welk papier wil je?"),
        choices=[
            Choice(
                known.text(one.name),
                connect_url(visit, one.code, f"paper/{one.code}"),
                known.text(one.summary),
            )
            for one in found
        ],
    )


@at_kiosk
def paper(request: PageRequest, visit: Visit, product: str) -> HttpResponse:
    """Say what will be printed, where and about whom; for who signed in for this."""
    given = granted(visit, product)
    if given is None or visit.device is None:
        return redirect(visit.start_url)
    if request.method != "POST":
        return _tell(request, visit, product)
    typed, key = request.POST.get("typed", "")[:LONGEST], request.POST.get("key", "")
    match request.POST.get("do"):
        case "child":
            return _ask_child(request, visit, product, "")
        case "helped":
            return show(request, visit, "paper_helped", back=visit.url("paper", product))
    if request.POST.get("asked") != "child":
        return _make(request, visit, given, Words())
    if key:
        return _ask_child(request, visit, product, keys.press(typed, key, keys.DAY))
    born_on = keys.day_of(typed)
    if born_on is None:
        said = _("Typ acht cijfers: de dag, de maand en het jaar. Bijvoorbeeld 20052014.")
        return _ask_child(request, visit, product, typed, [said])
    return _make(request, visit, given, Words(whose="child", born_on=born_on))


def _tell(
    request: PageRequest, visit: Visit, product: str, lines: list[str] | None = None
) -> HttpResponse:
    how = certificate_queries.find_certificate(product, visit.today)
    return show(
        request,
        visit,
        "paper",
        back=visit.start_url,
        name=names.of_city().product(product),
        for_child=how is not None and "child" in how.about,
        lines=lines or [],
        status=409 if lines else 200,
    )


def _ask_child(
    request: PageRequest, visit: Visit, product: str, typed: str, lines: list[str] | None = None
) -> HttpResponse:
    """The day of birth says which child; who the parents are, the register knows."""
    return show(
        request,
        visit,
        "paper_child",
        back=visit.url("paper", product),
        said_above=names.of_city().product(product),
        typed=typed,
        keys=keys.DAY,
        lines=lines or [],
        status=409 if lines else 200,
    )


def _make(request: PageRequest, visit: Visit, given: Granted, words: Words) -> HttpResponse:
    """Decide and make it, once for each person that it is about."""
    by = next((one for one in HELPERS if one == request.POST.get("helper")), None)
    try:
        kiosks.check_printer(device=given.device)
        asked = certificates.ask(
            product=given.product,
            standing=helped(given.resident, by) if by else of_oneself(given.resident),
            words=words,
            channel="kiosk",
            key=_key(visit, given, words),
            now=visit.now,
            way="kiosk",
        )
    except RuleBroken as broken:
        return _tell(request, visit, given.product, sentences(broken))
    return redirect(visit.url("made", given.product, asked.id))


def _key(visit: Visit, given: Granted, words: Words) -> uuid.UUID:
    """One request for each pairing and person, and one more for each print that came to nothing."""
    failed = sum(1 for one in kiosk_queries.list_prints_of(visit=visit.key) if one.is_over)
    return uuid.uuid5(given.pairing, f"{failed} {words.born_on or ''}".strip())


@at_kiosk
def made(request: PageRequest, visit: Visit, product: str, asked: uuid.UUID) -> HttpResponse:
    """Wait for the seal, print once it is on; or say that a person, or a later day, has to help."""
    given = granted(visit, product)
    if given is None or visit.device is None:
        return redirect(visit.start_url)
    try:
        line = certificate_queries.find_own(asked, given.resident)
    except RuleBroken:
        return redirect(visit.start_url)
    if line.state == "granted":
        certificates.deliver(request=asked, actor=f"resident:{given.resident}", now=visit.now)
        line = certificate_queries.find_own(asked, given.resident)
    lines: list[str] = []
    if line.document is not None and line.is_ready:
        try:
            job = kiosks.send(
                device=visit.device.id, visit=visit.key, product=product,
                document=line.document.id, now=visit.now,
            )  # fmt: skip
        except RuleBroken as broken:
            lines = sentences(broken)
        else:
            return redirect(visit.url("print", job))
    is_busy = line.state == "granted" and not lines
    return show(
        request,
        visit,
        "made",
        name=names.of_city().product(product),
        lines=lines,
        is_busy=is_busy,
        with_clerk=line.state == "with_clerk",
        watch=LOOKS_EVERY if is_busy else 0,
        status=409 if lines else 200,
    )
