"""National numbers: of the National Register (RRN) and of the Crossroads Bank (BIS).

Eleven digits: a date block YYMMDD, a counter SSS of 001 to 998, and two check digits that are
97 − (N mod 97), where N is the first nine digits, preceded by a 2 for who was born from 2000 on. A
month or day that nobody knows is 00. A BIS number adds 40 to the month, or 20 when the sex was not
known either. No branch is ever "repaired" into another: the check digits alone tell the century.

The date block proves no birth date and the counter no sex: registers say those. Sources: Royal
Decrees of 3 April 1984 (RRN) and 8 February 1991 (BIS).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from loket.domain.refusals import RuleBroken

Kind = Literal["rrn", "bis"]

#: As it is printed (85.07.30-997.34), typed with blanks, or sent bare.
WRITTEN: Final = re.compile(r"\d{2}[ .]?\d{2}[ .]?\d{2}[ -]?\d{3}[ .]?\d{2}", re.ASCII)
DIGITS: Final = 11
MODULUS: Final = 97
#: What stands before the nine digits of who was born from 2000 on.
FROM_2000: Final = 2_000_000_000
#: What each register adds to the month.
ADDED: Final[Mapping[int, Kind]] = {0: "rrn", 20: "bis", 40: "bis"}
#: What no register adds: numbers of people who do not exist.
ADDED_TO_SYNTHETIC: Final[Mapping[int, Kind]] = {60: "bis", 80: "rrn"}
MONTHS: Final = 12
#: Which register writes a month of the date block; the synthetic ones know every month of birth.
WRITTEN_BY: Final[Mapping[int, Kind]] = {
    more + month: kind for more, kind in ADDED.items() for month in range(MONTHS + 1)
}
SYNTHETIC_BY: Final[Mapping[int, Kind]] = {
    more + month: kind
    for more, kind in ADDED_TO_SYNTHETIC.items()
    for month in range(1, MONTHS + 1)
}
LONGEST_MONTH: Final = 31
COUNTERS: Final = range(1, 999)


@dataclass(frozen=True, slots=True)
class NationalNumber:
    """A valid number; as text it shows nothing, so that no log, page or error can tell it."""

    digits: str
    kind: Kind
    is_synthetic: bool = False

    def __repr__(self) -> str:
        return f"NationalNumber({self.kind})"

    __str__ = __repr__

    def __format__(self, _specification: str) -> str:
        return repr(self)


def parse(text: str, *, today: date, synthetic: bool = False) -> NationalNumber:
    """The number that was written. Raises ``RuleBroken("number_invalid")``, which repeats none.

    ``synthetic`` also takes numbers that no register issues; only where simulators run.
    """
    trimmed = text.strip()
    if not WRITTEN.fullmatch(trimmed):
        raise RuleBroken("number_invalid")
    digits = "".join(one for one in trimmed if one.isascii() and one.isdecimal())
    month = int(digits[2:4])
    real = WRITTEN_BY.get(month)
    kind = real or (SYNTHETIC_BY.get(month) if synthetic else None)
    if kind is None or int(digits[6:9]) not in COUNTERS or not _is_possible(digits, today):
        raise RuleBroken("number_invalid")
    return NationalNumber(digits, kind, is_synthetic=real is None)


def kept(digits: str) -> NationalNumber:
    """A number that `parse` accepted once, from where we or a register kept its digits.

    `ValueError` for what was never one.
    """
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdecimal()):
        raise ValueError("no number was kept here")
    month = int(digits[2:4])
    real = WRITTEN_BY.get(month)
    kind = real or SYNTHETIC_BY.get(month)
    if kind is None:
        raise ValueError("no number was kept here")
    return NationalNumber(digits, kind, is_synthetic=real is None)


def masked(number: NationalNumber) -> str:
    """How a page shows it: the check digits only, enough for its holder to know it again."""
    return f"••.••.••-•••.{number.digits[-2:]}"


def check_digits(nine: str, *, from_2000: bool) -> int:
    """The check digits, 1 to 97, after the first nine; ``from_2000``: born in 2000 or later."""
    return MODULUS - (int(nine) + (FROM_2000 if from_2000 else 0)) % MODULUS


def made_up(born_on: date, counter: int, *, kind: Kind = "rrn") -> NationalNumber:
    """The synthetic number of a person who does not exist; ``counter`` is 1 to 998.

    An odd counter is a man's, an even one a woman's, as in the registers.
    """
    if counter not in COUNTERS:
        raise ValueError(f"no counter of a day is {counter}")
    added = next(one for one, of in ADDED_TO_SYNTHETIC.items() if of == kind)
    nine = f"{born_on:%y}{born_on.month + added:02}{born_on.day:02}{counter:03}"
    check = check_digits(nine, from_2000=born_on.year >= 2000)
    return NationalNumber(f"{nine}{check:02}", kind, is_synthetic=True)


def _is_possible(digits: str, today: date) -> bool:
    """Whether the century that the check digits tell gives a date that exists and has been."""
    day = int(digits[4:6])
    month = int(digits[2:4]) % 20
    return any(_has_been(year, month, day, today) for year in _years(digits))


def _years(digits: str) -> Iterator[int]:
    """The year of birth: at most one century fits, because 2 000 000 000 is no multiple of 97."""
    for century in (1900, 2000):
        if check_digits(digits[:9], from_2000=century == 2000) == int(digits[9:]):
            yield century + int(digits[:2])


def _has_been(year: int, month: int, day: int, today: date) -> bool:
    if month == 0:
        return day <= LONGEST_MONTH and year <= today.year
    if day > monthrange(year, month)[1]:
        return False
    return (year, month, max(day, 1)) <= (today.year, today.month, today.day)
