"""Keeping what stands encrypted under the newest key, a few at a time."""

from __future__ import annotations

from django.db import transaction

from loket.kit.renewing import under_old_keys
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.files import ENCRYPTED, vault


def encrypt_again(*, limit: int = 500) -> int:
    """Keep under the first key up to ``limit`` of each field that are not yet; says how many."""
    return sum(_renew(field, limit) for field in ENCRYPTED)


def _renew(field: str, limit: int) -> int:
    with transaction.atomic():
        old = under_old_keys(Request.objects.all(), field, vault())
        records = list(old.select_for_update(skip_locked=True).order_by("id")[:limit])
        for one in records:
            place = f"{field} {one.pk}"
            secret = vault().decrypt(getattr(one, field), place=place)
            setattr(one, field, vault().encrypt(secret, place=place))
        Request.objects.bulk_update(records, [field])
    return len(records)
