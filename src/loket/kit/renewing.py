"""What is kept under which key of a `vault`: counting it, and finding what is to be kept anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, cast

from django.db.models import BinaryField, Model, QuerySet
from django.db.models.functions import Substr

from loket.kit.vault import NAME_BYTES, Vault

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Kept:
    """How many secrets there are, under older keys, and under keys that are not here any more."""

    all: int
    old: int
    lost: int


def under_old_keys(rows: QuerySet[M], field: str, vault: Vault) -> QuerySet[M]:
    """Rows whose ``field`` another key than the first encrypted; empty fields are no secrets."""
    return _named(rows, field).exclude(key_name=vault.names[0])


def count_kept(rows: QuerySet[M], field: str, vault: Vault) -> Kept:
    """How the secrets in ``field`` stand."""
    named = _named(rows, field)
    old = named.exclude(key_name=vault.names[0])
    return Kept(named.count(), old.count(), old.exclude(key_name__in=vault.names[1:]).count())


def _named(rows: QuerySet[M], field: str) -> QuerySet[M]:
    begins = Substr(field, 1, NAME_BYTES, output_field=BinaryField())
    there = rows.exclude(**{f"{field}__isnull": True})
    return cast("QuerySet[M]", there.annotate(key_name=begins).exclude(key_name=b""))
