"""Requesting new PIN and PUK codes: one question a screen; who needs none is told where to go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core import signing
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.channels.kiosk import keys
from loket.channels.kiosk.choices import Choice
from loket.channels.kiosk.connecting import connect_url, granted
from loket.channels.kiosk.getting import HELPERS
from loket.channels.kiosk.keys import Keys
from loket.channels.kiosk.visiting import Visit, at_kiosk, show
from loket.channels.ui import dates
from loket.channels.ui.language import PageRequest
from loket.channels.ui.sentences import sentence, sentences
from loket.domain.appointments.contact import Contact, contact_from
from loket.domain.identitydocs import asking as rules
from loket.domain.identitydocs.asking import CARD_KINDS, LOST, Wish
from loket.domain.identitydocs.terms import Terms
from loket.domain.people.standing import Helper, helper_actor
from loket.domain.refusals import RuleBroken
from loket.offices.identitydocs import actions
from loket.offices.identitydocs import queries as codes
from loket.offices.kiosks.queries import Granted

CARDS: Final = {
    "eid": gettext_lazy("Identiteitskaart (eID)"),
    "kids_id": gettext_lazy("Kids-ID"),
    "foreigner_card": gettext_lazy("Verblijfskaart"),
}
LOSSES: Final = {
    "both": gettext_lazy("Ik ken geen van beide"),
    "puk": gettext_lazy("Mijn pukcode"),
    "pin": gettext_lazy("Alleen mijn pincode: mijn pukcode heb ik nog"),
}
KEYS: Final[dict[str, Keys]] = {"email": keys.EMAIL, "phone": keys.PHONE}
LONGEST: Final = 254


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered so far, carried in the address: nothing of it tells who asks."""

    card: str = ""
    lost: str = ""
    age: str = ""

    def url(self, visit: Visit, view: str = "codes") -> str:
        """The next question."""
        return f"{visit.url(view)}?{self.query}"

    @property
    def query(self) -> str:
        """As it stands in an address."""
        facts = QueryDict(mutable=True)
        facts.update({"card": self.card, "lost": self.lost, "age": self.age})
        return facts.urlencode()

    def wish(self, terms: Terms) -> Wish:
        """Of an older card the holder need not find the day."""
        issued = terms.unblocked_from if self.age == "new" else None
        return Wish(self.card, self.lost, issued)  # type: ignore[arg-type]


def _read(request: PageRequest) -> Said:
    card, lost = request.GET.get("card", ""), request.GET.get("lost", "")
    age = request.GET.get("age", "")
    return Said(
        card if card in CARD_KINDS else "",
        lost if lost in LOST else "",
        age if age in {"old", "new"} else "",
    )


@at_kiosk
def ask(request: PageRequest, visit: Visit) -> HttpResponse:
    """Which card, what is lost, how old the card is: then either the counter or the phone."""
    said, terms = _read(request), codes.find_terms(visit.today)
    if visit.device is None or not terms.request_product:
        return redirect(visit.start_url)
    if not said.card:
        return _choose(request, visit, _("Voor welke kaart?"), [
            (str(name), Said(card)) for card, name in CARDS.items()
        ])  # fmt: skip
    if not said.lost:
        return _choose(request, visit, _("Wat ben je kwijt?"), [
            (str(name), Said(said.card, lost)) for lost, name in LOSSES.items()
        ])  # fmt: skip
    if said.lost != "pin" and not said.age:
        return _choose(request, visit, _ask_age(terms, visit.today), [
            (_("Vóór die dag"), Said(said.card, said.lost, "old")),
            (_("Die dag of later"), Said(said.card, said.lost, "new")),
        ])  # fmt: skip
    advice = rules.advise(said.wish(terms), terms)
    if advice.way == "counter":
        return _to_counter(request, visit, terms, [sentence(one) for one in advice.reasons])
    return redirect(connect_url(visit, terms.request_product, f"codes/request?{said.query}"))


def _ask_age(terms: Terms, today: date) -> str:
    day = dates.full_day(terms.unblocked_from, today)
    return _("Kreeg je je kaart vóór %(day)s?") % {"day": day}


def _choose(
    request: PageRequest, visit: Visit, title: str, ways: list[tuple[str, Said]]
) -> HttpResponse:
    choices = [Choice(name, said.url(visit)) for name, said in ways]
    return show(
        request, visit, "choose", back=visit.start_url, title=title, choices=choices, kind="few"
    )


def _to_counter(
    request: PageRequest, visit: Visit, terms: Terms, lines: list[str], status: int = 200
) -> HttpResponse:
    """Not here, but there: the first free moment at a counter that does it at once."""
    product = terms.counter_product
    url = f"{visit.url('book_moments')}?item={product}:1" if product else visit.url("book")
    return show(
        request,
        visit,
        "choose",
        back=visit.url("codes"),
        title=_("Dat kan meteen, aan een loket"),
        lines=lines,
        choices=[Choice(_("Toon de vrije momenten"), url, _("breng je kaart mee"), is_first=True)],
        kind="few",
        status=status,
    )


@at_kiosk
def request_codes(request: PageRequest, visit: Visit) -> HttpResponse:
    """How to be told, then the request; for who signed in for this, and for nothing else."""
    said, terms = _read(request), codes.find_terms(visit.today)
    given = granted(visit, terms.request_product)
    if given is None or not (said.card and said.lost):
        return redirect(visit.url("codes"))
    if request.method != "POST":
        return _ask_way(request, visit, given, terms)
    asked, do, by = request.POST.get("asked", ""), request.POST.get("do", ""), _helper(request)
    if do == "helped":
        return show(request, visit, "codes_helped", back=said.url(visit, "codes_request"))
    if do == "way":
        return _ask_way(request, visit, given, terms)
    typed, key = request.POST.get("typed", "")[:LONGEST], request.POST.get("key", "")
    if do in KEYS:
        return _ask_contact(request, visit, do, "")
    if asked in KEYS and key:
        return _ask_contact(request, visit, asked, keys.press(typed, key, KEYS[asked]))
    try:
        contact = _contact(asked, typed) if asked in KEYS and do == "next" else None
    except RuleBroken as broken:
        return _ask_contact(request, visit, asked, typed, sentences(broken))
    try:
        made = actions.ask(
            subject=given.resident,
            applicant=given.resident,
            wish=said.wish(terms),
            channel="kiosk",
            contact=contact,
            language=request.language,
            now=visit.now,
            actor=_actor(given, by),
        )
    except RuleBroken as broken:
        return show(
            request, visit, "choose", back=visit.start_url, title=_("Dat is niet gelukt"),
            lines=sentences(broken), choices=[], kind="few", status=409,
        )  # fmt: skip
    token = signing.dumps([made.code, contact is not None], salt=_salt(visit))
    return redirect(visit.url("codes_done", token))


def _ask_way(request: PageRequest, visit: Visit, given: Granted, terms: Terms) -> HttpResponse:
    """Where the register says that one lives, now that one is signed in; elsewhere: not here.

    An address that nobody may know stays off a screen in a public room.
    """
    by = _helper(request)
    told = actions.look_at_home(of=given.resident, actor=_actor(given, by), now=visit.now)
    if told.against:
        return _to_counter(request, visit, terms, [sentence(one) for one in told.against], 409)
    lines = [sentence(one) for one in told.warnings]
    address = None if told.is_hidden else told.address
    return show(request, visit, "codes_way", address=address, lines=lines, helper=by)


def _helper(request: PageRequest) -> Helper | None:
    """Who presses the keys, as far as it was said."""
    return next((one for one in HELPERS if one == request.POST.get("helper")), None)


def _actor(given: Granted, by: Helper | None) -> str:
    """Who signed in, or whoever helps in that session."""
    return helper_actor(given.resident, by) if by else f"resident:{given.resident}"


def _ask_contact(
    request: PageRequest, visit: Visit, asked: str, typed: str, lines: list[str] | None = None
) -> HttpResponse:
    return show(
        request,
        visit,
        "codes_contact",
        asked=asked,
        typed=typed,
        keys=KEYS[asked],
        helper=_helper(request),
        lines=lines or [],
        status=409 if lines else 200,
    )


def _contact(asked: str, typed: str) -> Contact:
    """Of the person only the way to reach them is kept; `name` is none of the kiosk's business."""
    by_mail = asked == "email"
    return contact_from("-", email=typed if by_mail else "", phone="" if by_mail else typed)


def _salt(visit: Visit) -> str:
    return f"kiosk.codes.{visit.stand.code}.{visit.key}"


@at_kiosk
def done(request: PageRequest, visit: Visit, token: str) -> HttpResponse:
    """What happens now, and when: the codes never come here and never to a home."""
    try:
        code, is_told = signing.loads(token, salt=_salt(visit))
    except signing.BadSignature:
        return redirect(visit.start_url)
    line = codes.find_by_code(code)
    if line is None:
        return redirect(visit.start_url)
    soonest, latest = codes.expected_by(visit.today)
    return show(
        request,
        visit,
        "codes_done",
        code=(code[:4], code[4:]),
        waits=bool(line.blocked_by),
        between=dates.days(soonest, latest, visit.today),
        is_told=is_told,
    )
