"""Getting a certificate on paper: which one, who asks, the decision, the print."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from loket.channels.kiosk.choices import Choice
from loket.channels.kiosk.connecting import LOOKS_EVERY, connect_url, granted
from loket.channels.kiosk.visiting import Visit, at_kiosk, show
from loket.channels.ui import names
from loket.channels.ui.language import PageRequest
from loket.channels.ui.sentences import sentences
from loket.domain.catalogue.product import Product
from loket.domain.people.standing import Standing
from loket.domain.refusals import RuleBroken
from loket.offices.certificates import actions as certificates
from loket.offices.certificates import queries as certificate_queries
from loket.offices.certificates.queries import Words
from loket.offices.kiosks import actions as kiosks
from loket.offices.kiosks import queries as kiosk_queries
from loket.offices.kiosks.queries import Granted

#: What a choice on the first screen stands for: who makes the paper.
KINDS = {"attests": ("attest", "template"), "acts": ("act",)}


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
    """Say what will be printed and where, then decide and make it; for who signed in for this."""
    given = granted(visit, product)
    if given is None or visit.device is None:
        return redirect(visit.start_url)
    lines: list[str] = []
    if request.method == "POST":
        try:
            kiosks.check_printer(device=visit.device.id)
            asked = certificates.ask(
                product=product,
                standing=_oneself(given),
                words=Words(),
                channel="kiosk",
                key=_key(visit, given),
                now=visit.now,
                way="kiosk",
            )
        except RuleBroken as broken:
            lines = sentences(broken)
        else:
            return redirect(visit.url("made", product, asked.id))
    return show(
        request,
        visit,
        "paper",
        back=visit.start_url,
        name=names.of_city().product(product),
        lines=lines,
        status=409 if lines else 200,
    )


def _oneself(given: Granted) -> Standing:
    return Standing(given.resident, given.resident, f"resident:{given.resident}", "self")


def _key(visit: Visit, given: Granted) -> uuid.UUID:
    """One request for each pairing, and one more for each print of it that came to nothing."""
    failed = sum(1 for one in kiosk_queries.list_prints_of(visit=visit.key) if one.is_over)
    return uuid.uuid5(given.pairing, str(failed))


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
