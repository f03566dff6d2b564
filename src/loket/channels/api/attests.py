"""The Attesten-API: what the Flemish citizen's profile reads of a resident's certificates here.

As its public documents ask: HAL, always paged, ``limit`` at most 100 and by default 10, ``page``
from 0, an empty collection instead of 404, a language beside every id. They leave open, and we
chose: how the machine proves who it is (a bearer token whose SHA-256 the settings hold), the names
inside ``pageMetadata``, that a detail is found by links alone, and how often a machine may ask in
an hour (429 with ``Retry-After``). Not tried against the real platform.

The national number stands in the address because the documents ask it: it is in no log of ours, and
nothing else of ours puts it there.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Final, ParamSpec
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from loket.channels.api import problems
from loket.channels.ui import names
from loket.channels.ui.access import open_to
from loket.channels.ui.context import today_of
from loket.domain.people import numbers
from loket.domain.refusals import RuleBroken
from loket.foundations.people import queries as people
from loket.kit import clock
from loket.offices.certificates import actions
from loket.offices.certificates.queries import RequestLine

P = ParamSpec("P")
HAL: Final = "application/hal+json"
MOST, USUAL = 100, 10
#: Documents are in the city's own language.
LANGUAGE: Final = "nl"


def answering(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """A refusal becomes a problem, as everywhere in the API."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except RuleBroken as broken:
            return problems.refuse(args[0], broken)  # type: ignore[arg-type]

    return guarded


@open_to("anyone")
@never_cache
@require_GET
@answering
def certificates(request: HttpRequest, insz: str) -> HttpResponse:
    """One page of a resident's certificates. Raises ``client_unknown``, ``number_invalid``."""
    client, now = _client(request), clock.now()
    resident = _resident(insz, now)
    limit = min(max(_whole(request.GET.get("limit"), USUAL), 1), MOST)
    page = max(_whole(request.GET.get("page"), 0), 0)
    lines = actions.list_for_machine(resident=resident, client=client, now=now)
    shown = lines[page * limit : (page + 1) * limit]
    body = {
        "_embedded": {"certificates": [_certificate(one, insz) for one in shown]},
        "_links": _links(insz, page, limit, len(lines)),
        "pageMetadata": {
            "size": limit,
            "number": page,
            "totalElements": len(lines),
            "totalPages": -(-len(lines) // limit),
        },
    }
    return JsonResponse(body, content_type=HAL)


@open_to("anyone")
@never_cache
@require_GET
@answering
def certificate(request: HttpRequest, insz: str, asked: UUID, language: str) -> HttpResponse:
    """The document behind a link of the list. Raises ``unknown_certificate_request``."""
    client, now = _client(request), clock.now()
    resident = _resident(insz, now)
    if resident is None or language != LANGUAGE:
        raise RuleBroken("unknown_certificate_request")
    pdf = actions.take_for_machine(resident=resident, request=asked, client=client, now=now)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="attest-{today_of(now):%Y-%m-%d}.pdf"'
    return answer


def _client(request: HttpRequest) -> str:
    """The name of the machine whose token this is; no token is compared in a telling time."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    given = hashlib.sha256(token.strip().encode()).hexdigest()
    for known in settings.ATTEST_CLIENTS:
        name, _colon, digest = known.partition(":")
        if scheme.lower() == "bearer" and hmac.compare_digest(given, digest.strip().lower()):
            return name
    raise RuleBroken("client_unknown")


def _resident(insz: str, now: datetime) -> UUID | None:
    """Who has this number here; None for nobody."""
    number = numbers.parse(insz, today=today_of(now), synthetic=settings.DEMO)
    return people.find_resident(number)


def _whole(text: str | None, usual: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else usual


def _certificate(line: RequestLine, insz: str) -> dict[str, Any]:
    path = f"{settings.BASE_URL}/v1/certificates/{insz}/{line.id}/{LANGUAGE}"
    issued = line.document.issued_at if line.document else line.made_at
    return {
        "id": str(line.id),
        "language": LANGUAGE,
        "title": names.of_city().product(line.product),
        "type": line.product,
        "issuedOn": today_of(issued).isoformat(),
        "_links": {"download": {"href": path, "type": "application/pdf"}},
    }


def _links(insz: str, page: int, limit: int, total: int) -> dict[str, Any]:
    last = max(-(-total // limit) - 1, 0)
    pages = {"self": page, "first": 0, "last": last}
    if page > 0:
        pages["prev"] = min(page - 1, last)
    if page < last:
        pages["next"] = page + 1
    base = f"{settings.BASE_URL}/v1/certificates/{insz}"
    return {name: {"href": f"{base}?limit={limit}&page={at}"} for name, at in pages.items()}
