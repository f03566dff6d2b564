"""A book as rows of three tables, in the text format of COPY."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from loket.demo.synthetic.book import Book
from loket.demo.synthetic.citizens import Bond, Citizen, Paper
from loket.domain.registers.facts import Address

NULL: Final = r"\N"


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its columns in order, and how its rows are written."""

    name: str
    columns: str


CITIZENS: Final = Table(
    "demo_citizen",
    "digits, names, first_names, born_on, birth_place, birth_country, sex, nationality,"
    " civil_status, address, municipality, since, household, household_kind, history,"
    " history_since, deceased_on, undisclosed_until, under_investigation, correction_pending,"
    " sex_registration_changed, names_changed, adopted, wish, wish_on, partner, declared_on,"
    " replaced_by",
)
TIES: Final = Table("demo_tie", "digits, kind, other, authority, since, until")
ACTS: Final = Table(
    "demo_filedact",
    'reference, kind, "on", place, subjects, parents, status, shows_sex_change, shows_adoption,'
    " noted_on, country, municipality",
)

TABLES: Final = (CITIZENS, TIES, ACTS)


def rows_of(book: Book) -> Iterator[tuple[Table, Iterator[str]]]:
    """Each table with its lines."""
    yield CITIZENS, (line for one in book.citizens for line in _citizen(one, book))
    yield TIES, (_tie(one, bond) for one in book.citizens for bond in one.ties)
    yield ACTS, (_act(one, book) for one in book.acts)


def _citizen(one: Citizen, book: Book) -> Iterator[str]:
    """The row under the number in use, and one for each number that it replaced."""
    rest = _rest(one, book)
    yield f"{one.digits}\t{rest}\t\n"
    for old, newer in pairwise([*one.former, one.digits]):
        yield f"{old}\t{rest}\t{newer}\n"


def _rest(one: Citizen, book: Book) -> str:
    wish, wish_on = one.wish or ("", None)
    partner, declared_on = one.declared or (None, None)
    return "\t".join(
        (
            _text(one.names),
            _list(one.first_names),
            one.born_on.isoformat(),
            _text(one.birth_place),
            one.birth_country,
            one.sex,
            one.nationality,
            one.civil_status,
            _list(_place(one.address)) if one.address else NULL,
            book.municipality if one.address else "",
            _day(one.since),
            str(one.home.reference) if one.home else NULL,
            one.home_kind,
            _history(one),
            _day(one.history_since),
            _day(one.deceased_on),
            _day(one.undisclosed_until),
            _bool(one.under_investigation),
            _bool(one.correction_pending),
            _bool(one.sex_registration_changed),
            _bool(one.names_changed),
            _bool(one.adopted),
            wish,
            _day(wish_on),
            partner.digits if partner else "",
            _day(declared_on),
        )
    )


def _tie(one: Citizen, bond: Bond) -> str:
    facts = (_bool(bond.authority), _day(bond.since), _day(bond.until))
    return "\t".join((one.digits, bond.kind, bond.other.digits, *facts)) + "\n"


def _act(act: Paper, book: Book) -> str:
    facts = (
        act.reference,
        act.kind,
        act.on.isoformat(),
        _text(act.place),
        _list(one.digits for one in act.subjects),
        _list(one.digits for one in act.parents),
        act.status,
        _bool(act.shows_sex_change),
        _bool(act.shows_adoption),
        _day(act.noted_on),
        act.country,
        book.municipality,
    )
    return "\t".join(facts) + "\n"


def _history(one: Citizen) -> str:
    if not one.history:
        return "[]"
    told = [
        [*_place(one.address), one.since.isoformat(), one.until.isoformat() if one.until else ""]
        for one in one.history
    ]
    return _text(json.dumps(told, ensure_ascii=False, separators=(",", ":")))


def _place(at: Address) -> tuple[str, ...]:
    return (at.street, at.house_number, at.box, at.postal_code, at.locality)


def _list(words: Iterable[str]) -> str:
    return "{" + ",".join(f'"{_text(word)}"' for word in words) + "}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else NULL


def _bool(value: bool) -> str:  # noqa: FBT001 - a cell, not a switch
    return "t" if value else "f"


def _text(text: str) -> str:
    """As COPY wants it; a name with a quote, a backslash or a tab would break the line."""
    return text if text.replace(" ", "a").isalnum() else text.replace("\\", "\\\\")
