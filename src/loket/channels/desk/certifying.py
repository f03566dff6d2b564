"""Certificates at the desk: what the rules handed over, one case in full, and its decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loket.channels.desk import rule_words
from loket.channels.desk.certificate_facts import case_facts, people_facts, person_line
from loket.channels.desk.pages import done, said, show
from loket.channels.desk.station import Standing, standing
from loket.channels.ui import dates, names, parts
from loket.channels.ui.access import EmployeeRequest
from loket.domain.refusals import RuleBroken
from loket.domain.registers.grounds import Ground
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.registers import actions as registers
from loket.offices.certificates import actions
from loket.offices.certificates import queries as certificates
from loket.offices.certificates.queries import Dossier, InboxLine, Letter

#: The size of a file that a clerk adds, in bytes.
BIGGEST_FILE: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """A request in the list; nobody is named in it."""

    line: InboxLine
    name: str
    team: str
    since: str
    answer_by: str
    tag: parts.Tag
    is_mine: bool


@standing("clerk", "expert")
@never_cache
@require_GET
def inbox(request: EmployeeRequest, here: Standing) -> HttpResponse:
    """What waits for one's teams, by product; the most urgent first."""
    lines = certificates.list_inbox(certificates.teams_of(here.actor, here.now), here.now)
    rows = [_row(line, here) for line in lines]
    ordered = sorted(rows, key=lambda one: (one.name, one.line.answer_by or here.today))
    shelves = [(name, list(group)) for name, group in groupby(ordered, key=lambda one: one.name)]
    return show(request, here, "certificates", shelves=shelves, count=len(rows))


def _row(line: InboxLine, here: Standing) -> Row:
    team = catalogue.the_catalogue().teams.get(line.team)
    late = parts.Tag(_("te laat"), "bad")
    state = parts.Tag(str(rule_words.STATES[line.state]), "warn" if line.clerk else "")
    return Row(
        line=line,
        name=names.of_city().product(line.product),
        team=names.text(team.name) if team else "",
        since=dates.brief_moment(line.made_at, here.today),
        answer_by=dates.full_day(line.answer_by) if line.answer_by else "",
        tag=late if line.is_late else state,
        is_mine=line.clerk == here.actor,
    )


@standing("clerk", "expert")
@never_cache
@require_GET
def dossier(request: EmployeeRequest, here: Standing, asked: UUID) -> HttpResponse:
    """One case: what was asked, what stopped it, every rule, and what can be done."""
    return _page(request, here, asked)


def _page(request: EmployeeRequest, here: Standing, asked: UUID, **more: Any) -> HttpResponse:
    try:
        case = certificates.find_dossier(asked, actor=here.actor, now=here.now)
    except RuleBroken as broken:
        if broken.code == "unknown_certificate_request":
            raise Http404 from broken
        said(request, broken)
        return show(request, here, "certificate_closed", status=403)
    _write_down(case, asked, here)
    facts = case_facts(case, here)
    return show(request, here, "certificate", case=case, **facts, **more)


def _write_down(case: Dossier, asked: UUID, here: Standing) -> None:
    """Who is read about reads that too, as long as answers of a register stand in the case."""
    if not case.facts:
        return
    ground = Ground(certificates.GROUND, str(asked))
    for one in sorted({case.applicant, case.subject or case.applicant}):
        registers.write_down_reading(of=one, ground=ground, actor=here.actor, now=here.now)


@standing("clerk", "expert")
@never_cache
@require_http_methods(["POST"])
def who(request: EmployeeRequest, here: Standing, asked: UUID) -> HttpResponse:
    """Look up who the people are, or who was described; shown once, kept nowhere."""
    wanted = request.POST.get("names", "").strip()[:100]
    try:
        if "look" in request.POST:
            people = actions.look_at_people(request=asked, actor=here.actor, now=here.now)
            return _page(request, here, asked, people=people_facts(people))
        hits = actions.search_subject(
            request=asked, names=wanted, born_on=None, actor=here.actor, now=here.now
        )
    except RuleBroken as broken:
        said(request, broken)
        return _page(request, here, asked)
    lines = [(one.resident, person_line(one)) for one in hits]
    return _page(request, here, asked, hits=lines, wanted=wanted, is_searched=True)


Act = Callable[[Standing, UUID, HttpRequest], Any]


@require_POST
@standing("clerk", "expert")
def act(request: EmployeeRequest, here: Standing, asked: UUID, act: str) -> HttpResponse:
    """What is done with a case; each act checks its own right."""
    if act not in ACTS:
        raise Http404
    return done(
        request,
        lambda: ACTS[act](here, asked, request),
        to=f"/desk/certificates/{asked}",
        said_of=lambda found: str(SAID.get(found.state, "")),
    )


def _take_over(here: Standing, asked: UUID, _request: HttpRequest) -> Any:
    return actions.take_over(request=asked, actor=here.actor, now=here.now)


def _put_back(here: Standing, asked: UUID, _request: HttpRequest) -> Any:
    return actions.put_back(request=asked, actor=here.actor, now=here.now)


def _grant(here: Standing, asked: UUID, request: HttpRequest) -> Any:
    file = request.FILES.get("file")
    if file is not None and (file.size or 0) > BIGGEST_FILE:
        raise RuleBroken("file_too_big", most=BIGGEST_FILE // 1_000_000)
    return actions.grant(
        request=asked,
        note=request.POST.get("note", "").strip()[:300],
        pdf=file.read() if file is not None else None,
        actor=here.actor,
        now=here.now,
    )


def _confirm(here: Standing, asked: UUID, _request: HttpRequest) -> Any:
    return actions.confirm(request=asked, actor=here.actor, now=here.now)


def _refuse(here: Standing, asked: UUID, request: HttpRequest) -> Any:
    return actions.refuse(
        request=asked,
        why=request.POST.get("why", "")[:1000],
        next_step=request.POST.get("next_step", "")[:1000],
        actor=here.actor,
        now=here.now,
    )


def _name(here: Standing, asked: UUID, request: HttpRequest) -> Any:
    try:
        subject = UUID(request.POST.get("subject", ""))
    except ValueError:
        raise RuleBroken("subject_not_named") from None
    return actions.name_subject(request=asked, subject=subject, actor=here.actor, now=here.now)


def _look_again(here: Standing, asked: UUID, _request: HttpRequest) -> Any:
    return actions.look_again(request=asked, actor=here.actor, now=here.now)


def _ask_migration(here: Standing, asked: UUID, request: HttpRequest) -> Any:
    place = request.POST.get("place", "")[:200]
    return actions.ask_migration(request=asked, place=place, actor=here.actor, now=here.now)


def _migrated(here: Standing, asked: UUID, _request: HttpRequest) -> Any:
    return actions.look_for_act(request=asked, actor=here.actor, now=here.now)


def _ask_police(here: Standing, asked: UUID, _request: HttpRequest) -> Any:
    return actions.ask_police(request=asked, actor=here.actor, now=here.now)


def _police_answered(here: Standing, asked: UUID, request: HttpRequest) -> Any:
    said: Any = request.POST.get("police", "")
    return actions.note_police(request=asked, police=said, actor=here.actor, now=here.now)


def _revoke(here: Standing, asked: UUID, _request: HttpRequest) -> Any:
    return actions.revoke(request=asked, reason="wrong_data", actor=here.actor, now=here.now)


ACTS: Final[Mapping[str, Act]] = {
    "take_over": _take_over,
    "put_back": _put_back,
    "grant": _grant,
    "confirm": _confirm,
    "refuse": _refuse,
    "name": _name,
    "look_again": _look_again,
    "ask_migration": _ask_migration,
    "migrated": _migrated,
    "ask_police": _ask_police,
    "police_answered": _police_answered,
    "revoke": _revoke,
}
SAID: Final = rule_words.STATES


@standing("clerk", "expert")
@never_cache
@require_GET
def to_print(request: EmployeeRequest, here: Standing, asked: UUID) -> HttpResponse:
    """The document, to print for who stands at the counter."""
    return _printed(
        request, here, asked, lambda: actions.fetch(request=asked, actor=here.actor, now=here.now)
    )


@standing("clerk", "expert")
@never_cache
@require_GET
def letter(request: EmployeeRequest, here: Standing, asked: UUID, letter: Letter) -> HttpResponse:
    """The receipt or the decision, for somebody who wants it on paper."""
    who: dict[str, Any] = {"actor": here.actor, "now": here.now}
    return _printed(
        request, here, asked, lambda: actions.fetch_letter(request=asked, letter=letter, **who)
    )


def _printed(
    request: EmployeeRequest, here: Standing, asked: UUID, fetch: Callable[[], bytes]
) -> HttpResponse:
    try:
        pdf = fetch()
    except RuleBroken as broken:
        said(request, broken)
        return _page(request, here, asked)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="document.pdf"'
    return answer
