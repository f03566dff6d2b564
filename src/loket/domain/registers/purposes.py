"""What a look-up may be for: the law that allows it, the fields it gives, the relations it follows.

A purpose is dated. What is not named does not come out, whoever asks: a clerk for parking does not
see descent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal

from loket.domain.registers.facts import FIELDS

#: A text per language; see `loket.kit.texts`.
Texts = Annotated[Mapping[str, str | Mapping[str, str]], "texts"]

#: What may be asked of a register under a purpose.
Inquiry = Literal["person", "household", "relations", "acts", "attest", "act", "search"]
#: Kinds of data, as a resident reads them in the list of who looked.
DataKind = Literal[
    "name", "birth", "address", "history", "household", "family", "nationality", "death",
    "protection", "changes", "last_wish", "acts", "document",
]  # fmt: skip

_FIELDS_OF: Final[Mapping[DataKind, str]] = {
    "name": "names first_names sex",
    "birth": "born_on birth_year birth_month birth_certainty birth_place birth_country",
    "address": "address since municipality",
    "history": "history history_since",
    "household": "household",
    "family": "civil_status cohabitation adopted",
    "nationality": "nationality",
    "death": "deceased_on",
    "protection": "undisclosed_until under_investigation correction_pending",
    "changes": "replaced sex_registration_changed names_changed",
    "last_wish": "last_wish",
}
#: The kind of data that a field of a person is.
KIND_OF: Final[Mapping[str, DataKind]] = {
    name: kind for kind, names in _FIELDS_OF.items() for name in names.split()
}
#: What an inquiry shows beside, or instead of, fields of a person.
SHOWN_BY: Final[Mapping[Inquiry, tuple[DataKind, ...]]] = {
    "person": (),
    "household": ("name", "birth", "address", "household", "protection"),
    "relations": ("family",),
    "acts": ("acts",),
    "attest": ("document",),
    "act": ("document",),
    "search": ("name", "birth", "address"),
}


@dataclass(frozen=True, slots=True)
class Purpose:
    """The format of an entry `[[purposes]]` in `purposes.toml`; in force from ``valid_from``."""

    code: Annotated[str, "like [a-z][a-z0-9-]*"]
    valid_from: date
    #: As a resident reads it: "to deliver a certificate that you asked for".
    name: Texts
    #: The article that allows it, in the language of the law.
    legal_basis: str
    #: What may be asked.
    inquiries: tuple[Inquiry, ...]
    #: Fields of `facts.Person`.
    fields: tuple[str, ...] = ()
    #: Relations of a party of the case whom it may be about as well.
    relations: tuple[str, ...] = ()
    #: Teams whose employees may use it; empty: of every team.
    teams: tuple[str, ...] = ()
    #: The first day on which it no longer holds.
    valid_to: date | None = None
    #: Why residents do not see it in their list: a dated article of law, and nothing else.
    withheld_by: str = ""

    @property
    def key(self) -> str:
        """Code and first day: a successor is an entry of its own."""
        return f"{self.code}/{self.valid_from.isoformat()}"

    def holds(self, on: date) -> bool:
        """Whether it is in force on that day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


def kinds_shown(purpose: Purpose, inquiry: Inquiry) -> tuple[DataKind, ...]:
    """The kinds of data that an inquiry under this purpose shows, in the order of the list."""
    found = set(SHOWN_BY[inquiry])
    if inquiry == "person":
        found |= {KIND_OF[name] for name in purpose.fields}
    return tuple(kind for kind in _ORDER if kind in found)


def find_in_force(purposes: Iterable[Purpose], *, on: date) -> Purpose | None:
    """The one that holds on that day; None when none does."""
    return next((one for one in purposes if one.holds(on)), None)


def find_at(purposes: Iterable[Purpose], *, on: date) -> Purpose | None:
    """What a code stood for on that day: of entries that ended by then the one that ended last.

    A look-up that was noted under a purpose keeps its name when nothing succeeds it.
    """
    begun = sorted(
        (one for one in purposes if one.valid_from <= on), key=lambda one: one.valid_from
    )
    return find_in_force(begun, on=on) or (begun[-1] if begun else None)


def wrong_with(purpose: Purpose) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Where, what and what instead, for what the types of the fields cannot say."""
    for at, name in enumerate(purpose.fields):
        if name not in FIELDS:
            yield ("fields", at), name, "a field of a person"
    for at, kind in enumerate(purpose.relations):
        if kind not in RELATIONS:
            yield ("relations", at), kind, f"one of {', '.join(sorted(RELATIONS))}"
    if not purpose.inquiries:
        yield ("inquiries",), "an empty list", "at least one inquiry"
    if purpose.valid_to and purpose.valid_to <= purpose.valid_from:
        yield ("valid_to",), purpose.valid_to.isoformat(), "a day after valid_from"


RELATIONS: Final = frozenset(
    [
        "parent",
        "child",
        "spouse",
        "cohabitant",
        "representative",
        "represented",
        "ascendant",
        "descendant",
    ]
)
_ORDER: Final[tuple[DataKind, ...]] = (*_FIELDS_OF, "acts", "document")
