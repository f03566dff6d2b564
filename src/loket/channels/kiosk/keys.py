"""The keys on the screen. Each is a button that sends; with a script nothing has to be sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from loket.domain.appointments.codes import ALPHABET

BACK, CLEAR, SPACE = "back", "clear", "space"
LONGEST: Final = 254


@dataclass(frozen=True, slots=True)
class Keys:
    """A keyboard: rows of characters, the way they are written, and whether it has a space."""

    name: str
    rows: tuple[str, ...]
    spaced: bool = False
    #: Written as they stand, or as in a name: a capital at the beginning of each word.
    as_name: bool = False


#: The characters that a code can have, and no other.
CODE: Final = Keys("code", (ALPHABET[:8], ALPHABET[8:16], ALPHABET[16:]))
#: As the keyboards of the country have them.
NAME: Final = Keys(
    "name", ("azertyuiop", "qsdfghjklm", "wxcvbn'-", "éèëêïöüçà"), spaced=True, as_name=True
)
EMAIL: Final = Keys("email", ("1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn@._-"))
PHONE: Final = Keys("phone", ("123", "456", "789", "+0"))


def press(typed: str, key: str, keys: Keys) -> str:
    """What stands there after a key; a key that this keyboard does not have changes nothing."""
    if key == BACK:
        return typed[:-1]
    if key == CLEAR:
        return ""
    if key == SPACE and keys.spaced and typed:
        return f"{typed} "
    if len(key) != 1 or not any(key in row for row in keys.rows):
        return typed
    return (typed + _written(typed, key, keys))[:LONGEST]


def _written(typed: str, key: str, keys: Keys) -> str:
    begins = not typed or typed[-1] in " -'"
    return key.upper() if keys.as_name and begins else key
