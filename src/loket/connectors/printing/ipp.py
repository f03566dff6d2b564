"""The real client: IPP over HTTP, to a printer or to a CUPS queue before it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import httpx

from loket.connectors.printing import wire
from loket.connectors.printing.printing import Look, Order, PrinterAway
from loket.connectors.printing.wire import Attribute, Operation, Tag
from loket.domain.kiosks.printing import JobState

#: Seconds for a printer on the same network; a job is a page or two.
PATIENCE: Final = httpx.Timeout(10.0, connect=3.0)
PORT: Final = 631
WE: Final[Attribute] = (Tag.NAME, "requesting-user-name", "loket")

#: RFC 8011, 5.3.7: the states of a job.
JOBS: Final[Mapping[int, JobState]] = {
    3: "waiting",
    4: "waiting",
    5: "printing",
    6: "stopped",
    7: "failed",
    8: "failed",
    9: "completed",
}
NOT_FOUND: Final = frozenset({0x0406, 0x0407})
STOPPED: Final = 5


class IppPrinter:
    """One printer by its address, ``ipp://host/ipp/print`` or ``ipps://…`` (encrypted)."""

    def __init__(self, address: str, client: httpx.Client | None = None) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("ipp", "ipps") or not parts.hostname:
            raise ValueError("a printer has an address that begins with ipp:// or ipps://")
        place = parts.netloc if parts.port else f"{parts.netloc}:{PORT}"
        scheme = "https" if parts.scheme == "ipps" else "http"
        self._printer: Attribute = (Tag.URI, "printer-uri", address)
        self._url = urlunsplit((scheme, place, parts.path or "/", "", ""))
        self._client = client or httpx.Client(timeout=PATIENCE, follow_redirects=False)
        self._numbers = itertools.count(1)

    def look(self) -> Look:
        """Whether it accepts jobs and is not stopped, with the reasons that it gives."""
        wanted = ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs")
        found = self._ask(
            Operation.GET_PRINTER_ATTRIBUTES, (Tag.KEYWORD, "requested-attributes", wanted)
        )
        if not found.is_good:
            raise PrinterAway(f"status {found.status:#06x}")
        given = found.attributes
        reasons = tuple(str(one) for one in given.get("printer-state-reasons", ()) if one != "none")
        accepts = given.get("printer-is-accepting-jobs", (True,))[0] is not False
        stopped = given.get("printer-state", (0,))[0] == STOPPED
        return Look(accepts and not stopped, reasons)

    def print(self, order: Order) -> int:
        """One copy on one side, without a page before it that names anybody."""
        found = self._ask(
            Operation.PRINT_JOB,
            WE,
            (Tag.NAME, "job-name", str(order.name)),
            (Tag.MIME, "document-format", "application/pdf"),
            job=((Tag.INTEGER, "copies", 1), (Tag.KEYWORD, "sides", "one-sided")),
            document=order.pdf,
        )
        number = found.attributes.get("job-id", (None,))[0]
        if not found.is_good or not isinstance(number, int):
            raise PrinterAway(f"status {found.status:#06x}")
        return number

    def follow(self, number: int) -> JobState:
        """The state of the job as the printer says it."""
        found = self._ask(
            Operation.GET_JOB_ATTRIBUTES,
            (Tag.INTEGER, "job-id", number),
            WE,
            (Tag.KEYWORD, "requested-attributes", ("job-state", "job-state-reasons")),
        )
        if found.status in NOT_FOUND:
            return "gone"
        state = found.attributes.get("job-state", (0,))[0]
        if not found.is_good or not isinstance(state, int):
            raise PrinterAway(f"status {found.status:#06x}")
        return JOBS.get(state, "waiting")

    def purge(self, number: int) -> None:
        """CUPS forgets the pages as well (``purge-job``); a printer of its own ends the job."""
        self._ask(
            Operation.CANCEL_JOB,
            (Tag.INTEGER, "job-id", number),
            WE,
            (Tag.BOOLEAN, "purge-job", True),
        )

    def _ask(
        self,
        operation: Operation,
        *attributes: Attribute,
        job: tuple[Attribute, ...] = (),
        document: bytes = b"",
    ) -> wire.Answer:
        content = wire.request(
            operation, next(self._numbers), (self._printer, *attributes), job=job,
            document=document,
        )  # fmt: skip
        try:
            said = self._client.post(
                self._url, content=content, headers={"Content-Type": "application/ipp"}
            )
            said.raise_for_status()
            return wire.answer(said.content)
        except (httpx.HTTPError, wire.Unreadable) as problem:
            raise PrinterAway(type(problem).__name__) from problem
