"""Calling a person to the kiosk, and seeing that somebody heard it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from loket.channels.kiosk.visiting import Visit, at_kiosk
from loket.channels.ui.language import PageRequest
from loket.offices.kiosks import actions


@at_kiosk
def call(request: PageRequest, visit: Visit) -> HttpResponse:
    """The desk hears it; the page of help says how it stands. Only a machine of the city calls."""
    if request.method == "POST" and visit.device is not None:
        actions.call_help(point=visit.stand.code, now=visit.now)
    return redirect(visit.url("help"))
