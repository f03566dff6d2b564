"""A model as it would be printed, for whoever keeps the models of the city."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from loket.foundations.documents import actions as documents
from loket.foundations.people import queries as people
from loket.offices.certificates.queries.facts import local_day

PREVIEW: Final = "certificates.preview"


def preview_paper(*, template: str, actor: str, now: datetime) -> bytes:
    """A PDF with claims of nobody, marked as an example; nothing is issued or sealed.

    Raises ``not_allowed``, ``template_unknown``, ``template_altered``.
    """
    people.check_right(actor=actor, act=PREVIEW, on=local_day(now))
    pdf, _pictures = documents.preview(template=template, now=now)
    return pdf
