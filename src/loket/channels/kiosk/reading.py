"""The reader of cards beside the screen: its machine asks what to ask, and tells what came of it.

The PIN is typed on the reader's own keys and never comes here; what comes is a signature. Only who
holds the machine's key is heard.
"""

from __future__ import annotations

import base64
import binascii
from typing import Final, get_args

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from loket.channels.kiosk.machine import key_of
from loket.channels.ui.access import open_to
from loket.connectors.cards import Answer
from loket.domain.kiosks.cards import Word
from loket.domain.refusals import RuleBroken
from loket.kit import clock
from loket.offices.kiosks import actions
from loket.offices.kiosks import queries as kiosks
from loket.offices.kiosks.queries import Question

WORDS: Final = frozenset(get_args(Word))
#: Characters of a certificate or a signature in base 64; no card has longer ones.
LONGEST: Final = 16_000


@open_to("anyone")
@never_cache
@require_GET
def question(request: HttpRequest, code: str) -> JsonResponse:
    """What the card in the reader has to sign now: ``{}`` when the screen asks nothing of a card.

    An empty question: the client is signed in, and taking the card out ends that.
    """
    device = kiosks.find_by_key(key_of(request), point=code)
    if device is None:
        return JsonResponse({"code": "not_a_kiosk"}, status=403)
    asked = kiosks.find_question(device.id, now=clock.now())
    return JsonResponse({"question": asked.question} if asked else {})


@csrf_exempt
@open_to("anyone")
@never_cache
@require_POST
def tell(request: HttpRequest, code: str) -> JsonResponse:
    """A signature over the question, or a word such as ``wrong_pin``; says why it opened nothing.

    ``signature``, ``certificate`` and each ``between`` are base 64 of the bytes (DER).
    """
    device = kiosks.find_by_key(key_of(request), point=code)
    if device is None:
        return JsonResponse({"code": "not_a_kiosk"}, status=403)
    asked = kiosks.find_question(device.id, now=clock.now())
    try:
        if asked is None:
            raise RuleBroken("pairing_over")
        _hear(request, asked)
    except RuleBroken as broken:
        return JsonResponse({"code": broken.code}, status=409)
    return JsonResponse({})


def _hear(request: HttpRequest, asked: Question) -> None:
    word = request.POST.get("word", "")
    if word in WORDS:
        actions.hear_reader(pairing=asked.pairing, word=word, now=clock.now())  # type: ignore[arg-type]
        return
    answer = Answer(
        asked.question.encode(),
        _bytes(request.POST.get("signature", "")),
        _bytes(request.POST.get("certificate", "")),
        tuple(_bytes(one) for one in request.POST.getlist("between")),
    )
    actions.prove_with_card(
        pairing=asked.pairing,
        answer=answer,
        trusted=settings.CARDS.trusted,
        register=settings.CARDS.register,
        now=clock.now(),
        synthetic=settings.DEMO,
    )


def _bytes(text: str) -> bytes:
    """Empty for what is no base 64: no card signs so, and nobody is identified by it."""
    try:
        return base64.b64decode(text[:LONGEST], validate=True)
    except binascii.Error:
        return b""
