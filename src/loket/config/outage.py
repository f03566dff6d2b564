"""When the database is away for a moment: an honest 503 that says to come back, never a 500."""

import json
import sys
from collections.abc import Callable
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from psycopg_pool import PoolTimeout

from loket.channels.portal import failing
from loket.channels.ui.access import open_to

RETRY_AFTER_SECONDS = 5

PAGE = """<!doctype html><html lang="nl"><meta charset="utf-8"><title>Even geduld</title>
<h1>Even geduld</h1><p>We kunnen u nu niet helpen. Probeer het over enkele seconden opnieuw.</p>
<p lang="en">We cannot help you right now. Please try again in a few seconds.</p></html>"""
PROBLEM = json.dumps(
    {"type": "about:blank", "title": "Try again in a moment", "status": 503, "code": "outage"}
)


OUTAGES = (OperationalError, InterfaceError, PoolTimeout)


class OutageMiddleware:
    """Turns a lost or exhausted database into 503 with Retry-After, where a view met it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Django asks this before it makes a 500."""
        return come_back(request) if isinstance(problem, OUTAGES) else None


@open_to("anyone")
def broken(request: HttpRequest, *_args: Any) -> HttpResponseBase:
    """The last resort: also for what a middleware meets, of which Django asks nobody else."""
    if isinstance(sys.exc_info()[1], OUTAGES):
        return come_back(request)
    return failing.broken(request)


def come_back(request: HttpRequest) -> HttpResponse:
    """We are here, and cannot help for a moment."""
    is_api = request.path.startswith(("/api/", "/feeds/"))
    response = HttpResponse(
        PROBLEM if is_api else PAGE,
        status=503,
        content_type="application/problem+json" if is_api else "text/html; charset=utf-8",
    )
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
