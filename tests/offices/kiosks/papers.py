"""A finished document that a register sealed, and a printer that a test can jam."""

from __future__ import annotations

import uuid
from datetime import datetime
from io import BytesIO

import pikepdf
from tests.factories.city import NOW
from tests.offices.kiosks.helpers import VISIT, WHO

from loket.connectors.printing import Printer
from loket.foundations.documents import actions as documents
from loket.offices.kiosks import actions
from loket.offices.kiosks.actions import Key
from loket.offices.kiosks.models import Device

PRODUCT = "KIDSID"


def pdf(pages: int, title: str) -> bytes:
    """So many empty pages, of which no two documents have the same bytes."""
    made, file = pikepdf.new(), BytesIO()
    made.docinfo["/Title"] = title
    for _ in range(pages):
        made.add_blank_page()
    made.save(file)
    return file.getvalue()


def document(*, pages: int = 1, reference: str = "", content: bytes = b"") -> uuid.UUID:
    reference = reference or str(uuid.uuid4())
    return documents.take_in(
        pdf=content or pdf(pages, reference), source="register", kind="household", subject=WHO,
        product=PRODUCT, reference=reference, now=NOW, actor="system:test",
    )  # fmt: skip


def with_paper(key: Key, sheets: int = 100) -> Key:
    Device.objects.filter(id=key.device).update(sheets=sheets)
    return key


def send(
    key: Key, paper: uuid.UUID, printer: Printer, *, now: datetime = NOW, visit: str = VISIT
) -> uuid.UUID:
    return actions.send(
        device=key.device, visit=visit, product=PRODUCT, document=paper, now=now, printer=printer
    )
