"""Refusals for machines: RFC 9457 `application/problem+json`, with a code and all reasons."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from functools import wraps
from http import HTTPStatus
from time import monotonic
from typing import Any, Final

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from ninja.errors import HttpError, ValidationError

from loket.channels.api.reading import MOST_BYTES
from loket.channels.api.speech import speaking
from loket.channels.ui.sentences import SENTENCES, sentence
from loket.domain.refusals import Reason, RuleBroken

MEDIA_TYPE: Final = "application/problem+json"
#: Where every code is explained; the fragment names one.
TYPES: Final = "/api/v1/problems"

#: The status of a refusal by its code; what is not named here is 404 (`unknown_…`) or 422.
STATUS: Final[Mapping[str, int]] = {
    "malformed": 400,
    "client_unknown": 401,
    "not_found": 404,
    "method_not_allowed": 405,
    "already_booked": 409,
    "hold_expired": 409,
    "hold_is_for_a_move": 409,
    "hold_of_another": 409,
    "hold_used": 409,
    "key_reused": 409,
    "moment_gone": 409,
    "move_not_allowed": 409,
    "moved_meanwhile": 409,
    "not_in_this_state": 409,
    "body_too_large": 413,
    "not_json": 415,
    "too_many_asked": 429,
    "too_many_codes": 429,
    "too_many_holds": 429,
    "no_city": 503,
}
RETRY_AFTER_SECONDS: Final = 5
SAID_FOR_SECONDS: Final = 5.0
#: What the framework says no with.
FRAMEWORK: Final = (Http404, HttpError, PermissionDenied, SuspiciousOperation, UnreadablePostError)


def status_of(code: str) -> int:
    """The HTTP status that says what kind of refusal this is."""
    return STATUS.get(code) or (404 if code.startswith("unknown_") else 422)


def refuse(request: HttpRequest, broken: RuleBroken) -> HttpResponse:
    """The answer to a refused request: all reasons, each as a code, facts and a sentence."""
    is_plain = (
        len(broken.reasons) == 1 and not broken.facts and not request.META.get("QUERY_STRING")
    )
    reasons = _remembered(request, broken) if is_plain else _told(request, broken)
    return problem(broken.code, reasons, retry_after=_retry_after(broken))


def _told(request: HttpRequest, broken: RuleBroken) -> list[dict[str, Any]]:
    with speaking(request):
        return [as_json(reason) for reason in broken.reasons]


#: What was said about a code without facts, and until when it may be said again: in a rush
#: thousands are told the same.
_said: dict[str, tuple[float, list[dict[str, Any]]]] = {}


def _remembered(request: HttpRequest, broken: RuleBroken) -> list[dict[str, Any]]:
    until, reasons = _said.get(broken.code, (0.0, []))
    if until < monotonic():
        reasons = _told(request, broken)
        _said[broken.code] = (monotonic() + SAID_FOR_SECONDS, reasons)
    return reasons


def refuse_with(request: HttpRequest, code: str, **facts: Any) -> HttpResponse:
    """A refusal of the channel itself."""
    return refuse(request, RuleBroken(code, **facts))


def as_json(reason: Reason) -> dict[str, Any]:
    """One reason for a machine; its sentence is in the language of the answer."""
    facts = {key: _plain(value) for key, value in reason.facts.items()}
    return {"code": reason.code, "detail": sentence(reason), "facts": facts}


def problem(
    code: str, reasons: Iterable[Mapping[str, Any]], *, retry_after: int | None = None
) -> HttpResponse:
    """The answer itself."""
    status, reasons = status_of(code), list(reasons)
    body = {
        "type": f"{TYPES}#{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": " ".join(dict.fromkeys(str(reason["detail"]) for reason in reasons)),
        "code": code,
        "reasons": reasons,
    }
    content = json.dumps(body, ensure_ascii=False).encode()
    response = HttpResponse(content, status=status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    return response


def refuse_values(request: HttpRequest, invalid: ValidationError) -> HttpResponse:
    """Values that are not of their type or out of bounds, each by the name of its field."""
    with speaking(request):
        general = as_json(Reason("invalid_values"))
    fields = [
        {"code": str(error["type"]), "detail": str(error["msg"]), "facts": {"field": _field(error)}}
        for error in invalid.errors
    ]
    response = problem("invalid_values", fields)
    body = json.loads(response.content) | {"detail": general["detail"]}
    response.content = json.dumps(body, ensure_ascii=False).encode()
    return response


def _field(error: Mapping[str, Any]) -> str:
    """`body.items.0.quantity`, without the name of our own parameter."""
    where, *path = (str(part) for part in error["loc"])
    return ".".join([where, *(path[1:] if where == "body" else path)])


def as_problems(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Gives what the framework itself refuses the same form: 400, 403, 404, 405 and 413."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "HEAD":
            request.method = "GET"
        try:
            response = view(request, *args, **kwargs)
        except FRAMEWORK as refusal:
            return refuse_with(request, _code_of(refusal), most=MOST_BYTES)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            # Nothing here is shown by a browser, so no policy for pages is worked out.
            response._csp_exempt = True  # type: ignore[attr-defined]  # noqa: SLF001 - django-csp's
            return response
        answer = refuse_with(request, "method_not_allowed")
        answer["Allow"] = response.headers.get("Allow", "GET")
        return answer

    return guarded


def _code_of(refusal: Exception) -> str:
    if isinstance(refusal, RequestDataTooBig):
        return "body_too_large"
    return "not_found" if isinstance(refusal, Http404) else "malformed"


def list_codes() -> list[dict[str, Any]]:
    """Every code with its status, and its sentence in the language of the answer."""
    return [
        {"code": code, "status": status_of(code), "sentence": str(said)}
        for code, said in sorted(SENTENCES.items())
    ]


def _retry_after(broken: RuleBroken) -> int | None:
    if "retry_after" in broken.facts:
        return int(broken.facts["retry_after"])
    return (
        RETRY_AFTER_SECONDS if status_of(broken.code) >= HTTPStatus.INTERNAL_SERVER_ERROR else None
    )


def _plain(value: Any) -> Any:
    """A fact as JSON has it."""
    match value:
        case str() | int() | float() | bool() | None:
            return value
        case datetime() | date() | time():
            return value.isoformat()
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_plain(each) for each in value]
        case _:
            return str(value)
