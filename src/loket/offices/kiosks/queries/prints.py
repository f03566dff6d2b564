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


def find_print(job: uuid.UUID, *, device: uuid.UUID, visit: str) -> PrintLine | None:
    """The print, for the device and the visit that asked for it only."""
    found = PrintJob.objects.filter(id=job, device_id=device, visit_hash=hashed(visit)).first()
    if found is None:
        return None
    return PrintLine(
        found.id, found.device_id, found.product, found.document, State(found.state), found.pages
    )
