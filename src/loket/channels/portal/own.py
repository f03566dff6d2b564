""" "Mijn loket": all that is one's own, on one page."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from loket.channels.portal import cards
from loket.channels.ui import dates
from loket.channels.ui.access import open_to
from loket.channels.ui.residents import ResidentRequest, SignedIn
from loket.kit import clock

#: The means of signing in, at the end of a sentence.
SHORT: Final[dict[str, str | Promise]] = {
    "eid": gettext_lazy("met je identiteitskaart"),
    "itsme": gettext_lazy("met itsme"),
    "code": gettext_lazy("met een code"),
    "eidas-high": gettext_lazy("met een Europees middel"),
    "eidas-substantial": gettext_lazy("met een Europees middel"),
}


@open_to("resident")
@require_GET
def own(request: ResidentRequest) -> HttpResponse:
    """Every card that has something to show to who is signed in."""
    now = clock.now()
    one = request.resident
    facts = {"cards": cards.list_cards(request, now), "one": one, "signed": said_of(one)}
    return render(request, "portal/own.html", facts)


def said_of(one: SignedIn) -> str:
    """How and when somebody signed in, in one sentence."""
    at = dates.clock(one.authenticated_at)
    return _("Je meldde je om %(at)s uur aan: %(means)s.") % {"at": at, "means": SHORT[one.means]}
