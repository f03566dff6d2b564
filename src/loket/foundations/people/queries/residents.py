"""Questions about residents: who this number is, and which records are one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from loket.domain.people import numbers
from loket.domain.people.numbers import NationalNumber
from loket.domain.refusals import RuleBroken
from loket.foundations.people.models import Resident
from loket.kit.statements import ask
from loket.kit.vault import Vault

RESIDENT: Final = "resident:"

#: Steps of a statement: every record of the person ``%(resident)s``, down to the newest number,
#: then up to all that it replaced.
RECORDS: Final = """
newer AS (
    SELECT id, replaced_by_id FROM people_resident WHERE id = %(resident)s::uuid
    UNION
    SELECT r.id, r.replaced_by_id FROM people_resident r JOIN newer n ON r.id = n.replaced_by_id
),
whole AS (
    SELECT id FROM newer
    UNION
    SELECT r.id FROM people_resident r JOIN whole w ON r.replaced_by_id = w.id
)"""
#: The same with what tells the newest and its number, in a step ``who``: for `identified`.
WHO: Final = f"""{RECORDS},
who AS (
    SELECT r.id, r.replaced_by_id, r.number_encrypted
    FROM whole JOIN people_resident r ON r.id = whole.id
)"""  # noqa: S608 (a constant)
NEWEST: Final = f"WITH RECURSIVE {RECORDS} SELECT id FROM newer WHERE replaced_by_id IS NULL"  # noqa: S608
CHAIN: Final = f"WITH RECURSIVE {RECORDS} SELECT id FROM whole"  # noqa: S608 (a constant)
IDENTIFY: Final = f"WITH RECURSIVE {WHO} SELECT * FROM who"  # noqa: S608 (a constant)


@dataclass(frozen=True, slots=True)
class Identified:
    """A person as a register is asked about: the record in use, all records, the number in use."""

    newest: UUID
    chain: frozenset[UUID]
    number: NationalNumber


def find_resident(number: NationalNumber) -> UUID | None:
    """The newest record of the person with this number; None when it was never recognised."""
    found = find_record(number)
    return newest_of(found) if found else None


def chain_of(resident: UUID) -> frozenset[UUID]:
    """All records of one person, under every number that was replaced; at least the one given."""
    return frozenset(row[0] for row in ask(CHAIN, {"resident": resident})) | {resident}


def is_oneself(actor: str, resident: UUID) -> bool:
    """Whether who is signed in is this person, under any number that they had."""
    return actor in {f"{RESIDENT}{one}" for one in chain_of(resident)}


def newest_of(resident: UUID) -> UUID:
    """The record under the number that is in use now. Raises ``resident_unknown``."""
    found = ask(NEWEST, {"resident": resident}).fetchone()
    if found is None:
        raise RuleBroken("resident_unknown")
    newest: UUID = found[0]
    return newest


def identify(resident: UUID) -> Identified:
    """Everything that a register's question needs of one person, in one query.

    Raises ``resident_unknown``. Only for the guard of registers, as `number_of`.
    """
    return identified(ask(IDENTIFY, {"resident": resident}).fetchall())


def identified(rows: Sequence[Sequence[Any]]) -> Identified:
    """The person of whom these are the rows of the step ``who``. As `identify`."""
    newest = next((row for row in rows if row[1] is None), None)
    if newest is None:
        raise RuleBroken("resident_unknown")
    digits = vault().decrypt(bytes(newest[2]), place=str(newest[0]))
    return Identified(newest[0], frozenset(row[0] for row in rows), numbers.kept(digits))


def number_of(resident: UUID) -> NationalNumber:
    """The number of a record. Raises ``resident_unknown``.

    Only for what speaks to a register or a partner by law: a test of the building names them.
    """
    found = Resident.objects.filter(pk=resident).first()
    if found is None:
        raise RuleBroken("resident_unknown")
    return numbers.kept(vault().decrypt(found.number_encrypted, place=str(found.pk)))


def masked_number(resident: UUID) -> str:
    """What a page may show of a number. Raises ``resident_unknown``."""
    return numbers.masked(number_of(resident))


def read_number(text: str, *, today: date) -> NationalNumber:
    """A number that somebody typed. Raises ``number_invalid``.

    Numbers of people who do not exist count only in the demo, where the simulators run.
    """
    return numbers.parse(text, today=today, synthetic=settings.DEMO)


def find_record(number: NationalNumber) -> UUID | None:
    """The record of exactly this number, replaced or not, whichever key it was kept under."""
    found = Resident.objects.filter(number_key__in=vault().traces(number.digits)).first()
    return found.pk if found else None


def vault() -> Vault:
    """Where national numbers are kept."""
    return _vault(tuple(settings.DATA_KEYS))


@cache
def _vault(keys: tuple[str, ...]) -> Vault:
    return Vault(keys, purpose="national numbers")
