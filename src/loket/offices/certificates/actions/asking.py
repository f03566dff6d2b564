"""Asking for a certificate: once, whatever is clicked twice; and taking the request back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from loket.domain.catalogue.product import Certificate
from loket.domain.certificates import criminal
from loket.domain.certificates.life import OPEN
from loket.domain.people.standing import Standing, helper_of
from loket.domain.refusals import Reason, RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.foundations.people import queries as people
from loket.kit.ids import new_id
from loket.kit.statements import ask as ask_database
from loket.kit.statements import in_few_trips, need_not_wait
from loket.offices.certificates.actions.deciding import decide_accepted
from loket.offices.certificates.actions.moving import (
    SYSTEM,
    Asked,
    as_asked,
    locked,
    make_first_move,
    make_move,
    permit_own,
    write,
)
from loket.offices.certificates.actions.telling import keep_email
from loket.offices.certificates.models import Job, Request
from loket.offices.certificates.queries.facts import find_terms, local_day
from loket.offices.certificates.queries.files import LONGEST, Words, seal_words, trace_of
from loket.offices.certificates.queries.products import revision_of, the_certificate

#: Of two at once the second waits until the first is stored; only then it looks.
WAIT: Final = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
#: The request of this form; else the open one that asks the same.
THE_SAME: Final = """
SELECT id FROM (SELECT id, key = %s AS of_this_form, state = ANY(%s) AND product = %s AND about = %s
    AS asks_the_same FROM certificates_request WHERE applicant = %s) mine
WHERE of_this_form OR asks_the_same ORDER BY of_this_form DESC LIMIT 1"""
#: A request that somebody decides at once; if the house falls meanwhile, a task takes it up then.
GRACE = timedelta(seconds=30)


@catalogue.of_one_edition
def ask(
    *,
    product: str,
    standing: Standing,
    words: Words,
    channel: str,
    key: UUID,
    now: datetime,
    way: str = "download",
    job: Job | None = None,
) -> Asked:
    """Ask, and have it decided at once: granted, with a clerk, or accepted when a register is away.

    ``standing`` is frozen in the request. Where ``words.whose`` describes somebody else than its
    subject, the subject is looked for, and may stay unknown. The same ``key``, or the same question
    while one is open, gives the request that is there. Never inside a transaction: registers are
    asked. Raises ``unknown_certificate``, what `_check_actor` raises, and the reasons of
    `_against`.
    """
    _check_actor(standing, words)
    found = the_certificate(product, local_day(now))
    if reasons := _against(found, words, channel, now):
        raise RuleBroken.because(reasons)
    wanted = _request(product, standing, words, now)
    wanted.key, wanted.channel, wanted.way, wanted.job = key, channel, way, job
    with in_few_trips():
        there = _there(wanted)
        if there is None:
            _store(wanted, words, now)
            need_not_wait()  # the decision does
    if there is not None:
        return as_asked(Request.objects.get(pk=there))
    return decide_accepted(wanted, actor=standing.actor, now=now)


def _check_actor(standing: Standing, words: Words) -> None:
    """Whoever is signed in is the applicant, also where a helper presses the keys in that session.

    Only the house asks for somebody. Who helps, helps with what is the applicant's own.
    """
    if standing.actor.startswith(SYSTEM):
        return
    helper = helper_of(standing.actor) if standing.capacity == "helper" else None
    actor = standing.actor if helper is None else f"{people.RESIDENT}{helper[1]}"
    if not people.is_oneself(actor, standing.applicant):
        raise RuleBroken("not_signed_in_as_applicant")
    if helper is not None and words.whose != "self":
        raise RuleBroken("helper_only_for_oneself")


def _against(found: Certificate, words: Words, channel: str, now: datetime) -> list[Reason]:
    """What the applicant has to mend in the question; none of it denies a right."""
    reasons = []
    if channel == "kiosk" and not found.at_kiosk:
        reasons.append(Reason("not_at_a_kiosk"))
    if words.form == "copy" and not words.reason.strip():
        reasons.append(Reason("copy_needs_a_reason"))
    known = criminal.find_activity(words.activity, local_day(now))
    if found.rules == "criminal_record" and known is None:
        reasons.append(Reason("activity_needed"))
    if words.whose not in ("self", "spouse", "cohabitant") and words.born_on is None:
        reasons.append(Reason("birth_day_needed"))
    if any(len(text) > LONGEST for text in (words.reason, words.name, words.first_name)):
        reasons.append(Reason("words_too_long", {"most": LONGEST}))
    return reasons


def _request(product: str, standing: Standing, words: Words, now: datetime) -> Request:
    described = words.whose != "self"
    applicant = people.newest_of(standing.applicant)
    of_oneself = standing.subject == standing.applicant
    known = applicant if of_oneself else people.newest_of(standing.subject)
    subject = None if described else known
    return Request(
        id=new_id(),
        product=product,
        revision=revision_of(product),
        subject=subject,
        about=trace_of(words) if described else str(subject),
        applicant=applicant,
        actor=standing.actor,
        capacity=_capacity(standing, words),
        mandate=standing.mandate,
        asked_on=local_day(now),
        made_at=now,
        state="accepted",
        try_at=now + GRACE,
    )


def _capacity(standing: Standing, words: Words) -> str:
    """Who describes a child is there as a parent; anybody else as what they are to each other."""
    if words.whose == "self":
        return standing.capacity
    return "parent" if words.whose == "child" else "relative"


def _there(wanted: Request) -> UUID | None:
    """The request that this one would repeat; of two at once the second waits for the first."""
    ask_database(WAIT, [f"{wanted.applicant} {wanted.product}"])
    mine = [wanted.key, sorted(OPEN), wanted.product, wanted.about, wanted.applicant]
    found = ask_database(THE_SAME, mine).fetchone()
    return found[0] if found else None


def _store(wanted: Request, words: Words, now: datetime) -> None:
    wanted.words = seal_words(words, request=str(wanted.pk))
    wanted.answer_by = wanted.asked_on + timedelta(days=find_terms(wanted.asked_on).answer_days)
    who = {"capacity": wanted.capacity, "subject": f"resident:{wanted.subject or 'unknown'}"}
    make_first_move(wanted, now=now, **who)


def leave_email(*, request: UUID, email: str, actor: str, now: datetime) -> Asked:
    """Tell me there when there is an answer. Raises ``email_unreadable``."""
    with transaction.atomic():
        found = locked(request)
        permit_own(actor=actor, request=found)
        keep_email(found, email)
        write("leave_email", found, actor=actor, now=now)
        return as_asked(found)


def withdraw(*, request: UUID, actor: str, now: datetime) -> Asked:
    """The applicant does not want it any more. Raises ``certificate_move_not_allowed``."""
    with transaction.atomic():
        found = locked(request)
        permit_own(actor=actor, request=found)
        make_move(found, "withdraw", actor=actor, now=now, try_at=None)
        return as_asked(found)
