"""The models of the city's documents: what pins each, who uses it, and an example."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from loket.channels.desk.pages import show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import dates, names, parts
from loket.channels.ui.access import EmployeeRequest
from loket.domain.refusals import RuleBroken
from loket.offices.certificates import actions
from loket.offices.certificates import queries as certificates
from loket.offices.certificates.queries import PaperLine

#: So much of a hash tells two models apart, and is read aloud.
SHOWN_OF_HASH = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A model in the list."""

    line: PaperLine
    facts: tuple[parts.Fact, ...]


@standing("administrator")
@require_GET
def papers(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """Every model, by title."""
    here.check("certificates.preview")
    rows = [_row(one) for one in certificates.list_papers(here.now)]
    return show(request, here, "papers", rows=rows)


@standing("administrator")
@require_GET
def paper(_request: EmployeeRequest, here: Standing, template: str) -> HttpResponse:
    """An example of one, to look at; it says that it is one."""
    try:
        pdf = actions.preview_paper(template=template, actor=here.actor, now=here.now)
    except RuleBroken as broken:
        raise Http404 from broken
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{template}.pdf"'
    return answer


def _row(line: PaperLine) -> Row:
    city = names.of_city()
    used = dates.listing([city.product(one) for one in line.products])
    return Row(
        line,
        (
            parts.Fact(_("Gebruikt voor"), (used or _("een brief bij een aanvraag"),)),
            parts.Fact(_("Wie de woorden bepaalt"), (line.prescribed or _("de stad zelf"),)),
            parts.Fact(_("Vingerafdruk"), (line.hash[:SHOWN_OF_HASH],)),
        ),
    )
