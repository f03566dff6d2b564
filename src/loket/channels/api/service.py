"""The API: its routers, its refusals, and its description as OpenAPI 3.1."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from loket.channels.api import (
    booking,
    documents,
    finding,
    locations,
    points,
    problems,
    products,
    shapes,
    waiting,
)
from loket.channels.api.answering import LINKED_DATA, MEDIA_TYPE, as_bytes, publish
from loket.channels.api.reading import JsonParser
from loket.channels.api.speech import speaking
from loket.channels.ui.access import open_to
from loket.domain.refusals import RuleBroken

DESCRIPTION: Final = """\
Times are RFC 3339 with offset. Refusals are RFC 9457 `application/problem+json` with a `code` and
all `reasons`. Writes take an `Idempotency-Key`: the same key with the same body gets the same
answer, with another body 409. Sentences and names come in the language of `?lang=`, else in the
city's own.
"""

api = NinjaAPI(
    title="Loket",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    parser=JsonParser(),
)
for room in (products, locations, points, finding, booking, waiting, documents):
    api.add_router("", room.router)


@api.get("/problems", response=shapes.CodesOut, summary="Every code of a refusal", tags=["about"])
def list_problems(request: HttpRequest) -> HttpResponse:
    """Codes, their HTTP status and their sentence; `type` of a problem points here."""
    with speaking(request):
        return publish({"problems": problems.list_codes()})


@api.exception_handler(RuleBroken)
def _refuse(request: HttpRequest, broken: RuleBroken) -> HttpResponse:
    return problems.refuse(request, broken)


@api.exception_handler(HttpError)
def _refuse_unread(request: HttpRequest, unread: HttpError) -> HttpResponse:
    """What our parser refused comes wrapped."""
    broken = unread.__cause__
    if not isinstance(broken, RuleBroken):
        broken = RuleBroken("malformed")
    return problems.refuse(request, broken)


@api.exception_handler(ValidationError)
def _refuse_values(request: HttpRequest, invalid: ValidationError) -> HttpResponse:
    return problems.refuse_values(request, invalid)


@open_to("anyone")
def no_such_address(request: HttpRequest, /) -> HttpResponse:
    """Everything below `/api/` and `/feeds/` that is nothing."""
    return problems.refuse_with(request, "not_found")


@open_to("anyone")
def openapi(_request: HttpRequest) -> HttpResponse:
    """The description for machines."""
    response = HttpResponse(_described(), content_type=MEDIA_TYPE)
    response["Access-Control-Allow-Origin"] = "*"
    return response


@lru_cache(maxsize=1)
def _described() -> bytes:
    return as_bytes(describe())


def describe() -> dict[str, Any]:
    """OpenAPI 3.1, with refusals in their own media type and with their headers."""
    described = dict(api.get_openapi_schema())
    for path, operations in described["paths"].items():
        for operation in operations.values():
            _add_refusals(operation)
            for status, response in operation["responses"].items():
                _as_sent(str(status), response)
            if path.startswith("/api/v1/locations") and not path.endswith("/queue"):
                found = operation["responses"][200]["content"]
                found[LINKED_DATA] = {"schema": {"type": "object"}}
            operation["responses"] = {str(s): r for s, r in operation["responses"].items()}
    return described


def _add_refusals(operation: dict[str, Any]) -> None:
    """What any operation may answer to what it cannot read."""
    shape = {"schema": {"$ref": "#/components/schemas/Problem"}}
    reads_body = "requestBody" in operation
    has_values = reads_body or operation.get("parameters")
    statuses = {400: "Malformed", 503: "Try again in a moment"}
    statuses |= {422: "Values that cannot be"} if has_values else {}
    statuses |= {413: "Too large", 415: "Not JSON"} if reads_body else {}
    for status, said in statuses.items():
        operation["responses"].setdefault(
            status, {"description": said, "content": {MEDIA_TYPE: shape}}
        )


def _as_sent(status: str, response: dict[str, Any]) -> None:
    if status >= "400" and "content" in response:
        response["content"] = {problems.MEDIA_TYPE: response["content"][MEDIA_TYPE]}
    if status in {"429", "503"}:
        seconds = {"schema": {"type": "integer"}, "description": "Seconds"}
        response["headers"] = {"Retry-After": seconds}
