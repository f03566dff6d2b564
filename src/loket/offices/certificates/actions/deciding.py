"""The decision of the machine: registers first, in no transaction; then one that stores it."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from loket.domain.certificates.deciding import decide as decide_case
from loket.domain.certificates.rules import Decision
from loket.domain.certificates.showing import shown
from loket.domain.refusals import RuleBroken
from loket.foundations.catalogue import queries as catalogue
from loket.kit.statements import in_few_trips, need_not_wait
from loket.offices.certificates.actions.delivering import deliver_granted
from loket.offices.certificates.actions.gathering import Gathered, gather
from loket.offices.certificates.actions.letters import give_receipt
from loket.offices.certificates.actions.moving import Asked, as_asked, locked, make_move
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.files import file_from, file_of, seal_file

log = logging.getLogger(__name__)

#: Ways in which a register gives no answer that time mends; any other a person must look at.
AWAY: Final = frozenset({"register_away"})
#: What the register itself said. Another reason is a mistake of ours, and said in the log.
DOUBTFUL: Final = frozenset({"register_refuses", "answer_about_another", "answer_malformed"})
#: After so many tries a person looks instead: the applicant waits for somebody, not for a machine.
MOST_TRIES: Final = 12
FIRST_PAUSE: Final = timedelta(seconds=20)
LONGEST_PAUSE: Final = timedelta(hours=1)


@catalogue.of_one_edition
def decide(*, request: UUID, actor: str, now: datetime) -> Asked:
    """Decide a request that is accepted, and deliver it when the right stands.

    A register that is away leaves it accepted, to be tried again. What was decided meanwhile by
    another process stays. Never inside a transaction.
    """
    found = Request.objects.get(pk=request)
    if found.state != "accepted":
        return as_asked(found)
    return decide_accepted(found, actor=actor, now=now)


def decide_accepted(found: Request, *, actor: str, now: datetime) -> Asked:
    """The same, of a request as it was read or stored a moment ago."""
    try:
        gathered = gather(found, actor=actor, now=now)
    except RuleBroken as broken:
        return _without_answer(found.pk, broken, now)
    decision = decide_case(gathered.case, gathered.terms)
    decided, is_ours = _store(found.pk, gathered, decision, now)
    if is_ours and decided.state == "granted":
        return deliver_granted(decided, actor=actor, now=now, person=gathered.person)
    return as_asked(decided)


def _store(
    request: UUID, gathered: Gathered, decision: Decision, now: datetime
) -> tuple[Request, bool]:
    """The request as it stands now, and whether it was us who decided."""
    granted = decision.outcome == "grant"
    with in_few_trips() if granted else transaction.atomic():
        found = locked(request)
        if found.state != "accepted":
            return found, False
        file = file_from(gathered.case, decision, act=gathered.act, before=file_of(found))
        said = shown(decision, gathered.case, gathered.terms)
        make_move(
            found, "grant" if granted else "hand_over", actor="system:certificates", now=now,
            journaled="decide", subject=gathered.subject, rule_set=decision.rule_set,
            reasons=list(said.reasons), answer_by=None if granted else said.answer_by,
            four_eyes=decision.needs_four_eyes, decided_at=now if granted else None,
            try_at=now if granted else None, tries=0, reach=[],
            file=seal_file(file, request=str(request)),
        )  # fmt: skip
        if granted:
            need_not_wait()  # the delivery does
        else:
            give_receipt(found, now=now)
        return found, True


def _without_answer(request: UUID, broken: RuleBroken, now: datetime) -> Asked:
    """Later again, or with a person; never the applicant's error."""
    if broken.code not in AWAY | DOUBTFUL:
        log.error("the certificate request %s cannot be decided: %s", request, broken.code)
    with transaction.atomic():
        found = locked(request)
        if found.state != "accepted":
            return as_asked(found)
        if broken.code not in AWAY or found.tries >= MOST_TRIES:
            trace = [{"rule": broken.code, "finding": "stops", "secrecy": "protected"}]
            file = replace(file_of(found), trace=trace)
            make_move(
                found, "hand_over", actor="system:certificates", now=now, journaled="decide",
                try_at=None, file=seal_file(file, request=str(request)),
            )  # fmt: skip
        else:
            found.try_at, found.tries = now + pause(found.tries), found.tries + 1
            found.save(update_fields=["try_at", "tries"])
        give_receipt(found, now=now)
        return as_asked(found)


def put_off(*, request: UUID, now: datetime) -> None:
    """What cannot be done now by a mistake of ours is tried later, after everybody else's."""
    with transaction.atomic():
        found = locked(request)
        if found.try_at is not None:
            found.try_at, found.tries = now + pause(found.tries), found.tries + 1
            found.save(update_fields=["try_at", "tries"])


def pause(tries: int) -> timedelta:
    """How long to wait before the next try: longer each time, up to an hour."""
    doubled: int = 2 ** min(tries, 20)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)
