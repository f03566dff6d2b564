"""Paper: how a print goes, what came out after a jam, and the page that is taken along."""

from __future__ import annotations

import uuid
from contextlib import suppress
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect

from loket.channels.kiosk.connecting import LOOKS_EVERY, connect_url
from loket.channels.kiosk.visiting import Visit, at_kiosk, show
from loket.channels.ui.language import PageRequest
from loket.domain.kiosks.printing import State
from loket.domain.refusals import RuleBroken
from loket.offices.kiosks import actions
from loket.offices.kiosks import queries as kiosks
from loket.offices.kiosks.queries import PrintLine

BUSY: Final = (State.WAITING, State.SENT)


@at_kiosk
def follow(request: PageRequest, visit: Visit, job: uuid.UUID) -> HttpResponse:
    """On its way, stuck, here, or void: each with what to do now."""
    line = _find(visit, job)
    if line is None:
        return redirect(visit.start_url)
    state = actions.follow(job=job, now=visit.now)
    return show(
        request,
        visit,
        "print",
        line=line,
        is_busy=state in BUSY,
        asks=state is State.ASKING,
        is_done=state is State.PRINTED,
        is_void=state is State.VOID,
        again=connect_url(visit, line.product, f"paper/{line.product}"),
        watch=LOOKS_EVERY if state in BUSY else 0,
    )


@at_kiosk
def answer(request: PageRequest, visit: Visit, job: uuid.UUID) -> HttpResponse:
    """After a jam: whether the whole document came out. A second answer changes nothing."""
    if request.method == "POST" and _find(visit, job) is not None:
        act = actions.came_out if request.POST.get("do") == "yes" else actions.did_not
        with suppress(RuleBroken):
            act(job=job, now=visit.now)
    return redirect(visit.url("print", job))


def _find(visit: Visit, job: uuid.UUID) -> PrintLine | None:
    if visit.device is None:
        return None
    return kiosks.find_print(job, device=visit.device.id, visit=visit.key)
