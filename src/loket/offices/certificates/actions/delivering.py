"""Making the document of a right that stands, once; and letting its applicant fetch it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from loket.domain.catalogue.product import Certificate
from loket.domain.certificates.deciding import decide as decide_case
from loket.domain.refusals import RuleBroken
from loket.domain.registers.facts import Person
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.documents import actions as documents
from loket.foundations.documents import queries as document_queries
from loket.foundations.people import queries as people
from loket.kit.statements import ask, in_few_trips
from loket.offices.certificates.actions.asking_registers import Registers
from loket.offices.certificates.actions.claims import claims_for
from loket.offices.certificates.actions.gathering import gather
from loket.offices.certificates.actions.moving import (
    Asked,
    as_asked,
    locked,
    make_move,
    permit,
    permit_own,
    write,
)
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.files import file_of, words_of
from loket.offices.certificates.queries.products import the_certificate

#: A right that was found this long ago is looked at again before the document is made.
FRESH: Final = timedelta(minutes=10)
AGAIN: Final = timedelta(seconds=20)
#: Which document waits for its seal, unless the request moved or another was noted meanwhile.
AWAIT: Final = """
UPDATE certificates_request SET document = %(document)s, try_at = %(try_at)s
WHERE id = %(request)s AND state = 'granted'
AND coalesce(document, %(document)s::uuid) = %(document)s RETURNING id"""
#: Ways in which the document cannot be made now, and may be later.
LATER: Final = frozenset({"register_away"})


@catalogue.of_one_edition
def deliver(*, request: UUID, actor: str, now: datetime) -> Asked:
    """Make the document of a granted request; delivered as soon as it is sealed.

    The reference of the document is the request, so that two processes, or one that died half-way
    and one that came after it, make one document. A right found a while ago is checked again first.
    Never inside a transaction.
    """
    with in_few_trips():
        found = locked(request)
        if found.document is not None or found.state != "granted":
            return _close(found, actor, now)
    return deliver_granted(found, actor=actor, now=now)


def deliver_granted(
    found: Request, *, actor: str, now: datetime, person: Person | None = None
) -> Asked:
    """The same, of a request without a document, as it was read or granted a moment ago.

    ``person``: what the register just told of the subject, so that it is not asked twice.
    """
    try:
        if not _still_stands(found, actor, now):
            return _hand_back(found.pk, now)
        how = the_certificate(found.product, found.asked_on)
        issue = _prepared(found, how, actor, now, person)
        with in_few_trips():
            document = issue()
            if how.made_by == "template" and _await_seal(found, document, now):
                return as_asked(found)
            found = locked(found.pk)
            if found.state != "granted" or found.document not in (None, document):
                transaction.set_rollback(True)  # nobody asks for this one any more
                return as_asked(found)
            found.document = document
            return _close(found, actor, now)
    except RuleBroken as broken:
        if broken.code not in LATER:
            return _hand_back(found.pk, now)
        return _try_again(found.pk, now)


def _still_stands(request: Request, actor: str, now: datetime) -> bool:
    """A clerk's grant stands; the machine's is found again when time has passed."""
    if request.clerk or request.decided_at is None or now - request.decided_at < FRESH:
        return True
    gathered = gather(request, actor=actor, now=now)
    return decide_case(gathered.case, gathered.terms).outcome == "grant"


def _await_seal(found: Request, document: UUID, now: datetime) -> bool:
    """Somebody looks again soon; False when the request is not where it was when it was read."""
    try_at = now + AGAIN
    noted = ask(AWAIT, {"request": found.pk, "document": document, "try_at": try_at}).fetchone()
    if noted is None:
        return False
    found.document, found.try_at = document, try_at
    return True


def _prepared(
    request: Request, how: Certificate, actor: str, now: datetime, told: Person | None
) -> Callable[[], UUID]:
    """What issues the document, once the registers have told what it needs."""
    if request.subject is None:
        raise RuleBroken("subject_not_named")
    about: dict[str, Any] = {
        "subject": request.subject,
        "product": request.product,
        "now": now,
        "actor": actor,
    }
    reference = f"certificate:{request.pk}"
    registers = Registers(request, actor, now)
    match how.made_by:
        case "attest":
            pdf = registers.attest(request.subject, how.model)
            return partial(
                documents.take_in,
                pdf=pdf, source="population", kind=how.model, reference=reference, **about,
            )  # fmt: skip
        case "act":
            form = words_of(request).form
            pdf = registers.act(request.subject, file_of(request).act, form)
            return partial(
                documents.take_in,
                pdf=pdf, source="civil_status", kind=f"{how.model}-{form}", reference=reference,
                **about,
            )  # fmt: skip
        case "template":
            person = told or registers.person(request.subject)
            claims = claims_for(how.model, person, on=request.asked_on)
            return partial(
                documents.author, template=how.model, claims=claims, reference=reference, **about
            )
        case "person":
            raise RuleBroken("made_by_person")


def _close(found: Request, actor: str, now: datetime) -> Asked:
    """Of a locked request: delivered, once the seal is on it; until then somebody looks again."""
    if found.state == "granted" and found.document is not None:
        if document_queries.is_waiting(found.document):
            _await_seal(found, found.document, now)
        else:
            make_move(
                found, "deliver", actor=actor, now=now, document=found.document, delivered_at=now,
                try_at=None,
            )  # fmt: skip
    return as_asked(found)


def _try_again(request: UUID, now: datetime) -> Asked:
    with transaction.atomic():
        found = locked(request)
        found.try_at, found.tries = now + AGAIN * (found.tries + 1), found.tries + 1
        found.save(update_fields=["try_at", "tries"])
        return as_asked(found)


def _hand_back(request: UUID, now: datetime) -> Asked:
    """A person looks: the right does not stand any more, or the register does not give it."""
    with transaction.atomic():
        found = locked(request)
        if found.state == "granted" and found.document is None:
            make_move(
                found, "hand_over", actor="system:certificates", now=now, clerk="",
                decided_at=None, try_at=None, answer_by=found.answer_by,
            )  # fmt: skip
        return as_asked(found)


def fetch(*, request: UUID, actor: str, now: datetime) -> bytes:
    """The bytes, for the applicant, or for a clerk who prints it; every time leaves a line.

    Raises ``unknown_certificate_request`` for anybody else, ``no_ground`` for a clerk who has no
    part in it, ``not_sealed_yet``, and the reasons of `documents.queries.content`.
    """
    with transaction.atomic():
        found = locked(request)
        if actor.startswith(people.EMPLOYEE):
            permit("certificates.print", actor=actor, request=found, now=now)
            _require_part_in_it(found)
        else:
            permit_own(actor=actor, request=found)
        if found.document is None:
            raise RuleBroken("not_sealed_yet")
        pdf = document_queries.content(found.document)
        write("fetch", found, actor=actor, now=now)
    return pdf


def _require_part_in_it(request: Request) -> None:
    """Paper goes through the hands of clerks: by post, or at the counter when one of them decided.

    What a machine gave to somebody at home is no clerk's to read.
    """
    if request.way != "post" and not request.clerk:
        raise RuleBroken("no_ground")


def revoke(*, request: UUID, reason: str, actor: str, now: datetime) -> Asked:
    """Wrong data: the document counts for nothing from now on; another is asked, never edited."""
    with transaction.atomic():
        found = locked(request)
        permit("certificates.decide", actor=actor, request=found, now=now)
        make_move(found, "revoke", actor=actor, now=now)
        if found.document is not None:
            documents.revoke(document=found.document, reason=reason, now=now, actor=actor)
        return as_asked(found)
