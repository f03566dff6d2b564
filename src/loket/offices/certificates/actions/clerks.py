"""What a clerk does with a request that the machine handed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from loket.domain.certificates import elsewhere
from loket.domain.certificates.life import after
from loket.domain.refusals import RuleBroken
from loket.foundations.documents import actions as documents
from loket.offices.certificates.actions.asking_registers import Registers
from loket.offices.certificates.actions.claims import full_name
from loket.offices.certificates.actions.deciding import AWAY, DOUBTFUL
from loket.offices.certificates.actions.delivering import deliver
from loket.offices.certificates.actions.letters import write_decision
from loket.offices.certificates.actions.moving import (
    Asked,
    as_asked,
    locked,
    make_move,
    permit,
    taken_by,
)
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.files import asked_of, file_of, seal_file
from loket.offices.certificates.queries.products import the_certificate

DECIDE = "certificates.decide"
#: A refusal that says less leaves the applicant nowhere.
SHORTEST = 15


def take_over(*, request: UUID, actor: str, now: datetime) -> Asked:
    """From now on this clerk answers for it; a colleague's is not taken.

    Raises ``certificate_move_not_allowed``, ``not_allowed``, ``another_team_answers``.
    """
    with transaction.atomic():
        found = _ready(request, actor, now)
        if found.state == "taken" and found.clerk == actor:
            return as_asked(found)
        make_move(found, "take_over", actor=actor, now=now, clerk=actor)
        return as_asked(found)


def put_back(*, request: UUID, actor: str, now: datetime) -> Asked:
    """Back in the list, for a colleague."""
    with transaction.atomic():
        found = _ready(request, actor, now)
        make_move(found, "put_back", actor=actor, now=now, clerk="")
        return as_asked(found)


def grant(
    *, request: UUID, note: str, actor: str, now: datetime, pdf: bytes | None = None
) -> Asked:
    """The right stands, as papers show. With ``pdf``: what another authority made, as it came.

    Where the stop asks for a second person it is only proposed. Raises ``subject_not_named``,
    ``document_needed``, ``police_not_asked``, and what `take_over` raises.
    """
    with transaction.atomic():
        found = taken_by(request, actor, now)
        _check_can_be_made(found, pdf)
        _write_down(found, note=note)
        if pdf is not None:
            found.document = _take_in(found, pdf, actor, now)
            found.save(update_fields=["document"])
        if found.four_eyes:
            make_move(found, "propose", actor=actor, now=now, try_at=None)
            return as_asked(found)
        make_move(found, "grant", actor=actor, now=now, decided_at=now, try_at=now)
    return deliver(request=request, actor=actor, now=now)


def confirm(*, request: UUID, actor: str, now: datetime) -> Asked:
    """A second person agrees. Raises ``same_person_twice`` for the first one."""
    with transaction.atomic():
        found = _ready(request, actor, now)
        if found.clerk == actor:
            raise RuleBroken("same_person_twice")
        make_move(found, "confirm", actor=actor, now=now, decided_at=now, try_at=now)
    return deliver(request=request, actor=actor, now=now)


def refuse(*, request: UUID, why: str, next_step: str, actor: str, now: datetime) -> Asked:
    """No, with the reason and what the applicant can do next; how to object stands below it.

    It is a sealed decision of the city as well. Never inside a transaction: a register is asked for
    the applicant's name. Raises ``refusal_says_too_little``, ``words_not_printable``.
    """
    why, next_step = why.strip(), next_step.strip()
    if min(len(why), len(next_step)) < SHORTEST:
        raise RuleBroken("refusal_says_too_little", least=SHORTEST)
    with transaction.atomic():
        after(taken_by(request, actor, now).state, "refuse")
    names = _applicant_names(request, actor, now)
    with transaction.atomic():
        found = taken_by(request, actor, now)
        after(found.state, "refuse")
        letter = write_decision(
            found, names=names, why=why, next_step=next_step, actor=actor, now=now
        )
        _write_down(found, why=why, next_step=next_step)
        make_move(
            found, "refuse", actor=actor, now=now, decided_at=now, try_at=None, decision=letter
        )
        return as_asked(found)


def _applicant_names(request: UUID, actor: str, now: datetime) -> str:
    """Whom the decision is for; empty when the register is away or does not know them."""
    found = Request.objects.get(pk=request)
    try:
        person = Registers(found, actor, now).find_person(found.applicant)
    except RuleBroken as broken:
        if broken.code not in AWAY | DOUBTFUL:
            raise
        return ""
    return full_name(person) if person else ""


def _ready(request: UUID, actor: str, now: datetime) -> Request:
    found = locked(request)
    permit(DECIDE, actor=actor, request=found, now=now)
    return found


def _check_can_be_made(found: Request, pdf: bytes | None) -> None:
    if found.subject is None:
        raise RuleBroken("subject_not_named")
    how = the_certificate(found.product, found.asked_on)
    police = file_of(found).police
    if reasons := elsewhere.reasons_against_grant(how.rules, asked_of(found), police):
        raise RuleBroken.because(reasons)
    findable = how.made_by != "person" and (how.made_by != "act" or file_of(found).act)
    if pdf is None and not findable:
        raise RuleBroken("document_needed")
    if pdf is not None and not pdf.startswith(b"%PDF-"):
        raise RuleBroken("not_a_pdf")


def _take_in(found: Request, pdf: bytes, actor: str, now: datetime) -> UUID:
    if found.subject is None:
        raise RuleBroken("subject_not_named")
    return documents.take_in(
        pdf=pdf, source="another_authority", kind=found.product.lower(), subject=found.subject,
        product=found.product, reference=f"certificate:{found.pk}", now=now, actor=actor,
    )  # fmt: skip


def _write_down(found: Request, **texts: Any) -> None:
    file = replace(file_of(found), **texts)
    found.file = seal_file(file, request=str(found.pk))
    found.save(update_fields=["file"])
