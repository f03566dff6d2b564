"""From the code of a refusal to a sentence that a person understands, in every language.

Each room's codes stand in a file of their own here; `SENTENCES` is all of them. A sentence names
facts of its reason as `%(fact)s`; how a fact is said depends on what it is (`_say`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from django.utils.functional import Promise

from loket.channels.ui import dates, names
from loket.channels.ui.sentences import (
    appointments,
    catalogue,
    certificates,
    documents,
    general,
    identitydocs,
    kiosks,
    machines,
    people,
    places,
    programme,
    queues,
    registers,
)
from loket.domain.refusals import Reason, RuleBroken

#: Per room: its codes and what they say.
ROOMS: Final[Mapping[str, Mapping[str, Promise]]] = {
    "general": general.SENTENCES,
    "machines": machines.SENTENCES,
    "people": people.SENTENCES,
    "places": places.SENTENCES,
    "catalogue": catalogue.SENTENCES,
    "certificates": certificates.SENTENCES,
    "documents": documents.SENTENCES,
    "appointments": appointments.SENTENCES,
    "queues": queues.SENTENCES,
    "programme": programme.SENTENCES,
    "registers": registers.SENTENCES,
    "identitydocs": identitydocs.SENTENCES,
    "kiosks": kiosks.SENTENCES,
}
SENTENCES: Final[Mapping[str, Promise]] = {
    code: said for room in ROOMS.values() for code, said in room.items()
}


def sentence(reason: Reason, known: names.Names | None = None) -> str:
    """One reason as a sentence in the language of the page. `KeyError` for an unknown code."""
    saying = _Saying(reason.facts, known or names.of_city())
    return str(SENTENCES[reason.code]) % saying


def sentences(broken: RuleBroken, known: names.Names | None = None) -> list[str]:
    """All reasons of a refusal, each said once."""
    return list(dict.fromkeys(sentence(reason, known) for reason in broken.reasons))


class _Saying(dict[str, str]):
    """Facts on their way into a sentence; only those that the sentence names are said."""

    def __init__(self, facts: Mapping[str, Any], known: names.Names) -> None:
        super().__init__()
        self.facts, self.known = facts, known

    def __missing__(self, fact: str) -> str:
        return _say(fact, self.facts[fact], self.known)


def _say(fact: str, value: Any, known: names.Names) -> str:
    code: dict[str, Callable[[str], str]] = {
        "product": known.product,
        "products": known.product,
        "other": known.product,
        "location": known.location,
        "capability": names.capability,
        "language": names.language,
        "state": names.state,
    }
    match value:
        case str() if fact == "day":
            return dates.full_day(date.fromisoformat(value))
        case str():
            return code.get(fact, str)(value)
        case datetime():
            return f"{dates.full_day(dates.local_day(value))}, {dates.hour(value)}"
        case date():
            return dates.full_day(value)
        case time():
            return dates.hour(value)
        case Mapping():
            return known.text(value)
        case list() | tuple() | set() | frozenset():
            return dates.listing([_say(fact, each, known) for each in value])
        case _:
            return str(value)
