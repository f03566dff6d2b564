"""Answers in JSON, and writes that act once per `Idempotency-Key`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final, TypeAlias

from django.http import HttpRequest, HttpResponse

from loket.channels.ui.access import origin_of
from loket.foundations.journal import actions as journal

MEDIA_TYPE: Final = "application/json"
LINKED_DATA: Final = "application/ld+json"
#: Seconds for which anybody may show what changes a few times a year.
FRESH_FOR: Final = 60

Act: TypeAlias = Callable[[], tuple[int, bytes]]


def as_bytes(body: Mapping[str, Any]) -> bytes:
    """JSON without blanks."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def answer(content: bytes, status: int = 200, media_type: str = MEDIA_TYPE) -> HttpResponse:
    """An answer for whoever asked, and for nobody else's cache."""
    response = HttpResponse(content, status=status, content_type=media_type)
    response["Cache-Control"] = "no-store"
    return response


def publish(body: Mapping[str, Any], media_type: str = MEDIA_TYPE) -> HttpResponse:
    """An answer that is the same for everybody, for programs in any page."""
    response = HttpResponse(as_bytes(body), content_type=media_type)
    response["Cache-Control"] = f"public, max-age={FRESH_FOR}"
    response["Access-Control-Allow-Origin"] = "*"
    response["Vary"] = "Accept"
    return response


def once(request: HttpRequest, key: str | None, act: Act, *, now: datetime) -> HttpResponse:
    """Acts, or gives the answer that the same key from the same client got before.

    A refusal is not kept: the key may be used again, and the rule is asked again.
    """
    if key is None:
        status, content = act()
    else:
        status, content = journal.answer_once(
            key=key,
            scope=f"api {origin_of(request)} {request.method} {request.path}",
            body=request.body,
            at=now,
            act=act,
        )
    return answer(content, status)
