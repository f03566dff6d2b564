"""Signing in with a card: what proves that its holder stands here, and what never does.

Whoever holds a card can read the name, number and picture on its chip without any code. That
identifies nobody: only the card's own key, opened with the PIN, over a question that was asked just
now, proves that the holder is here; and only while the certificate is valid and not revoked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from loket.domain.kiosks.pairing import Act, State
from loket.domain.refusals import Reason

#: What the issuer's register of certificates says.
Revocation = Literal["good", "revoked", "unknown"]
#: The level of a sign-in with a card and its PIN.
CARD_LEVEL: Final = 500
#: What a reader tells while the screen waits, or while a client uses what the card opened.
Word = Literal["wrong_pin", "last_pin", "blocked", "taken_out", "other_card"]
#: What the screen says to each.
SAID: Final[Mapping[Word, str]] = {
    "wrong_pin": "card_pin_wrong",
    "last_pin": "card_pin_wrong_last",
    "blocked": "card_blocked",
    "taken_out": "card_taken_out",
    "other_card": "card_changed",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found about an answer of a card; reading its data alone gives none of it."""

    #: The signature over our question is right under the key of the certificate.
    is_signed: bool
    #: The certificate was issued by somebody we trust, for authentication.
    is_trusted: bool
    valid_from: datetime
    valid_to: datetime
    revocation: Revocation


def against(proof: Proof | None, *, now: datetime) -> list[Reason]:
    """Why nobody is identified; empty when the holder is. All reasons, the gravest first."""
    if proof is None or not proof.is_signed:
        return [Reason("card_proves_nothing")]
    reasons = []
    if not proof.is_trusted:
        reasons.append(Reason("card_not_trusted"))
    if proof.revocation == "revoked":
        reasons.append(Reason("card_revoked"))
    if proof.revocation == "unknown":
        reasons.append(Reason("card_cannot_be_checked"))
    if not proof.valid_from <= now < proof.valid_to:
        reasons.append(Reason("card_certificate_expired"))
    return reasons


def follows(word: Word, state: State) -> Act | None:
    """What a word of the reader does to a pairing; None: it is said, and the client goes on.

    A wrong PIN is said once and asked for anew by the client alone, never by us: the third blocks
    the card. Who takes the card out after signing in has left; a card that comes in the place of
    another is somebody else's.
    """
    match word:
        case "blocked" | "other_card":
            return Act.BREAK
        case "taken_out":
            return Act.END if state is State.CONFIRMED else None
        case "wrong_pin" | "last_pin":
            return None
