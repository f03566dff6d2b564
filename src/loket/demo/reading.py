"""The demo's reader of cards: a page beside the kiosk, with cards of people who do not exist.

It is what stands beside the screen: which card is in it and how many tries each has left are kept
in this browser, signed. What it tells the kiosk goes the way that a real reader's words go.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from loket.channels.ui.access import open_to
from loket.channels.ui.sentences import SENTENCES
from loket.connectors.cards import PinRefused, SimulatedIssuer, SimulatedReader
from loket.connectors.cards.simulated import TRIES, Card
from loket.demo.residents import BY_KEY, READY_MADE
from loket.domain.kiosks.cards import SAID, Word
from loket.domain.refusals import RuleBroken
from loket.kit import clock
from loket.offices.kiosks import actions
from loket.offices.kiosks import queries as kiosks
from loket.offices.kiosks.queries import Question

DEVICE: Final = "demo_device"
COOKIE: Final = "demo_reader"
SALT: Final = "demo.reader"
PATH: Final = "/demo/"
PIN: Final = "1234"
#: Seconds between two looks whether the screen asks something.
LOOKS_EVERY: Final = 3
LOST, FOREIGN = "lost", "foreign"


@dataclass(frozen=True, slots=True)
class Offered:
    """A card that lies ready."""

    key: str
    name: str
    note: str | Promise


@dataclass(frozen=True, slots=True)
class Kept:
    """The reader as it is: which card is in it, and the tries that cards have lost."""

    card: str = ""
    lost: tuple[tuple[str, int], ...] = ()

    def left(self, key: str) -> int:
        """Tries that this card still has."""
        return TRIES - dict(self.lost).get(key, 0)

    def losing(self, key: str, left: int) -> Kept:
        """The same after a try."""
        rest = tuple(one for one in self.lost if one[0] != key)
        return replace(self, lost=(*rest, (key, TRIES - left)) if left < TRIES else rest)


def list_cards() -> list[Offered]:
    """One of everybody who has a card, and two that open nothing."""
    whole = [
        Offered(one.key, f"{one.first_name} {one.names}", _("goede kaart"))
        for one in READY_MADE
        if "eid" in one.means
    ]
    nora = BY_KEY["mother"]
    name = f"{nora.first_name} {nora.names}"
    return [
        *whole,
        Offered(LOST, name, _("als verloren gemeld en ingetrokken")),
        Offered(FOREIGN, name, _("van een uitgever die de stad niet kent")),
    ]


@never_cache
@open_to("anyone")
@require_http_methods(["GET", "HEAD", "POST"])
def reader(request: HttpRequest) -> HttpResponse:
    """Put a card in, type its PIN on these keys, take it out."""
    kept = _read(request)
    device = _device(request)
    asked = kiosks.find_question(device, now=clock.now()) if device else None
    if request.method != "POST":
        return _page(request, kept, asked, has_kiosk=device is not None)
    do = request.POST.get("do", "")
    said = ""
    if do == "in" and request.POST.get("card") in {one.key for one in list_cards()}:
        kept = replace(kept, card=request.POST["card"])
    elif do == "out" and kept.card:
        kept = replace(kept, card="")
        said = _tell(asked, "taken_out")
    elif do == "pin" and kept.card and asked and asked.question:
        kept, said = _type(kept, asked, request.POST.get("pin", "")[:12])
    answer = redirect(f"{request.path}?said={said}" if said else request.path)
    answer.set_cookie(
        COOKIE, signing.dumps([kept.card, kept.lost], salt=SALT), path=PATH, httponly=True,
        samesite="Lax",
    )  # fmt: skip
    return answer


def remember(answer: HttpResponse, device: UUID) -> None:
    """Which kiosk this browser's reader stands beside."""
    answer.set_cookie(
        DEVICE, signing.dumps(str(device), salt=SALT), path=PATH, httponly=True, samesite="Lax"
    )


def _type(kept: Kept, asked: Question, pin: str) -> tuple[Kept, str]:
    """The PIN on the pad; the reader as it is afterwards, and the code of what was said."""
    card = card_of(settings.CARDS.issuer, kept.card)
    card.left = kept.left(kept.card)
    try:
        answer = SimulatedReader(card).answer(asked.question.encode(), pin)
    except PinRefused as refused:
        words: dict[int, Word] = {0: "blocked", 1: "last_pin"}
        word = words.get(refused.left, "wrong_pin")
        return kept.losing(kept.card, refused.left), _tell(asked, word)
    try:
        actions.prove_with_card(
            pairing=asked.pairing, answer=answer, trusted=settings.CARDS.trusted,
            register=settings.CARDS.register, now=clock.now(), synthetic=True,
        )  # fmt: skip
    except RuleBroken as broken:
        return kept, broken.code
    return kept.losing(kept.card, TRIES), ""


def _tell(asked: Question | None, word: Word) -> str:
    """Tell the kiosk, where it asks; the code of what its screen says."""
    if asked is None:
        return ""
    try:
        actions.hear_reader(pairing=asked.pairing, word=word, now=clock.now())
    except RuleBroken as broken:
        return broken.code
    return SAID[word]


def card_of(issuer: SimulatedIssuer, key: str) -> Card:
    """The card of this name: the same one in every process of the demo."""
    person = BY_KEY.get(key, BY_KEY["mother"])
    by = SimulatedIssuer(seed=b"an issuer whom nobody trusts....") if key == FOREIGN else issuer
    names = f"{person.first_name} {person.names}"
    card = by.issue(number=person.number.digits, names=names, pin=PIN, label=key)
    if key == LOST:
        issuer.revoke(card)
    return card


def _read(request: HttpRequest) -> Kept:
    try:
        card, lost = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT)
    except signing.BadSignature:
        return Kept()
    return Kept(card, tuple((key, int(count)) for key, count in lost))


def _device(request: HttpRequest) -> UUID | None:
    try:
        return UUID(signing.loads(request.COOKIES.get(DEVICE, ""), salt=SALT))
    except signing.BadSignature:
        return None


def _page(
    request: HttpRequest, kept: Kept, asked: Question | None, *, has_kiosk: bool
) -> HttpResponse:
    cards = list_cards()
    facts: dict[str, Any] = {
        "cards": cards,
        "card": next((one for one in cards if one.key == kept.card), None),
        "left": kept.left(kept.card),
        "asks": bool(asked and asked.question),
        "is_in_use": bool(asked and not asked.question),
        "has_kiosk": has_kiosk,
        "pin": PIN,
        "said": SENTENCES.get(request.GET.get("said", "")),
        "watch": LOOKS_EVERY if kept.card and asked is None else 0,
    }
    return render(request, "demo/reader.html", facts)
