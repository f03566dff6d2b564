"""The simulator and the real client keep the same contract; the real one against a server."""

from __future__ import annotations

import socket
import struct
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.connectors import printing
from loket.connectors.printing import IppPrinter, Order, Printer, PrinterAway, SimulatedPrinter
from loket.connectors.printing.wire import Operation, Tag, Unreadable, answer, request

PDF = b"%PDF-1.7 one page"
ORDER = Order(uuid.UUID("33333333-3333-4333-8333-333333333333"), PDF)


class Server(ThreadingHTTPServer):
    """A printer of RFC 8011 in this process: it reads what it is sent, and does what it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.jobs: dict[int, int] = {}
        self.asked: list[bytes] = []
        self.reasons = ["none"]
        self.state = 3
        self.garbage = b""

    @property
    def address(self) -> str:
        return f"ipp://127.0.0.1:{self.server_port}/ipp/print"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_POST(self) -> None:
        """One request of IPP."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(body)
        said = self.server.garbage or self._said(body)
        self.send_response(200)
        self.send_header("Content-Type", "application/ipp")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def _said(self, body: bytes) -> bytes:
        operation, number = struct.unpack_from(">HI", body, 2)
        asked = answer(body).attributes
        jobs = self.server.jobs
        match operation:
            case Operation.PRINT_JOB:
                jobs[len(jobs) + 1] = 5
                return reply(0, number, (Tag.INTEGER, "job-id", len(jobs)))
            case Operation.GET_JOB_ATTRIBUTES:
                job = int(asked["job-id"][0])
                if job not in jobs:
                    return reply(0x0406, number)
                jobs[job] = 9 if jobs[job] == 5 else jobs[job]
                return reply(0, number, (Tag.ENUM, "job-state", jobs[job]))
            case Operation.CANCEL_JOB:
                jobs.pop(int(asked["job-id"][0]), None)
                return reply(0, number)
            case _:
                return reply(
                    0, number, (Tag.ENUM, "printer-state", self.server.state),
                    (Tag.KEYWORD, "printer-state-reasons", self.server.reasons),
                    (Tag.BOOLEAN, "printer-is-accepting-jobs", True),
                )  # fmt: skip


def reply(status: int, number: int, *attributes: object) -> bytes:
    """An answer is built as a request is, with a status where that has its operation."""
    made = request(Operation.PRINT_JOB, number, [], job=attributes)  # type: ignore[arg-type]
    return made[:2] + struct.pack(">H", status) + made[4:]


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()


def until(is_so: Callable[[], bool]) -> None:
    """Wait for a printer that starts, or prints, in its own time."""
    for _ in range(2400):
        try:
            if is_so():
                return
        except PrinterAway:
            pass
        time.sleep(0.05)
    raise AssertionError("it never was so")


@pytest.fixture(params=["simulated", "over the network"])
def printer(request: pytest.FixtureRequest) -> Printer:
    if request.param == "simulated":
        return SimulatedPrinter()
    return IppPrinter(request.getfixturevalue("server").address)


def test_a_printer_takes_an_order_and_says_when_it_is_done(printer: Printer) -> None:
    assert printer.look().is_ready
    number = printer.print(ORDER)
    until(lambda: printer.follow(number) == "completed")
    printer.purge(number)


def test_a_job_that_the_printer_does_not_know_is_gone_and_can_be_purged(printer: Printer) -> None:
    assert printer.follow(987_654) == "gone"
    printer.purge(987_654)


def test_the_printer_hears_a_name_that_says_nothing_and_one_page_of_ours(server: Server) -> None:
    IppPrinter(server.address).print(ORDER)
    (asked,) = server.asked
    heard = answer(asked).attributes
    assert heard["job-name"] == (str(ORDER.name),)
    assert heard["requesting-user-name"] == ("loket",)
    assert heard["printer-uri"] == (server.address,)
    assert heard["copies"] == (1,)
    assert asked.endswith(PDF)


def test_what_was_printed_is_purged_with_its_pages(server: Server) -> None:
    client = IppPrinter(server.address)
    client.purge(client.print(ORDER))
    assert answer(server.asked[-1]).attributes["purge-job"] == (True,)


@pytest.mark.parametrize(
    ("state", "reasons", "ready", "empty", "jammed"),
    [
        (3, ["none"], True, False, False),
        (4, ["toner-low-report"], True, False, False),
        (5, ["media-empty-error"], False, True, False),
        (5, ["media-jam-error", "media-needed"], False, True, True),
    ],
)
def test_what_a_printer_lacks_is_read_from_its_own_words(
    server: Server, state: int, reasons: list[str], *, ready: bool, empty: bool, jammed: bool
) -> None:
    server.state, server.reasons = state, reasons
    look = IppPrinter(server.address).look()
    assert (look.is_ready, look.lacks_paper, look.is_jammed) == (ready, empty, jammed)


def test_a_printer_that_is_switched_off_is_away_and_not_a_crash() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"ipp://127.0.0.1:{nobody.getsockname()[1]}/"
        with pytest.raises(PrinterAway):
            IppPrinter(address).look()
    simulated = SimulatedPrinter(is_on=False)
    with pytest.raises(PrinterAway):
        simulated.print(ORDER)


@pytest.mark.parametrize("garbage", [b"<html>", b"\x02\x00\x00\x00\x00\x00\x00\x01\x01\x47\x00"])
def test_an_answer_that_is_none_is_a_printer_that_is_away(server: Server, garbage: bytes) -> None:
    server.garbage = garbage
    with pytest.raises(PrinterAway):
        IppPrinter(server.address).print(ORDER)


@given(content=st.binary(max_size=200))
def test_whatever_bytes_come_back_they_are_read_or_refused(content: bytes) -> None:
    for head in (b"", b"\x02\x00\x00\x00\x00\x00\x00\x01"):
        try:
            answer(head + content)
        except Unreadable:
            continue


@pytest.mark.parametrize("address", ["http://x/", "ipp:///ipp", "", "file:///etc/passwd"])
def test_only_an_address_of_a_printer_is_one(address: str) -> None:
    with pytest.raises(ValueError, match="ipp"):
        IppPrinter(address)


def test_the_simulator_jams_and_runs_empty() -> None:
    stuck = SimulatedPrinter(is_jammed=True)
    number = stuck.print(ORDER)
    assert (stuck.follow(number), stuck.look().is_jammed) == ("stopped", True)
    stuck.purge(number)
    assert not stuck.kept
    stuck.is_jammed = False
    assert stuck.follow(number) == "failed"
    assert SimulatedPrinter(is_empty=True).look().lacks_paper


def test_the_connector_says_what_it_is() -> None:
    assert printing.STANDING == "schema-checked"
