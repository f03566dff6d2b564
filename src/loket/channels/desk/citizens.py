"""One view of a citizen: all that a person has here, opened on a ground and written down.

Opening it is a look-up like any other: the guard asks for the ground, writes the intent first, and
the person reads it in the list of who looked. Nothing of it stands in an address; the page is the
answer to the button that asked for it, and is gone when it is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from loket.channels.desk import coding, rule_words
from loket.channels.desk.certificate_facts import person_line
from loket.channels.desk.pages import show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import dates, names, parts
from loket.channels.ui.access import EmployeeRequest
from loket.channels.ui.forms import Form
from loket.channels.ui.sentences import sentences
from loket.domain.refusals import RuleBroken
from loket.domain.registers.grounds import Ground, typed
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.people import queries as people
from loket.foundations.registers import actions as registers
from loket.offices.certificates import queries as certificates
from loket.offices.certificates.queries import CitizenLine
from loket.offices.identitydocs import queries as codes

PURPOSE: Final = "search"
#: The register's own troubles: the ground was proven, and what is ours can be shown.
WITHOUT_NAME: Final = frozenset(
    {"register_away", "person_unknown", "register_refuses", "answer_malformed"}
)
ROLES: Final = {
    "own": _lazy("voor zichzelf"),
    "asked": _lazy("vroeg het over iemand anders"),
    "about": _lazy("iemand anders vroeg het"),
}


class Ask(Form):
    """Whom, and why: without a case the reason is typed, and reviewed."""

    number = forms.CharField(
        label=_lazy("Rijksregister- of BIS-nummer"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    reason = forms.CharField(
        label=_lazy("Waarom open je dit?"),
        help_text=_lazy("Er is geen dossier. De functionaris voor gegevensbescherming leest dit."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One matter: what, how it stands, since when, and where to go on."""

    text: str
    more: str
    tag: parts.Tag
    url: str = ""


@standing("clerk", "expert", "manager")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def citizen(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """By number, for a reason in one's own words."""
    here.check("registers.look_up")
    form = Ask(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return show(request, here, "citizen_ask", status, form=form, lines=[])
    told = form.cleaned_data
    try:
        found = people.find_resident(people.read_number(told["number"], today=here.today))
        if found is None:
            raise RuleBroken("resident_unknown")
        return _open(request, here, found, typed(told["reason"]))
    except RuleBroken as broken:
        lines = sentences(broken)
        return show(request, here, "citizen_ask", 422, form=form, lines=lines)


@standing("clerk", "expert")
@never_cache
@require_POST
def of_certificate(request: EmployeeRequest, here: Standing, asked: UUID) -> HttpResponse:
    """Of the applicant, or of the subject, of a request that is open."""
    try:
        case = certificates.find_dossier(asked, actor=here.actor, now=here.now)
        whom = case.subject if request.POST.get("whom") == "subject" else case.applicant
        if whom is None:
            raise Http404
        return _open(request, here, whom, Ground(certificates.GROUND, str(asked)))
    except RuleBroken as broken:
        if broken.code == "unknown_certificate_request":
            raise Http404 from broken
        return _refused(request, here, broken)


@standing("clerk", "expert", "manager")
@never_cache
@require_POST
def of_code(request: EmployeeRequest, here: Standing, request_id: UUID) -> HttpResponse:
    """Of the holder of a card for which codes were requested."""
    line = codes.find_request(request_id)
    if line is None:
        raise Http404
    try:
        ground = Ground(codes.GROUND, str(line.subject))
        return _open(request, here, line.subject, ground, codes.PURPOSE)
    except RuleBroken as broken:
        return _refused(request, here, broken)


def _refused(request: EmployeeRequest, here: Standing, broken: RuleBroken) -> HttpResponse:
    lines = sentences(broken)
    return show(request, here, "citizen_ask", 403, form=Ask(), lines=lines)


def _open(
    request: EmployeeRequest,
    here: Standing,
    whom: UUID,
    ground: Ground,
    purpose: str = PURPOSE,
) -> HttpResponse:
    """The guard first; then what is ours."""
    name = _look_up(here, whom, ground, purpose)
    facts: dict[str, Any] = {
        "name": name,
        "number": people.masked_number(people.newest_of(whom)),
        "certificates": [_certificate(one, here) for one in _certificates(here, whom)],
        "codes": [_code(one, here) for one in _codes(here, whom)],
        "mandates": _mandates(here, whom),
    }
    return show(request, here, "citizen", **facts)


def _look_up(here: Standing, whom: UUID, ground: Ground, purpose: str) -> str:
    try:
        person = registers.look_up_person(
            of=whom, ground=ground, purpose=purpose, actor=here.actor, now=here.now
        )
    except RuleBroken as broken:
        if broken.code not in WITHOUT_NAME:
            raise
        return sentences(broken)[0]
    return person_line(person)


def _certificates(here: Standing, whom: UUID) -> list[CitizenLine]:
    if not here.may("certificates.see"):
        return []
    return certificates.list_of_citizen(whom, actor=here.actor, now=here.now)


def _certificate(one: CitizenLine, here: Standing) -> Row:
    team = catalogue.the_catalogue().teams.get(one.team)
    of_team = _("Een aanvraag bij het team %(team)s") % {
        "team": names.text(team.name) if team else one.team
    }
    return Row(
        text=names.of_city().product(one.product) if one.product else of_team,
        more=f"{dates.brief_moment(one.at, here.today)} · {ROLES[one.role]}",
        tag=parts.Tag(str(rule_words.STATES[one.state])),
        url=f"/desk/certificates/{one.id}" if one.id else "",
    )


def _codes(here: Standing, whom: UUID) -> list[codes.CodeLine]:
    if not here.may("identitydocs.see"):
        return []
    return [line for one in people.chain_of(whom) for line in codes.list_of(one)]


def _code(one: codes.CodeLine, here: Standing) -> Row:
    return Row(
        text=_("Pin en puk: %(card)s") % {"card": coding.CARDS[one.card]},
        more=dates.brief_moment(one.requested_at, here.today),
        tag=parts.Tag(str(coding.STATES[one.state])),
        url=f"/desk/codes/{one.id}",
    )


def _mandates(here: Standing, whom: UUID) -> list[parts.Fact]:
    """How many run: who the other one is, is that one's own."""
    given = [
        one
        for one in people.list_mandates_given(whom)
        if one.withdrawn_at is None and one.valid_from <= here.today < one.valid_to
    ]
    held = people.list_mandates_held(whom, here.today)
    return [
        parts.Fact(_("Gaf volmacht"), (str(len(given)),)),
        parts.Fact(_("Kreeg volmacht"), (str(len(held)),)),
    ]
