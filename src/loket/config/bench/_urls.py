"""The addresses of a benchmark: ours, and the bare view that is the limit of any view here."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from loket.channels.ui.access import open_to
from loket.config.urls import urlpatterns as ours
from loket.foundations.journal import actions as journal
from loket.foundations.places.models import Location
from loket.offices.appointments.actions import telling


@open_to("anyone")
def bare(_request: HttpRequest) -> HttpResponse:
    """One row by an index, as JSON."""
    found = Location.objects.filter(code="p0").values("id", "code", "sort").first()
    return HttpResponse(json.dumps(found), content_type="application/json")


def nothing(*_: Any, **__: Any) -> None:
    """What journal and outbox do while their price is measured."""


urlpatterns = [path("api/bench/bare", bare), *ours]

if getattr(settings, "BARE", False):
    journal.write = nothing
    telling.tell = telling.remind = nothing

if residents := getattr(settings, "RESIDENTS", 0):
    from loket.config.bench import _residents, click
    from loket.foundations.catalogue import queries as catalogue

    _residents.move_in(
        _residents.Residents(
            residents,
            municipality=catalogue.the_city().municipality,
            seconds=click.REGISTER_SECONDS,
        )
    )
