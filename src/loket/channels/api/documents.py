"""Whether a document is real, for machines: never what is in it, and nothing about today."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from loket.channels.api import shapes
from loket.channels.api.answering import answer, as_bytes
from loket.channels.ui.access import client_of
from loket.domain.documents import codes
from loket.domain.documents.facts import Verification
from loket.foundations.documents import actions
from loket.kit import clock

router = Router(tags=["documents"])


@router.get(
    "/documents/{code}",
    response={200: shapes.DocumentOut, 422: shapes.Problem, 429: shapes.Problem},
    summary="Is this document real, and not revoked?",
)
def verify_document(request: HttpRequest, code: str) -> HttpResponse:
    """By the code on paper, as somebody typed it. Unknown codes are counted; too many are 429."""
    found = actions.ask(code=code, client=client_of(request), now=clock.now())
    return answer(as_bytes(as_answer(code, found)))


def as_answer(code: str, found: Verification) -> dict[str, Any]:
    """`answer` says it all; days are those of the city's calendar."""
    return {
        "code": codes.on_paper(codes.as_typed(code)),
        "answer": found.answer,
        "kind": found.title or None,
        "issued_on": found.issued_on and found.issued_on.isoformat(),
        "ended_on": found.ended_on and found.ended_on.isoformat(),
        "expires_on": found.expires_on and found.expires_on.isoformat(),
    }
