"""What may never stand in the journal: names, contacts and values of people.

The journal cannot be corrected, so what it must not keep has to be refused at the door: references,
field groups and reasons only. Then a person can be anonymised without touching the journal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_KEYS = (
    "name first_name last_name full_name given_name family_name surname naam voornaam achternaam "
    "email e_mail mail phone telephone telefoon mobile gsm fax recipient contact login "
    "address street house_number adres straat birth_date date_of_birth birthday geboortedatum "
    "national_number rijksregisternummer insz bis_number "
    "password secret body subject_line note text "
)

#: Keys that would hold a person's name, contact, number or secret. Matched whole, in lower case.
REFUSED_KEYS = frozenset(_KEYS.split())

#: Values that are a contact or a number of a person whatever their key says: an e-mail address, an
#: international telephone number, a national register number with or without its dots.
REFUSED_VALUE = re.compile(
    r"[^\s@]+@[^\s@]+\.[^\s@]+|\+\d[\d ]{7,}|\d{2}\.?\d{2}\.?\d{2}-?\d{3}\.?\d{2}"
)


def indiscretions(facts: Mapping[str, Any]) -> list[str]:
    """The paths in ``facts`` that hold what the journal must not keep; empty when it may stand."""
    return list(_walk(facts, ""))


def _walk(value: object, path: str) -> Iterator[str]:
    if isinstance(value, str):
        if REFUSED_VALUE.fullmatch(value):
            yield path
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            here = f"{path}.{key}" if path else str(key)
            if str(key).lower() in REFUSED_KEYS:
                yield here
            else:
                yield from _walk(inner, here)
    elif isinstance(value, Sequence):
        for at, inner in enumerate(value):
            yield from _walk(inner, f"{path}[{at}]")
