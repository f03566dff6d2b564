"""The keys on the screen. Each is a button that sends; with a script nothing has to be sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
#: Eight figures: day, month and year, as the country writes a day.
DAY: Final = Keys("day", ("12345", "67890"))


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


def day_of(typed: str) -> date | None:
    """The day that was typed, with whatever between its parts; None when there is no such day."""
    figures = "".join(one for one in typed if one in "0123456789")
    if len(figures) != 8:
        return None
    try:
        return date(int(figures[4:]), int(figures[2:4]), int(figures[:2]))
    except ValueError:
        return None
