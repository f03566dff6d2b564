"""The short code of a document: read from paper, typed into a page, never guessed.

Fourteen letters of an alphabet of 23 hold 63 bits; the fifteenth is a check letter. The alphabet is
prime in size, so that a weighted sum finds every wrong letter and every two letters that changed
places. On paper it stands in three groups of five: ``K7RMX-4CWTP-9AEFH``.
"""

from __future__ import annotations

import hmac
from typing import Literal

#: No letter or digit that is taken for another: 0 O Q, 1 I L, 2 Z, 5 S, 8 B, U V (V stays).
ALPHABET = "34679ACDEFGHJKMNPRTVWXY"
#: Letters that chance chose: 23**14 is 2**63.3, and the issue asks for 60 bits.
RANDOM_LETTERS = 14
LENGTH = RANDOM_LETTERS + 1
GROUP = 5
#: Bytes that a seed needs, so that a code cannot be told from chance.
SEED_BYTES = 16
_PURPOSE = b"loket document code v1:"
_LOOK_UP = b"loket document look-up v1:"

Mistake = Literal["code_length", "code_letter", "code_mistyped"]


def code_from(seed: bytes, *, key: bytes) -> str:
    """The code of a document, from its random seed and a key that the database does not hold."""
    if len(seed) < SEED_BYTES:
        raise ValueError(len(seed))
    number = int.from_bytes(hmac.digest(key, _PURPOSE + seed, "sha256"), "big")
    letters = []
    for _ in range(RANDOM_LETTERS):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    code = "".join(letters)
    return code + check_letter(code)


def check_letter(letters: str) -> str:
    """The letter that makes the weighted sum of all fifteen a multiple of 23."""
    total = sum(weight * ALPHABET.index(letter) for weight, letter in enumerate(letters, start=1))
    # The last weight is 15; 15 * 20 = 300 = 1 (mod 23), so 20 undoes it.
    return ALPHABET[-total * 20 % len(ALPHABET)]


def as_typed(text: str) -> str:
    """What somebody typed as the code was made: capitals, without blanks, hyphens and dots."""
    return "".join(letter for letter in text.upper() if letter not in " -–—._\t\r\n\u00a0/")


def mistake_in(code: str) -> Mistake | None:
    """Why this cannot be a code, without looking anywhere; None when it may be one."""
    if any(letter not in ALPHABET for letter in code):
        return "code_letter"
    if len(code) != LENGTH:
        return "code_length"
    if check_letter(code[:-1]) != code[-1]:
        return "code_mistyped"
    return None


def on_paper(code: str) -> str:
    """The code in groups of five."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def look_up_key(code: str, *, key: bytes) -> bytes:
    """The 32 bytes under which a code is found: the database alone makes no codes."""
    return hmac.digest(key, _LOOK_UP + code.encode(), "sha256")
