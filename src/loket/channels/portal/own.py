""" "Mijn loket": all that is one's own, on one page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from loket.channels.portal import cards
from loket.channels.ui.access import open_to
from loket.channels.ui.residents import ResidentRequest
from loket.kit import clock


@open_to("resident")
@require_GET
def own(request: ResidentRequest) -> HttpResponse:
    """Every card that has something to show to who is signed in."""
    shown = cards.list_cards(request, clock.now())
    return render(request, "portal/own.html", {"cards": shown, "one": request.resident})
