"""Fetch what a register hands out finished: a legal attest, an act. Nothing of it stays here."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from loket.domain.refusals import RuleBroken
from loket.domain.registers.acts import ActForm
from loket.domain.registers.attests import MODELS
from loket.domain.registers.grounds import Ground
from loket.foundations.registers.actions.guard import looking
from loket.foundations.registers.actions.registers import civil_status, population


def fetch_attest(
    *, model: str, of: UUID, ground: Ground, purpose: str, actor: str, now: datetime
) -> bytes:
    """The finished PDF of a legal attest model, as the register sealed it.

    Raises ``attest_unknown`` for what is not one of the ten (`domain.registers.attests`), and
    what `guard.looking` raises; never inside a transaction.
    """
    if model not in MODELS:
        raise RuleBroken("attest_unknown", model=model)
    with looking(
        of=of, ground=ground, purpose=purpose, inquiry="attest", register="population",
        actor=actor, now=now,
    ) as look_up:  # fmt: skip
        return look_up.ask(lambda one: population().attest(one, model=model))


def fetch_act(
    *,
    reference: str,
    form: ActForm,
    of: UUID,
    ground: Ground,
    purpose: str,
    actor: str,
    now: datetime,
) -> bytes:
    """The finished PDF of an act of which ``of`` is a subject, as the register sealed it.

    Raises what `guard.looking` raises; ``person_unknown`` also for an act that is not there yet.
    """
    with looking(
        of=of, ground=ground, purpose=purpose, inquiry="act", register="civil_status",
        actor=actor, now=now,
    ) as look_up:  # fmt: skip
        return look_up.ask(lambda one: civil_status().act(one, reference=reference, form=form))
