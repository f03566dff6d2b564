"""Acts on mandates: a signed-in resident gives one, and takes it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from loket.domain.refusals import Reason, RuleBroken
from loket.foundations.journal import actions as journal
from loket.foundations.people import queries
from loket.foundations.people.models import Mandate

#: Longer than this somebody has forgotten it: it is given again.
LONGEST: Final = timedelta(days=366)


def grant_mandate(
    *,
    grantor: UUID,
    holder: UUID,
    products: Iterable[str],
    valid_from: date,
    valid_to: date,
    actor: str,
    now: datetime,
) -> UUID:
    """Let ``holder`` ask for these products until before ``valid_to``.

    Only the grantor gives it. Raises ``not_allowed`` and the reasons of `_reasons_against`.
    """
    named = sorted(set(products))
    _check_own(grantor, actor)
    if reasons := _reasons_against(grantor, holder, named, valid_from, valid_to, now):
        raise RuleBroken.because(reasons)
    with transaction.atomic():
        made = Mandate.objects.create(
            grantor_id=grantor,
            holder_id=holder,
            products=named,
            valid_from=valid_from,
            valid_to=valid_to,
            granted_at=now,
        )
        journal.write(
            act="people.grant_mandate",
            actor=actor,
            subject=f"{queries.RESIDENT}{grantor}",
            at=now,
            after=_facts(made),
        )
    return made.pk


def withdraw_mandate(*, mandate: UUID, actor: str, now: datetime) -> None:
    """It holds no longer, from now on; withdrawing it again changes nothing.

    Raises ``mandate_unknown``, also for somebody else's, and ``not_allowed``.
    """
    with transaction.atomic():
        record = Mandate.objects.select_for_update().filter(pk=mandate).first()
        if record is None:
            raise RuleBroken("mandate_unknown")
        _check_own(record.grantor_id, actor)
        if record.withdrawn_at is not None:
            return
        record.withdrawn_at = now
        record.save(update_fields=["withdrawn_at"])
        journal.write(
            act="people.withdraw_mandate",
            actor=actor,
            subject=f"{queries.RESIDENT}{record.grantor_id}",
            at=now,
            before=_facts(record),
        )


def _check_own(grantor: UUID, actor: str) -> None:
    if not queries.is_oneself(actor, grantor):
        raise RuleBroken("not_allowed")


def _reasons_against(
    grantor: UUID, holder: UUID, products: list[str], valid_from: date, valid_to: date,
    now: datetime,
) -> list[Reason]:  # fmt: skip
    reasons = []
    if holder in queries.chain_of(grantor):
        reasons.append(Reason("mandate_to_oneself"))
    if not products:
        reasons.append(Reason("mandate_without_products"))
    if valid_to <= max(valid_from, queries.local_day(now)):
        reasons.append(Reason("mandate_ends_before_it_begins"))
    if valid_to - valid_from > LONGEST:
        reasons.append(Reason("mandate_too_long", {"days": LONGEST.days}))
    return reasons


def _facts(mandate: Mandate) -> dict[str, Any]:
    return {
        "mandate": str(mandate.pk),
        "holder": f"{queries.RESIDENT}{mandate.holder_id}",
        "products": mandate.products,
        "since": mandate.valid_from.isoformat(),
        "until": mandate.valid_to.isoformat(),
    }
