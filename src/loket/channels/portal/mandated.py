"""Asking for many, by who holds their mandates: numbers and progress, never a list of people."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from loket.channels.portal.refusing import calmly
from loket.channels.ui import dates, names
from loket.channels.ui.access import open_to
from loket.channels.ui.context import today_of
from loket.channels.ui.residents import ResidentRequest, needs_level, resident_actor
from loket.domain.people.levels import ITSME
from loket.kit import clock
from loket.offices.certificates import actions
from loket.offices.certificates import queries as certificates

PAGE = "/me/certificates/mandated"


@open_to("resident")
@needs_level(ITSME)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@calmly
def mandated(request: ResidentRequest) -> HttpResponse:
    """How many mandates one holds for each certificate; one press asks for all of them."""
    me, now = request.resident.resident, clock.now()
    held = certificates.list_mandated(me, now)
    if request.method == "POST":
        product = request.POST.get("product", "")
        actions.start_job(
            product=product, mandates=held.get(product, ()), holder=me,
            actor=resident_actor(request.resident), now=now,
        )  # fmt: skip
        return redirect(PAGE)
    facts = {
        "held": [
            (code, names.of_city().product(code), len(some))
            for code, some in sorted(held.items())
            if certificates.may_be_mandated(code, today_of(now))
        ],
        "jobs": [
            {
                "name": names.of_city().product(one.product),
                "when": dates.brief_moment(one.made_at, today_of(now)),
                "line": one,
                "said": _("%(done)s van %(total)s gevraagd, %(delivered)s klaar")
                % {"done": one.done, "total": one.total, "delivered": one.delivered},
            }
            for one in certificates.list_jobs(me)
        ],
    }
    return render(request, "portal/certificates/mandated.html", facts)
