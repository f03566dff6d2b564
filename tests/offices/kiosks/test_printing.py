"""Prints: once, asked about after a jam, void when nobody can say, and forgotten by the printer."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.factories.city import NOW
from tests.offices.kiosks.helpers import VISIT, code_of, enrolled, open_city
from tests.offices.kiosks.papers import document, send, with_paper

from loket.connectors.printing import Order, PrinterAway, SimulatedPrinter
from loket.domain.kiosks.printing import State
from loket.foundations.documents import queries as documents
from loket.foundations.documents.models import Document
from loket.foundations.journal.models import Line
from loket.offices.kiosks import actions, queries
from loket.offices.kiosks.models import Device, PrintJob

pytestmark = pytest.mark.django_db
LATE = NOW + timedelta(minutes=5)


def status(paper: uuid.UUID) -> str:
    line = documents.find(paper)
    assert line is not None
    return line.status


class Dying(SimulatedPrinter):
    """Takes the job; then the process is gone."""

    def print(self, order: Order) -> int:
        """The printer has it, and nobody hears that."""
        super().print(order)
        raise SystemExit(9)


def test_a_document_is_printed_and_the_printer_forgets_it() -> None:
    open_city()
    key, printer = with_paper(enrolled()), SimulatedPrinter(looks_before_done=1)
    paper = document(pages=2)
    job = send(key, paper, printer)
    assert actions.follow(job=job, now=NOW, printer=printer) is State.SENT
    assert printer.kept[1].name == job
    assert actions.follow(job=job, now=NOW, printer=printer) is State.PRINTED
    kept = PrintJob.objects.get()
    assert (printer.kept, kept.is_purged, kept.pages) == ({}, True, 2)
    assert (status(paper), Device.objects.get().sheets) == ("ready", 98)


def test_a_file_that_nobody_can_read_is_the_printers_to_refuse() -> None:
    open_city()
    key, printer = with_paper(enrolled()), SimulatedPrinter()
    job = send(key, document(content=b"%PDF-1.7 broken %%EOF"), printer)
    assert PrintJob.objects.get(pk=job).pages == 1


def test_only_the_visit_that_asked_sees_how_it_goes() -> None:
    open_city()
    key = with_paper(enrolled())
    job = send(key, document(), SimulatedPrinter())
    assert queries.find_print(job, device=key.device, visit=VISIT) is not None
    assert queries.find_print(job, device=key.device, visit="next") is None
    assert queries.find_print(job, device=uuid.uuid4(), visit=VISIT) is None


def test_after_a_jam_it_asks_and_a_whole_page_counts() -> None:
    open_city()
    key, printer = with_paper(enrolled()), SimulatedPrinter(is_jammed=True)
    paper = document()
    job = send(key, paper, printer)
    assert actions.follow(job=job, now=NOW, printer=printer) is State.ASKING
    actions.came_out(job=job, now=NOW, printer=printer)
    assert (PrintJob.objects.get().state, status(paper), printer.kept) == ("printed", "ready", {})


def test_after_a_jam_nothing_in_hand_voids_the_print_and_revokes_the_document() -> None:
    open_city()
    key, printer = with_paper(enrolled()), SimulatedPrinter(is_jammed=True)
    paper = document()
    job = send(key, paper, printer)
    actions.follow(job=job, now=NOW, printer=printer)
    actions.did_not(job=job, now=NOW, printer=printer)
    assert (PrintJob.objects.get().state, status(paper)) == ("void", "revoked")
    assert Document.objects.get().revoked_because == "print_failed"
    assert code_of(actions.did_not, job=job, now=NOW, printer=printer) == "unknown_print"
    printer.is_jammed = False
    assert not printer.kept
    again = send(key, document(), printer)
    assert actions.follow(job=again, now=NOW, printer=printer) is State.PRINTED


def test_a_document_is_on_paper_once() -> None:
    open_city()
    key, printer = with_paper(enrolled()), SimulatedPrinter()
    paper = document()
    send(key, paper, printer)
    assert code_of(send, key, paper, printer) == "printed_already"
    assert len(printer.kept) == 1


def test_a_printer_that_is_away_leaves_the_document_good_for_another_try() -> None:
    open_city()
    key, printer = with_paper(enrolled()), SimulatedPrinter(is_on=False)
    paper = document()
    assert code_of(send, key, paper, printer) == "printer_away"
    assert (PrintJob.objects.get().state, status(paper)) == ("unprinted", "ready")
    printer.is_on = True
    send(key, paper, printer)


@pytest.mark.parametrize(
    ("printer", "sheets", "why"),
    [
        (SimulatedPrinter(), 5, ""),
        (SimulatedPrinter(), 0, "out_of_paper"),
        (SimulatedPrinter(is_empty=True), 5, "out_of_paper"),
        (SimulatedPrinter(is_jammed=True), 5, "printer_away"),
        (SimulatedPrinter(is_on=False), 5, "printer_away"),
    ],
)
def test_before_anything_is_issued_the_printer_is_looked_at(
    printer: SimulatedPrinter, sheets: int, why: str
) -> None:
    open_city()
    key = with_paper(enrolled(), sheets)
    assert code_of(actions.check_printer, device=key.device, printer=printer) == why


def test_a_kiosk_that_loses_its_power_leaves_a_print_that_is_given_up() -> None:
    open_city()
    key, printer = with_paper(enrolled()), SimulatedPrinter(is_jammed=True)
    paper = document()
    send(key, paper, printer)
    assert actions.give_up(now=LATE - timedelta(seconds=1), printer=printer) == 0
    actions.follow(job=PrintJob.objects.get().id, now=NOW, printer=printer)
    assert actions.give_up(now=LATE, printer=printer) == 1
    assert (PrintJob.objects.get().state, status(paper), printer.kept) == ("void", "revoked", {})
    assert actions.give_up(now=LATE, printer=printer) == 0


def test_a_print_that_came_out_while_the_screen_was_dark_is_not_given_up() -> None:
    open_city()
    key, printer = with_paper(enrolled()), SimulatedPrinter()
    paper = document()
    send(key, paper, printer)
    assert actions.give_up(now=LATE, printer=printer) == 0
    assert (PrintJob.objects.get().state, status(paper)) == ("printed", "ready")


def test_a_process_that_dies_while_the_printer_takes_it_leaves_evidence_and_no_valid_paper() -> (
    None
):
    open_city()
    key, printer = with_paper(enrolled()), Dying()
    paper = document()
    with pytest.raises(SystemExit):
        send(key, paper, printer)
    assert PrintJob.objects.get().state == "waiting"
    assert actions.give_up(now=LATE, printer=printer) == 1
    assert status(paper) == "revoked"


def test_what_a_printer_did_not_hear_is_purged_later() -> None:
    open_city()
    key, printer = with_paper(enrolled()), SimulatedPrinter(is_jammed=True)
    job = send(key, document(), printer)
    actions.follow(job=job, now=NOW, printer=printer)
    printer.is_on = False
    actions.did_not(job=job, now=NOW, printer=printer)
    assert not PrintJob.objects.get().is_purged
    Device.objects.update(printer="simulated:")
    assert (actions.purge_left(now=NOW), actions.purge_left(now=NOW)) == (1, 0)


def test_the_demo_has_printers_whose_fault_stands_in_their_address() -> None:
    open_city()
    key = with_paper(enrolled())
    found = {}
    for fault in ("", "jam", "empty", "off"):
        Device.objects.update(printer=f"simulated:{fault}")
        found[fault] = code_of(actions.check_printer, device=key.device)
    assert found == {"": "", "jam": "", "empty": "out_of_paper", "off": "printer_away"}
    Device.objects.update(printer="simulated:jam")
    job = actions.send(
        device=key.device, visit=VISIT, product="KIDSID", document=document(), now=NOW
    )
    assert actions.follow(job=job, now=NOW) is State.ASKING


def test_outside_the_demo_a_simulated_printer_is_none(settings: object) -> None:
    open_city()
    key = with_paper(enrolled())
    Device.objects.update(printer="simulated:")
    settings.DEMO = False  # type: ignore[attr-defined]
    assert code_of(actions.check_printer, device=key.device) == "printer_away"


def test_the_journal_names_document_and_print_and_nothing_of_the_page() -> None:
    open_city()
    key, printer = with_paper(enrolled()), SimulatedPrinter()
    paper = document()
    actions.follow(job=send(key, paper, printer), now=NOW, printer=printer)
    lines = Line.objects.filter(subject=f"document:{paper}", act__startswith="kiosks.")
    assert [one.act for one in lines.order_by("id")] == ["kiosks.print", "kiosks.end_print"]
    assert {one.actor for one in lines} == {f"device:{key.device}"}


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a_print_has_a_known_state", {"state": "lost"}),
        ("a_print_has_an_end_when_it_ended", {"state": "void"}),
        ("a_print_has_an_end_when_it_ended", {"ended_at": NOW}),
    ],
)
def test_the_database_keeps_each_rule_by_itself(name: str, changes: dict[str, object]) -> None:
    open_city()
    send(with_paper(enrolled()), document(), SimulatedPrinter())
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        PrintJob.objects.update(**changes)


def test_a_printer_that_does_not_answer_changes_nothing_yet() -> None:
    open_city()
    key, printer = with_paper(enrolled()), SimulatedPrinter()
    job = send(key, document(), printer)
    printer.is_on = False
    with pytest.raises(PrinterAway):
        printer.look()
    assert actions.follow(job=job, now=NOW, printer=printer) is State.SENT
    assert code_of(actions.follow, job=uuid.uuid4(), now=NOW) == "unknown_print"


def test_the_doctor_hears_of_each_printer_what_it_lacks() -> None:
    open_city()
    key = with_paper(enrolled())
    look = actions.look_at_printer
    assert look(device=key.device, printer=SimulatedPrinter()) == ""
    assert look(device=key.device, printer=SimulatedPrinter(is_jammed=True)) == "printer_away"
    assert look(device=key.device) == "printer_away"
