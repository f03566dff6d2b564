"""Under which keys numbers and secrets of apps stand."""

from __future__ import annotations

from loket.foundations.people.models import Factor, Resident
from loket.foundations.people.queries.factors import factor_vault
from loket.foundations.people.queries.residents import vault
from loket.kit.renewing import Kept, count_kept


def count_numbers() -> Kept:
    """National numbers of residents."""
    return count_kept(Resident.objects.all(), "number_encrypted", vault())


def count_apps() -> Kept:
    """Secrets of the authenticator apps of employees."""
    return count_kept(Factor.objects.filter(kind="totp"), "kept", factor_vault())


def count_paper_codes() -> int:
    """Codes on paper that were not used: they are found under each key, and kept under none."""
    return Factor.objects.filter(kind="recovery", used_at=None).count()
