"""The post of certificates: how much waits, one batch at a time, and what left the house."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.channels.desk.pages import done, said, show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import dates, names
from loket.channels.ui.access import EmployeeRequest
from loket.domain.refusals import RuleBroken
from loket.offices.certificates import actions
from loket.offices.certificates import queries as certificates

PAGE = "/desk/certificates/post"


@standing("clerk", "expert")
@never_cache
@require_GET
def post(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """Batches with their documents, by number and product; nobody is named."""
    batches = [
        {
            "id": one.id,
            "when": dates.brief_moment(one.made_at, here.today),
            "posted": dates.brief_moment(one.posted_at, here.today) if one.posted_at else "",
            "line": one,
            "progress": _("%(done)s van %(all)s adressen opgezocht")
            % {"done": one.addressed, "all": len(one.documents)},
            "left_out": dates.listing(one.left_out) if one.left_out else "",
            "documents": [(key, names.of_city().product(code)) for key, code in one.documents],
        }
        for one in certificates.list_batches()
    ]
    return show(request, here, "post", count=certificates.count_to_post(), batches=batches)


@require_POST
@standing("clerk", "expert")
def make_batch(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """A new batch of what waits."""
    return done(
        request,
        lambda: actions.make_batch(actor=here.actor, now=here.now),
        to=PAGE,
        said_of=lambda _batch: _("De stapel is gemaakt. We zoeken de adressen op."),
    )


@require_POST
@standing("clerk", "expert")
def to_print(request: EmployeeRequest, here: Standing, batch: UUID) -> HttpResponse:
    """The whole batch as one file for the printer; what is not in it is said on the page."""
    try:
        made = actions.print_batch(batch=batch, actor=here.actor, now=here.now)
    except RuleBroken as broken:
        said(request, broken)
        return redirect(PAGE)
    if made.left_out:
        marks = dates.listing(made.left_out)
        text = _("Niet in de stapel, omdat het document niet te lezen is: %(marks)s.")
        messages.warning(request, text % {"marks": marks})
    answer = HttpResponse(made.pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="stapel-{here.today:%Y-%m-%d}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@standing("clerk", "expert")
def posted(request: EmployeeRequest, here: Standing, batch: UUID) -> HttpResponse:
    """It left the house."""
    return done(
        request,
        lambda: actions.post_batch(batch=batch, actor=here.actor, now=here.now),
        to=PAGE,
        said_of=lambda _nothing: _("Genoteerd: de stapel is weg."),
    )
