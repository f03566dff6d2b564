"""Letters about a request: proof that it was received, and a clerk's no. The city writes both.

Neither says anything of what registers hold: a receipt is the same whatever stopped the machine,
and a decision has the clerk's own words.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.documents import actions as documents
from loket.foundations.documents import queries as document_queries
from loket.foundations.people import queries as people
from loket.kit import texts
from loket.kit.typesetting import NotTypeset
from loket.offices.certificates.actions.moving import locked, permit, permit_own, write
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.facts import find_terms, local_day
from loket.offices.certificates.queries.lines import Letter

log = logging.getLogger(__name__)

#: The templates of both.
TEMPLATES: Final[dict[Letter, str]] = {"receipt": "ontvangstbewijs", "decision": "beslissing"}


def give_receipt(request: Request, *, now: datetime) -> None:
    """Within the act that leaves a locked request to a later answer; it has at most one.

    What is asked for many under mandates gets none: its holder sees the progress of the job. A
    receipt that cannot be written is our mistake and keeps no request from being received.
    """
    if request.receipt is not None or request.job_id is not None or request.answer_by is None:
        return
    claims = {
        "received_on": request.asked_on.isoformat(),
        "waits_for": "register" if request.state == "accepted" else "person",
        "answer_before": request.answer_by.isoformat(),
    }
    try:
        with transaction.atomic():
            made = _write(request, "receipt", claims, actor="system:certificates", now=now)
    except RuleBroken as broken:
        log.error("the certificate request %s has no receipt: %s", request.pk, broken.code)
        return
    request.receipt = made
    request.save(update_fields=["receipt"])


def write_decision(
    request: Request, *, names: str, why: str, next_step: str, actor: str, now: datetime
) -> UUID:
    """The letter of a refusal; gives its document.

    ``names``: the applicant's, empty when no register told them. Raises ``words_not_printable``.
    """
    objection = _text(find_terms(local_day(now)).objection)
    claims = {
        "asked_on": request.asked_on.isoformat(),
        "why": why,
        "next": next_step,
        **({"names": names} if names else {}),
        **({"objection": objection} if objection else {}),
    }
    return _write(request, "decision", claims, actor=actor, now=now)


def fetch_letter(*, request: UUID, letter: Letter, actor: str, now: datetime) -> bytes:
    """The bytes, for the applicant or a clerk of the team; every time leaves a line.

    Raises ``unknown_certificate_request`` for anybody else and where there is no such letter, and
    ``not_sealed_yet``.
    """
    with transaction.atomic():
        found = locked(request)
        if actor.startswith(people.EMPLOYEE):
            permit("certificates.print", actor=actor, request=found, now=now)
        else:
            permit_own(actor=actor, request=found)
        document = found.receipt if letter == "receipt" else found.decision
        if document is None:
            raise RuleBroken("unknown_certificate_request")
        pdf = document_queries.content(document)
        write(f"fetch_{letter}", found, actor=actor, now=now)
    return pdf


def _write(
    request: Request, letter: Letter, claims: dict[str, Any], *, actor: str, now: datetime
) -> UUID:
    product = catalogue.find_product(request.product) or catalogue.find_withdrawn(request.product)
    try:
        return documents.author(
            template=TEMPLATES[letter],
            claims={
                "subject": _text(product.name) if product else request.product,
                "reference": request.mark,
                **claims,
            },
            subject=request.applicant,
            product=request.product,
            reference=f"{letter}:{request.pk}",
            now=now,
            actor=actor,
        )
    except NotTypeset as fault:
        raise RuleBroken("words_not_printable") from fault


def _text(said: texts.Texts) -> str:
    language = catalogue.the_city().language
    return texts.pick(said, language, language) if said else ""
