"""Acts on residents: know them by their number, and follow a number that changes.

The journal knows a resident by reference; no number, kept or readable, ever stands in it.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from loket.domain.people.numbers import NationalNumber
from loket.domain.refusals import RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries
from loket.foundations.people.models import Resident
from loket.foundations.people.queries.residents import vault
from loket.kit.renewing import under_old_keys


def recognise(*, number: NationalNumber, now: datetime, actor: str) -> UUID:
    """The person with this number, found or made; a replaced number gives the newest record."""
    found = queries.find_resident(number)
    if found is not None:
        return found
    with transaction.atomic():
        return queries.newest_of(_record_of(number, now=now, actor=actor))


def replace_number(*, old: NationalNumber, new: NationalNumber, now: datetime, actor: str) -> UUID:
    """A register gave ``new`` instead of ``old``; what is known under either is one person's.

    Gives the record of ``new``. Saying it again changes nothing. Raises ``number_not_new`` when the
    new number was itself replaced already, or the old one by another.
    """
    with transaction.atomic():
        before = _record_of(old, now=now, actor=actor)
        after = _record_of(new, now=now, actor=actor)
        records = Resident.objects.select_for_update().in_bulk(sorted({before, after}))
        if records[before].replaced_by_id == after:
            return after
        if before == after or records[before].replaced_by_id or records[after].replaced_by_id:
            raise RuleBroken("number_not_new")
        Resident.objects.filter(pk=before).update(replaced_by=after, replaced_at=now)
        journal.write(
            act="people.replace_number",
            actor=actor,
            subject=f"{queries.RESIDENT}{after}",
            at=now,
            before={"resident": str(before)},
        )
    return after


def encrypt_again(*, limit: int = 500) -> int:
    """Keep up to ``limit`` numbers under the first key that are not yet; says how many."""
    with transaction.atomic():
        old = under_old_keys(Resident.objects.all(), "number_encrypted", vault())
        records = list(old.select_for_update(skip_locked=True).order_by("id")[:limit])
        for one in records:
            digits = vault().decrypt(one.number_encrypted, place=str(one.pk))
            one.number_encrypted = vault().encrypt(digits, place=str(one.pk))
            one.number_key = vault().trace(digits)
        Resident.objects.bulk_update(records, ["number_encrypted", "number_key"])
    return len(records)


def _record_of(number: NationalNumber, *, now: datetime, actor: str) -> UUID:
    """The record of this very number, made when there is none, under a lock on the number."""
    _lock(number)
    found = queries.find_record(number)
    if found is not None:
        return found
    made = uuid4()
    Resident.objects.create(
        id=made,
        number_encrypted=vault().encrypt(number.digits, place=str(made)),
        number_key=vault().trace(number.digits),
        is_synthetic=number.is_synthetic,
        recognised_at=now,
    )
    subject = f"{queries.RESIDENT}{made}"
    journal.write(act="people.recognise", actor=actor, subject=subject, at=now)
    return made


def _lock(number: NationalNumber) -> None:
    """Two processes share at least one key also while keys change, so one waits for the other."""
    with connection.cursor() as cursor:
        for trace in sorted(vault().traces(number.digits)):
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_signed(trace),))


def _signed(trace: str) -> int:
    """The first 63 bits, as PostgreSQL numbers its locks."""
    return int(trace[:16], 16) >> 1
