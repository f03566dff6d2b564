"""The addresses for machines: `/api/v1/…` and `/feeds/…`."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import URLPattern, URLResolver, include, path, re_path

from loket.channels.api import attests
from loket.channels.api.locations import hours_feed
from loket.channels.api.problems import as_problems
from loket.channels.api.service import api, no_such_address, openapi
from loket.channels.ui.access import mark_open


def guarded(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The same addresses, where the framework refuses in our form too."""
    found = list(patterns)
    mark_open(found)
    for pattern in found:
        if isinstance(pattern, URLPattern):
            pattern.callback = as_problems(pattern.callback)
    return found


urlpatterns = [
    path("api/v1/openapi.json", as_problems(openapi), name="openapi"),
    path("api/v1/", include((guarded(api.urls[0]), "api"), namespace="api")),
    path("v1/certificates/<str:insz>", as_problems(attests.certificates)),
    path(
        "v1/certificates/<str:insz>/<uuid:asked>/<str:language>",
        as_problems(attests.certificate),
    ),
    path("feeds/hours.json", as_problems(hours_feed), name="hours_feed"),
    re_path(r"^(?:api|feeds)(?:/|$)", no_such_address),
]
