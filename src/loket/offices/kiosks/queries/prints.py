"""How a print goes, for the visit that asked for it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from loket.domain.kiosks.printing import State
from loket.offices.kiosks.models import PrintJob
from loket.offices.kiosks.queries.devices import hashed


@dataclass(frozen=True, slots=True)
class PrintLine:
    """A print; which document it is, is for the house."""

    id: uuid.UUID
    device: uuid.UUID
    product: str
    document: uuid.UUID
    state: State
    pages: int

    @property
    def is_over(self) -> bool:
        """Whether it came to nothing: another one may follow."""
        return self.state in (State.VOID, State.UNPRINTED)


def find_print(job: uuid.UUID, *, device: uuid.UUID, visit: str) -> PrintLine | None:
    """The print, for the device and the visit that asked for it only."""
    found = PrintJob.objects.filter(id=job, device_id=device, visit_hash=hashed(visit)).first()
    return _line(found) if found else None


def list_prints_of(*, visit: str) -> list[PrintLine]:
    """What was printed, or was to be, in this visit."""
    return [_line(row) for row in PrintJob.objects.filter(visit_hash=hashed(visit))]


def _line(row: PrintJob) -> PrintLine:
    return PrintLine(row.id, row.device_id, row.product, row.document, State(row.state), row.pages)
