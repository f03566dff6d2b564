"""Questions about residents: who this number is, and which records are one person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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
#: The record ``%(resident)s`` alone, if no number of theirs was ever replaced, in a step ``who``:
#: for `identified`. Nearly everybody; a busy statement need not walk a chain for them.
WHO: Final = """
who AS (
    SELECT r.id, r.number_encrypted FROM people_resident r
    WHERE id = %(resident)s::uuid AND replaced_by_id IS NULL
    AND NOT EXISTS (SELECT FROM people_resident old WHERE old.replaced_by_id = r.id)
)"""
NEWEST: Final = f"WITH RECURSIVE {RECORDS} SELECT id FROM newer WHERE replaced_by_id IS NULL"  # noqa: S608
CHAIN: Final = f"WITH RECURSIVE {RECORDS} SELECT id FROM whole"  # noqa: S608 (a constant)
IDENTIFY: Final = f"""
WITH RECURSIVE {RECORDS}
SELECT r.id, r.number_encrypted, r.replaced_by_id IS NULL
FROM whole JOIN people_resident r ON r.id = whole.id
"""  # noqa: S608 (a constant)


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
    if actor == f"{RESIDENT}{resident}":
        return True
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
    rows = ask(IDENTIFY, {"resident": resident}).fetchall()
    newest = next((row for row in rows if row[2]), None)
    if newest is None:
        raise RuleBroken("resident_unknown")
    return _identified(newest, {row[0] for row in rows})


def identified(row: Sequence[Any]) -> Identified:
    """The person of whom this is the row of the step ``who``. Only for the guard, as `identify`."""
    return _identified(row, {row[0]})


def _identified(newest: Sequence[Any], chain: Collection[UUID]) -> Identified:
    digits = vault().decrypt(bytes(newest[1]), place=str(newest[0]))
    return Identified(newest[0], frozenset(chain), numbers.kept(digits))


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
