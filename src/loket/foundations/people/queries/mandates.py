"""Questions about mandates: who let whom ask for what."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from loket.domain.people.standing import MandateFacts
from loket.foundations.people.models import Mandate
from loket.foundations.people.queries.residents import chain_of


def find_mandate(mandate: UUID) -> MandateFacts | None:
    """The mandate with this id, in force or not."""
    record = Mandate.objects.filter(pk=mandate).first()
    return as_facts(record) if record else None


def list_mandates_given(resident: UUID) -> list[MandateFacts]:
    """What this person ever let others do, the latest first, under every number they had."""
    records = Mandate.objects.filter(grantor__in=chain_of(resident))
    return [as_facts(one) for one in records.order_by("-granted_at", "id")]


def list_mandates_held(resident: UUID, on: date) -> list[MandateFacts]:
    """What others let this person do on that day."""
    records = Mandate.objects.in_force(on).filter(holder__in=chain_of(resident))
    return [as_facts(one) for one in records.order_by("-granted_at", "id")]


def as_facts(record: Mandate) -> MandateFacts:
    """A record as the rule wants it."""
    return MandateFacts(
        id=record.pk,
        grantor=record.grantor_id,
        holder=record.holder_id,
        products=frozenset(record.products),
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        withdrawn_at=record.withdrawn_at,
    )
