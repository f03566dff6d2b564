"""Printing a finished document at a kiosk: stored, sent, followed, asked about, voided, purged.

The printer is called outside every transaction. What is stored before and after each call lets any
death in between end in a print that is followed or given up, never in one that nobody knows of.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Greatest

from loket.connectors.printing import DemoPrinter, IppPrinter, Order, Printer, PrinterAway
from loket.domain.documents.facts import CITY
from loket.domain.kiosks import offer
from loket.domain.kiosks import printing as rules
from loket.domain.kiosks.printing import Act, State
from loket.domain.refusals import RuleBroken
from loket.foundations.documents import actions as document_actions
from loket.foundations.documents import queries as documents
from loket.foundations.journal import actions as journal
from loket.offices.kiosks.models import Device, PrintJob
from loket.offices.kiosks.queries.devices import hashed

SIMULATED = "simulated:"


def printer_of(device: uuid.UUID) -> Printer:
    """The printer of this machine; ``printer_away`` where it has none."""
    address = Device.objects.filter(id=device).values_list("printer", flat=True).first() or ""
    if address.startswith(SIMULATED) and settings.DEMO:
        return DemoPrinter(address.removeprefix(SIMULATED))
    try:
        return IppPrinter(address)
    except ValueError:
        raise RuleBroken("printer_away") from None


def check_printer(*, device: uuid.UUID, pages: int = 1, printer: Printer | None = None) -> None:
    """Before anything is issued: ``printer_away`` and ``out_of_paper``, both at once."""
    try:
        look = (printer or printer_of(device)).look()
    except PrinterAway:
        raise RuleBroken("printer_away") from None
    sheets = Device.objects.values_list("sheets", flat=True).get(id=device)
    against = offer.against_printing(
        sheets=0 if look.lacks_paper else sheets,
        pages=pages,
        printer_is_ready=look.is_ready or look.lacks_paper,
    )
    if against:
        raise RuleBroken.because(against)


def look_at_printer(*, device: uuid.UUID, printer: Printer | None = None) -> str:
    """What stops this machine from printing one page now, as codes; empty when nothing does."""
    try:
        check_printer(device=device, printer=printer)
    except RuleBroken as broken:
        return ", ".join(reason.code for reason in broken.reasons)
    return ""


def send(
    *,
    device: uuid.UUID,
    visit: str,
    product: str,
    document: uuid.UUID,
    now: datetime,
    printer: Printer | None = None,
) -> uuid.UUID:
    """Print a document once, one copy on one side; the print to follow.

    Raises ``print_without_code`` (paper loses the seal, so it must carry the code),
    ``printed_already`` for a document that is on paper or on its way, what `documents.content`
    raises, and ``printer_away``, after which it may be tried again.
    """
    printer = printer or printer_of(device)
    _require_code(document)
    pdf = documents.content(document)
    pages = _count_pages(pdf)
    job = _store(
        device_id=device, visit_hash=hashed(visit), product=product, document=document,
        pages=pages, asked_at=now,
    )  # fmt: skip
    try:
        number = printer.print(Order(job, pdf))
    except PrinterAway:
        _move(job, Act.MISS, now=now)
        raise RuleBroken("printer_away") from None
    if not _move(job, Act.TAKE, now=now, number=number):
        _purge(printer, job, number)
        return job
    left = Greatest(F("sheets") - pages, 0)
    Device.objects.filter(id=device).update(sheets=left)
    return job


def _require_code(document: uuid.UUID) -> None:
    """What a register sealed carries the register's own code; what the city made carries ours."""
    line = documents.find(document)
    if line is not None and line.source == CITY and not line.code:
        raise RuleBroken("print_without_code")


def _count_pages(pdf: bytes) -> int:
    """One for a file of a register that cannot be read: what becomes of it, the printer says."""
    # Heavy, and only a kiosk that prints needs it.
    import pikepdf

    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            return len(opened.pages)
    except pikepdf.PdfError:
        return 1


def _store(**facts: Any) -> uuid.UUID:
    try:
        with transaction.atomic():
            made = PrintJob.objects.create(**facts)
            _write("print", made, now=made.asked_at)
    except IntegrityError as refused:
        raise RuleBroken("printed_already") from refused
    return made.id


def follow(*, job: uuid.UUID, now: datetime, printer: Printer | None = None) -> State:
    """Ask the printer how it goes; a printer that does not answer changes nothing yet."""
    found = PrintJob.objects.filter(id=job).first()
    if found is None:
        raise RuleBroken("unknown_print")
    if found.state != State.SENT or found.number is None:
        return State(found.state)
    printer = printer or printer_of(found.device_id)
    with suppress(PrinterAway):
        act = rules.MEANS[printer.follow(found.number)]
        if act is not None:
            _move(job, act, now=now)
            if act is Act.COMPLETE:
                _purge(printer, job, found.number)
    return State(PrintJob.objects.values_list("state", flat=True).get(id=job))


def came_out(*, job: uuid.UUID, now: datetime, printer: Printer | None = None) -> None:
    """After a jam the person holds the whole document."""
    _answer(job, Act.CAME_OUT, now=now, printer=printer)


def did_not(*, job: uuid.UUID, now: datetime, printer: Printer | None = None) -> None:
    """After a jam the person does not: the print is void, and its document revoked with it.

    A page may still lie in the printer. Whoever wants the document gets a new one, with a new code.
    """
    _answer(job, Act.DID_NOT, now=now, printer=printer)


def _answer(job: uuid.UUID, act: Act, *, now: datetime, printer: Printer | None) -> None:
    found = PrintJob.objects.filter(id=job).first()
    if found is None or not _move(job, act, now=now):
        raise RuleBroken("unknown_print")
    if found.number is not None:
        _purge(printer or printer_of(found.device_id), job, found.number)


def give_up(*, now: datetime, printer: Printer | None = None) -> int:
    """End prints of which nothing was heard, and revoke their documents; says how many.

    The kiosk lost its power, or this process died: the printer is asked once more, then told to
    stop, and what it cannot say is void.
    """
    void = 0
    late = PrintJob.objects.filter(
        state__in=[state.value for state in rules.LIVE], asked_at__lte=now - rules.GIVEN_UP_AFTER
    )
    for found in late:
        known: Printer | None = printer
        with suppress(RuleBroken):
            known = known or printer_of(found.device_id)
        if known is not None and follow(job=found.id, now=now, printer=known) not in rules.LIVE:
            continue
        if known is not None and found.number is not None:
            _purge(known, found.id, found.number)
        void += _move(found.id, Act.GIVE_UP, now=now)
    return void


def purge_left(*, now: datetime) -> int:  # noqa: ARG001
    """Tell printers again to forget what they did not hear the first time; says how many did."""
    done = 0
    rows = PrintJob.objects.filter(is_purged=False, number__isnull=False, ended_at__isnull=False)
    for found in rows.select_related("device")[:200]:
        with suppress(RuleBroken):
            done += _purge(printer_of(found.device_id), found.id, found.number or 0)
    return done


def _move(job: uuid.UUID, act: Act, *, now: datetime, **changes: Any) -> bool:
    """Store a move of the locked print; False when somebody else already ended it."""
    with transaction.atomic():
        found = PrintJob.objects.select_for_update().get(id=job)
        if act not in rules.MOVES[State(found.state)]:
            return False
        found.state = rules.moved(State(found.state), act).value
        if found.state not in rules.LIVE:
            changes["ended_at"] = now
        for name, value in changes.items():
            setattr(found, name, value)
        found.save(update_fields=["state", *changes])
        if found.state not in rules.LIVE:
            _write("end_print", found, now=now)
        if found.state == State.VOID:
            _revoke(found, now=now)
    return True


def _revoke(found: PrintJob, *, now: datetime) -> None:
    """With the void, in one transaction; one that somebody else revoked stays as it is."""
    line = documents.find(found.document)
    if line is not None and line.status in ("ready", "waiting", "expired"):
        document_actions.revoke(
            document=found.document,
            reason="print_failed",
            now=now,
            actor=f"device:{found.device_id}",
        )


def _purge(printer: Printer, job: uuid.UUID, number: int) -> bool:
    """A printer that is away hears it again later (`purge_left`)."""
    try:
        printer.purge(number)
    except PrinterAway:
        return False
    return bool(PrintJob.objects.filter(id=job).update(is_purged=True))


def _write(act: str, found: PrintJob, *, now: datetime) -> None:
    journal.write(
        act=f"kiosks.{act}",
        actor=f"device:{found.device_id}",
        subject=f"document:{found.document}",
        at=now,
        after={"print": str(found.id), "state": str(found.state)},
    )
