"""What is late, before who leads the team: which promise was broken, and who sees to it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.channels.desk import rule_words
from loket.channels.desk.pages import done, show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import dates, names, parts
from loket.channels.ui.access import EmployeeRequest
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.people import queries as people
from loket.offices.certificates import actions
from loket.offices.certificates import queries as certificates
from loket.offices.certificates.queries import LateLine


@dataclass(frozen=True, slots=True)
class Row:
    """A request that is late; no resident is named in it."""

    id: int
    name: str
    promised: str
    #: Whole days since then.
    days: int
    team: str
    #: Whom or what it waits for.
    state: str
    #: Who decides it, by name; empty for nobody.
    clerk: str
    #: Who sees to it; empty for nobody yet.
    taken_by: str
    tag: parts.Tag


@standing("manager")
@never_cache
@require_GET
def late(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """Requests of one's teams whose promised day has passed, what nobody sees to first."""
    lines = certificates.list_late(certificates.teams_of(here.actor, here.now), here.now)
    return show(request, here, "late", rows=[_row(one) for one in lines])


def _row(line: LateLine) -> Row:
    team = catalogue.the_catalogue().teams.get(line.team)
    twice = parts.Tag(_("tweede keer"), "bad")
    return Row(
        id=line.id,
        name=names.of_city().product(line.product),
        promised=dates.full_day(line.answer_by),
        days=line.days,
        team=names.text(team.name) if team else "",
        state=_waits_for(line),
        clerk=_name(line.clerk),
        taken_by=_name(line.taken_by),
        tag=twice if line.step > 1 else parts.Tag(_("te laat"), "warn"),
    )


def _waits_for(line: LateLine) -> str:
    """By name where it waits for another municipality, so that a lead knows whom to call."""
    if line.place:
        return _("wacht op de gemeente %(place)s") % {"place": line.place}
    return str(rule_words.STATES[line.state])


def _name(actor: str) -> str:
    """What a colleague is called; empty for nobody."""
    if not actor.startswith(people.EMPLOYEE):
        return ""
    found = people.find_employee(UUID(actor.removeprefix(people.EMPLOYEE)))
    return found.name if found else ""


@require_POST
@standing("manager")
def take_up(request: EmployeeRequest, here: Standing, late: int) -> HttpResponse:
    """I see to it."""
    return done(
        request,
        lambda: actions.follow_up(late=late, actor=here.actor, now=here.now),
        to="/desk/late",
        said_of=lambda _nothing: _("Genoteerd: jij volgt het op."),
    )
