"""When something is not there or goes wrong: said kindly, with a way on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from loket.channels.ui.access import open_to


@open_to("anyone")
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - the framework's signature
    """An address that we do not know."""
    return render(request, "portal/not_found.html", status=404)


@open_to("anyone")
def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - the framework's signature
    """A door that stays shut for this visitor."""
    at_work = request.path.startswith("/desk/") and request.user.is_authenticated
    return render(request, "portal/not_allowed.html", {"at_work": at_work}, status=403)


@open_to("anyone")
def stale_page(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - the framework's signature
    """The page was open so long, or without cookies, that we cannot trust its button."""
    return render(request, "portal/stale_page.html", {"back": _back(request)}, status=403)


def _back(request: HttpRequest) -> str:
    """The page the button stood on, when it is one that can be asked for again."""
    path = request.path
    return "/book" if path.startswith("/book/hold") else path


@open_to("anyone")
def broken(request: HttpRequest, *_args: Any) -> HttpResponse:  # noqa: ARG001 - the framework's signature
    """Our own mistake; nothing here asks the database, which may be what broke."""
    return HttpResponse(render_to_string("portal/broken.html"), status=500)
