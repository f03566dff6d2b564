"""What a clerk asks of others first: a municipality to put over an act, the police to look.

No interface to either is known, so that asking and answering are told here by a person.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from loket.domain.certificates import elsewhere
from loket.domain.certificates.elsewhere import Police
from loket.domain.refusals import RuleBroken
from loket.offices.certificates.actions.asking_registers import Registers
from loket.offices.certificates.actions.deciding import AWAY, DOUBTFUL, decide
from loket.offices.certificates.actions.gathering import find_act
from loket.offices.certificates.actions.moving import (
    Asked,
    as_asked,
    locked,
    make_move,
    permit,
    taken_by,
)
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.facts import find_terms, local_day
from loket.offices.certificates.queries.files import asked_of, file_of, found_act, seal_file
from loket.offices.certificates.queries.products import the_certificate

DECIDE: Final = "certificates.decide"
#: The register is asked once a day whether the act is there: each look-up leaves a line.
LOOK_AGAIN: Final = timedelta(days=1)


def ask_migration(*, request: UUID, place: str, actor: str, now: datetime) -> Asked:
    """The municipality of the act was asked to put it over; the machine looks every day.

    Raises ``no_act_to_migrate``, ``place_of_act_needed``, and what `grant` raises.
    """
    with transaction.atomic():
        found = taken_by(request, actor, now)
        how, file = the_certificate(found.product, found.asked_on), file_of(found)
        if reasons := elsewhere.reasons_against_migration(how.rules, found_act(file), place):
            raise RuleBroken.because(reasons)
        term = timedelta(days=find_terms(found.asked_on).migration_days)
        make_move(
            found, "ask_migration", actor=actor, now=now, answer_by=local_day(now) + term,
            try_at=now + LOOK_AGAIN, tries=0,
            file=seal_file(replace(file, place=" ".join(place.split())), request=str(request)),
        )  # fmt: skip
        return as_asked(found)


def look_for_act(*, request: UUID, actor: str, now: datetime) -> Asked:
    """Whether the act was put over; then the request is decided anew, and delivered.

    Not found, or no answer: it is looked for again. Never inside a transaction.
    """
    found = Request.objects.get(pk=request)
    if found.state != "migrating":
        return as_asked(found)
    if not actor.startswith("system:"):
        permit(DECIDE, actor=actor, request=found, now=now)
    is_there = _is_there(found, actor, now)
    with transaction.atomic():
        found = locked(request)
        if found.state != "migrating":
            return as_asked(found)
        if not is_there:
            found.try_at, found.tries = now + LOOK_AGAIN, found.tries + 1
            found.save(update_fields=["try_at", "tries"])
            return as_asked(found)
        make_move(found, "migrated", actor=actor, now=now, clerk="", try_at=now, tries=0)
    return decide(request=request, actor=actor, now=now)


def ask_police(*, request: UUID, actor: str, now: datetime) -> Asked:
    """The local police were asked to look. Raises ``no_police_check``."""
    with transaction.atomic():
        found = taken_by(request, actor, now)
        how, file = the_certificate(found.product, found.asked_on), file_of(found)
        if not elsewhere.needs_police(how.rules, asked_of(found)) or file.police:
            raise RuleBroken("no_police_check")
        term = timedelta(days=find_terms(found.asked_on).police_days)
        make_move(found, "ask_police", actor=actor, now=now, answer_by=local_day(now) + term)
        return as_asked(found)


def note_police(*, request: UUID, police: Police, actor: str, now: datetime) -> Asked:
    """What the police said, kept encrypted; the clerk goes on. Raises ``police_answer_needed``."""
    if police not in ("clear", "ban_noted"):
        raise RuleBroken("police_answer_needed")
    with transaction.atomic():
        found = locked(request)
        permit(DECIDE, actor=actor, request=found, now=now)
        file = replace(file_of(found), police=police)
        make_move(
            found, "police_answered", actor=actor, now=now, clerk=actor,
            file=seal_file(file, request=str(request)),
        )  # fmt: skip
        return as_asked(found)


def _is_there(found: Request, actor: str, now: datetime) -> bool:
    if found.subject is None:
        return False
    try:
        act = find_act(found, Registers(found, actor, now), found.subject)
    except RuleBroken as broken:
        if broken.code not in AWAY | DOUBTFUL:
            raise
        return False
    return act is not None and act.status == "in_dabs"
