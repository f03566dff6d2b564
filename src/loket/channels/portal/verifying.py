"""Is this document real? Anybody may ask: by its code, by what a scanner read, or with the file."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from loket.channels.ui.access import client_of, open_to
from loket.channels.ui.forms import Form
from loket.channels.ui.parts import Tone
from loket.channels.ui.sentences import sentences
from loket.domain.documents import codes
from loket.domain.documents.facts import UploadVerification, Verification
from loket.domain.documents.paper import PaperClaims
from loket.domain.refusals import RuleBroken
from loket.foundations.documents import actions, queries
from loket.kit import clock

MEGABYTE = 1024 * 1024


class CodeForm(Form):
    """The code, as it stands on paper."""

    code = forms.CharField(
        label=gettext_lazy("Code op het document"),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "document-code",
            }
        ),
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an answer looks: its tone and its first line."""

    tone: Tone
    title: str


@open_to("anyone")
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Where a code is typed, a scan is pasted or a file is handed in."""
    if request.FILES.get("file") or "send" in request.POST:
        return _about_file(request)
    if scanned := request.POST.get("scanned", "").strip():
        return _about_scan(request, scanned[:2000])
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    typed = codes.as_typed(form.cleaned_data["code"])
    if mistake := codes.mistake_in(typed):
        form.add_error("code", sentences(RuleBroken(mistake))[0])
        return _page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect(f"/verify/{codes.on_paper(typed)}")


@open_to("anyone")
@never_cache
@require_GET
def show(request: HttpRequest, code: str) -> HttpResponse:
    """What anybody may know of the document with this code."""
    return _answer(request, code, None)


def _about_scan(request: HttpRequest, scanned: str) -> HttpResponse:
    """What a scanner read, for who has no script: the code, and what must stand on the paper."""
    claims = queries.read_paper(scanned)
    if claims is None:
        return render(
            request,
            "portal/verified_scan.html",
            {"verdict": Verdict("bad", _("Deze QR-code is niet van ons"))},
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return _answer(request, claims.code, claims)


def _answer(request: HttpRequest, code: str, paper: PaperClaims | None) -> HttpResponse:
    try:
        found = actions.ask(code=code, client=client_of(request), now=clock.now())
    except RuleBroken as broken:
        return _refused(request, broken)
    facts = {
        "found": found,
        "verdict": verdict_on(found),
        "code": codes.on_paper(codes.as_typed(code)),
        "paper": paper,
        "said": _said(paper) if paper else (),
    }
    return render(request, "portal/verified.html", facts)


def _about_file(request: HttpRequest) -> HttpResponse:
    handed = request.FILES.get("file")
    if handed is None or handed.size is None or handed.size > settings.LARGEST_UPLOAD:
        form = CodeForm()
        most = settings.LARGEST_UPLOAD // MEGABYTE
        return _page(
            request,
            form,
            HTTPStatus.UNPROCESSABLE_ENTITY,
            _("Kies een PDF van hoogstens %(most)s MB.") % {"most": most},
        )
    try:
        found = actions.ask_about_file(
            pdf=handed.read(), client=client_of(request), now=clock.now()
        )
    except RuleBroken as broken:
        return _refused(request, broken)
    facts = {"found": found, "verdict": verdict_on_file(found), "told": found.verification}
    return render(request, "portal/verified_file.html", facts)


def _page(
    request: HttpRequest, form: CodeForm, status: int = HTTPStatus.OK, file_mistake: str = ""
) -> HttpResponse:
    facts = {"form": form, "file_mistake": file_mistake}
    return render(request, "portal/verify.html", facts, status=status)


def _refused(request: HttpRequest, broken: RuleBroken) -> HttpResponse:
    if broken.code == "too_many_codes":
        response = _page_with(request, broken, HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(broken.facts["retry_after"])
        return response
    return _page_with(request, broken, HTTPStatus.UNPROCESSABLE_ENTITY)


def _page_with(request: HttpRequest, broken: RuleBroken, status: int) -> HttpResponse:
    form = CodeForm({"code": ""})
    form.errors.clear()
    form.add_error("code", sentences(broken)[0])
    return _page(request, form, status)


def verdict_on(found: Verification) -> Verdict:
    """Tone and first line for each answer about a code."""
    match found.answer:
        case "authentic":
            return Verdict("good", _("Dit document is echt"))
        case "replaced":
            return Verdict("warn", _("Dit document is vervangen door een ander"))
        case "revoked":
            return Verdict("bad", _("Dit document is ingetrokken"))
        case "expired":
            return Verdict("warn", _("Dit document is verlopen"))
        case "unknown":
            return Verdict("bad", _("Deze code kennen we niet"))


def verdict_on_file(found: UploadVerification) -> Verdict:
    """Tone and first line for each answer about a file."""
    if found.verification is not None:
        return verdict_on(found.verification)
    titles: dict[str, Verdict] = {
        "passed_through": Verdict("good", _("Dit bestand gaven wij door, teken voor teken")),
        "tampered": Verdict("bad", _("Dit bestand is veranderd nadat het verzegeld werd")),
        "later_revision": Verdict("bad", _("Aan dit bestand is na het zegel iets toegevoegd")),
        "foreign_seal": Verdict("warn", _("Dit bestand heeft een zegel van iemand anders")),
        "truncated": Verdict("warn", _("Van dit bestand ontbreekt het einde")),
        "no_seal": Verdict("bad", _("In dit bestand zit geen zegel")),
        "unreadable": Verdict("bad", _("Dit bestand kunnen we niet lezen")),
    }
    return titles.get(found.answer, Verdict("bad", _("Dit bestand kennen we niet")))


#: How the claims are called on paper; a claim without a name here is not shown.
NAMES = {
    "names": gettext_lazy("Naam"),
    "born_on": gettext_lazy("Geboren"),
    "address": gettext_lazy("Adres"),
    "nationality": gettext_lazy("Nationaliteit"),
    "members": gettext_lazy("Gezinsleden"),
    "subject": gettext_lazy("Onderwerp"),
}


def _said(paper: PaperClaims) -> list[tuple[str, str]]:
    return [(str(NAMES[name]), said) for name, said in paper.claims.items() if name in NAMES]


@open_to("anyone")
@require_GET
def published_keys(_request: HttpRequest) -> HttpResponse:
    """The keys that sign QR codes, as a key set (RFC 7517): to check paper without asking us."""
    response = JsonResponse({"keys": queries.list_public_keys()})
    response["Cache-Control"] = "public, max-age=3600"
    response["Access-Control-Allow-Origin"] = "*"
    return response
