"""Questions about second factors: what an employee has, and who must have one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final
from uuid import UUID

from django.conf import settings

from loket.domain.people.may import Assignment, Role
from loket.foundations.people.models import Factor
from loket.kit.vault import Vault

#: Who sees or changes so much that a password alone does not do.
REQUIRED_FOR: Final = frozenset({Role.DPO, Role.ADMINISTRATOR, Role.EXPERT})


@dataclass(frozen=True, slots=True)
class Held:
    """A second factor as its holder sees it."""

    id: UUID
    kind: str
    name: str
    made_at: datetime
    used_at: datetime | None


def list_factors(employee: UUID) -> list[Held]:
    """What an employee has, codes on paper included, the oldest first."""
    records = Factor.objects.filter(employee=employee).order_by("made_at", "id")
    return [Held(one.pk, one.kind, one.name, one.made_at, one.used_at) for one in records]


def has_second_factor(employee: UUID) -> bool:
    """Whether a password alone no longer signs this employee in."""
    return Factor.objects.filter(employee=employee, kind__in=("totp", "passkey")).exists()


def must_have_second_factor(assignments: Iterable[Assignment]) -> bool:
    """Whether these roles need one; never in the demo, where everybody is everybody."""
    return not settings.DEMO and any(one.role in REQUIRED_FOR for one in assignments)


def passkeys_of(employee: UUID) -> list[bytes]:
    """The public parts of an employee's passkeys, as the WebAuthn library wrote them."""
    records = Factor.objects.filter(employee=employee, kind="passkey").order_by("made_at")
    return [bytes(one.kept) for one in records]


def factor_vault() -> Vault:
    """Where secrets of apps are kept."""
    return _vault(tuple(settings.DATA_KEYS))


@cache
def _vault(keys: tuple[str, ...]) -> Vault:
    return Vault(keys, purpose="second factors")
