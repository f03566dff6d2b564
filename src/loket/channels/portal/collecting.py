"""One's own certificates: where each request stands, the document, what others were given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from time import sleep
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.channels.portal import cards
from loket.channels.portal.refusing import calmly
from loket.channels.ui import dates, names, parts
from loket.channels.ui.access import open_to
from loket.channels.ui.context import Link, today_of
from loket.channels.ui.residents import ResidentRequest, resident_actor, step_up
from loket.channels.ui.sentences import sentence
from loket.domain.certificates.life import MOVES
from loket.domain.people.levels import EID
from loket.domain.refusals import Reason
from loket.kit import clock
from loket.offices.certificates import actions
from loket.offices.certificates import queries as certificates
from loket.offices.certificates.queries import Letter, RequestLine

#: How long a page waits for the seal: so many turns of so many seconds.
TURNS: Final = 20
TURN_SECONDS: Final = 0.1
#: On the card; all of them stand on the page behind it.
RECENT: Final = 3
WITH_PERSON: Final = frozenset({"with_clerk", "taken", "proposed", "migrating", "at_police"})
#: What a state is called on the resident's pages; a clerk at work is no news.
STATES: Final[dict[str, tuple[Promise, parts.Tone]]] = {
    "accepted": (gettext_lazy("ontvangen"), "warn"),
    "with_clerk": (gettext_lazy("in behandeling"), "warn"),
    "taken": (gettext_lazy("in behandeling"), "warn"),
    "proposed": (gettext_lazy("in behandeling"), "warn"),
    "migrating": (gettext_lazy("in behandeling"), "warn"),
    "at_police": (gettext_lazy("in behandeling"), "warn"),
    "granted": (gettext_lazy("bijna klaar"), "warn"),
    "delivered": (gettext_lazy("klaar"), "good"),
    "refused": (gettext_lazy("niet gegeven"), "bad"),
    "withdrawn": (gettext_lazy("ingetrokken"), ""),
    "revoked": (gettext_lazy("telt niet meer"), "bad"),
}
LETTERS: Final[dict[str, Promise]] = {
    "receipt": gettext_lazy("Ontvangstbewijs (pdf)"),
    "decision": gettext_lazy("De beslissing (pdf)"),
}
CAPACITIES: Final[dict[str, Promise]] = {
    "mandate": gettext_lazy("met jouw volmacht"),
    "parent": gettext_lazy("als je ouder"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A request in the list."""

    name: str
    url: str
    when: str
    tag: parts.Tag


@open_to("resident")
@never_cache
@require_GET
def own_certificates(request: ResidentRequest) -> HttpResponse:
    """Everything one asked, and what others were given about one."""
    me, now = request.resident.resident, clock.now()
    facts = {
        "visits": [
            (one.client, dates.full_day(dates.local_day(one.at)), one.took)
            for one in certificates.list_visits(me)
        ],
        "rows": [_row(one, now) for one in certificates.list_own(me)],
        "shared": [
            (
                names.of_city().product(one.product),
                dates.full_day(dates.local_day(one.at)),
                str(CAPACITIES.get(one.capacity, _("volgens de wet"))),
            )
            for one in certificates.list_shared(me)
        ],
    }
    return render(request, "portal/certificates/list.html", facts)


@open_to("resident")
@never_cache
@require_GET
@calmly
def own_certificate(request: ResidentRequest, asked: UUID) -> HttpResponseBase:
    """Where one request stands; a document that is being sealed shows itself when it is."""
    me = request.resident.resident
    line = _patiently(asked, me)
    if (surer := _surer(request, line)) is not None:
        return surer
    if line.state == "granted" and line.is_ready:
        actions.deliver(request=asked, actor=resident_actor(request.resident), now=clock.now())
        line = certificates.find_own(asked, me)
    return render(request, "portal/certificates/one.html", _facts(line, me))


def _surer(request: ResidentRequest, line: RequestLine) -> HttpResponseBase | None:
    """The way to a sign-in as sure as asking for it takes; None when the present one is."""
    how = certificates.find_certificate(line.product, today_of(clock.now()))
    return step_up(request, how.level if how else EID)


def _patiently(asked: UUID, me: UUID) -> RequestLine:
    """The request; a seal that is nearly on is waited for, so that most people never see it."""
    line = certificates.find_own(asked, me)
    for _turn in range(TURNS):
        if line.state != "granted" or line.is_ready or line.document is None:
            break
        sleep(TURN_SECONDS)
        line = certificates.find_own(asked, me)
    return line


def _facts(line: RequestLine, me: UUID) -> dict[str, Any]:
    today = today_of(clock.now())
    code = line.document.code if line.document else ""
    return {
        "line": line,
        "name": names.of_city().product(line.product),
        "path": f"/me/certificates/{line.id}",
        "is_ready": line.is_ready,
        "is_nearly": line.state == "granted" and not line.is_ready,
        "is_waiting": line.state == "accepted",
        "is_late": line.is_late,
        "is_with_person": line.state in WITH_PERSON,
        "is_on_paper": line.state == "migrating" and line.is_about_applicant,
        "is_at_police": line.state == "at_police",
        "letters": [(f"letter/{one}", str(LETTERS[one])) for one in line.letters],
        "is_ours": bool(code),
        "code": code,
        "verify_url": f"{settings.BASE_URL}/verify/{code}" if code else "",
        "answer_by": dates.full_day(line.answer_by) if line.answer_by else "",
        "reasons": [sentence(Reason(one)) for one in line.reasons],
        "refusal": certificates.find_refusal(line.id, me),
        "objection": names.text(certificates.find_terms(today).objection),
        "email": line.words.email,
        "may_withdraw": "withdraw" in MOVES[line.state],
        "state": STATES[line.state][0],
    }


@open_to("resident")
@never_cache
@require_GET
@calmly
def download(request: ResidentRequest, asked: UUID) -> HttpResponseBase:
    """The document; its file name tells nothing of whom it is about."""
    now = clock.now()
    line = certificates.find_own(asked, request.resident.resident)
    if (surer := _surer(request, line)) is not None:
        return surer
    pdf = actions.fetch(request=asked, actor=resident_actor(request.resident), now=now)
    return _file(pdf, f"attest-{today_of(now):%Y-%m-%d}.pdf")


@open_to("resident")
@never_cache
@require_GET
@calmly
def letter(request: ResidentRequest, asked: UUID, letter: Letter) -> HttpResponseBase:
    """A receipt or a decision, under a name that tells nothing."""
    now = clock.now()
    line = certificates.find_own(asked, request.resident.resident)
    if (surer := _surer(request, line)) is not None:
        return surer
    actor = resident_actor(request.resident)
    pdf = actions.fetch_letter(request=asked, letter=letter, actor=actor, now=now)
    return _file(pdf, f"brief-{today_of(now):%Y-%m-%d}.pdf")


def _file(pdf: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@open_to("resident")
@require_POST
@calmly
def leave_email(request: ResidentRequest, asked: UUID) -> HttpResponse:
    """Where to tell that there is an answer."""
    email = request.POST.get("email", "")[:300]
    actor = resident_actor(request.resident)
    actions.leave_email(request=asked, email=email, actor=actor, now=clock.now())
    return redirect(f"/me/certificates/{asked}")


@open_to("resident")
@require_POST
@calmly
def withdraw(request: ResidentRequest, asked: UUID) -> HttpResponse:
    """One does not want it any more."""
    actor = resident_actor(request.resident)
    actions.withdraw(request=asked, actor=actor, now=clock.now())
    return redirect(f"/me/certificates/{asked}")


def _row(line: RequestLine, now: datetime) -> Row:
    said, tone = STATES[line.state]
    if line.is_ready:
        said, tone = STATES["delivered"]
    return Row(
        names.of_city().product(line.product),
        f"/me/certificates/{line.id}",
        dates.brief_moment(line.made_at, today_of(now)),
        parts.Tag(str(said), tone),
    )


def _card(request: ResidentRequest, now: datetime) -> cards.Shown:
    rows = [
        _row(one, now) for one in certificates.list_own(request.resident.resident, limit=RECENT)
    ]
    return cards.Shown(
        _("Attesten en akten"),
        "" if rows else _("Vraag ze hier aan; de meeste heb je meteen."),
        tuple(cards.Item(one.name, one.when, one.url, one.tag) for one in rows),
        (
            Link(_("Vraag een attest of akte"), "/themes/certificates"),
            Link(_("Alles wat je vroeg"), "/me/certificates/"),
        ),
    )


cards.register(cards.Card("certificates", 10, gettext_lazy("Attesten en akten"), _card))
