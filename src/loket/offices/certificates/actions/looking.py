"""What a clerk looks up for a case: who the people are, and who was described."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from loket.domain.certificates.deciding import decide as decide_case
from loket.domain.refusals import RuleBroken
from loket.domain.registers.asking import Wanted
from loket.domain.registers.facts import Person
from loket.domain.registers.grounds import Ground
from loket.foundations.people import queries as people
from loket.foundations.registers import actions as registers
from loket.offices.certificates.actions.asking_registers import Registers
from loket.offices.certificates.actions.gathering import gather
from loket.offices.certificates.actions.moving import Asked, as_asked, locked, permit, write
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.files import file_from, file_of, seal_file
from loket.offices.certificates.queries.grounds import GROUND, SEARCH

DECIDE = "certificates.decide"


@dataclass(frozen=True, slots=True)
class People:
    """Who asks, and who it is about; None for who stands in no register, or is not known yet."""

    applicant: Person | None
    subject: Person | None


def look_at_people(*, request: UUID, actor: str, now: datetime) -> People:
    """Names and births of the people of a case; each look leaves a line that they can read.

    Raises what the guard raises, and ``not_allowed``.
    """
    found = _found(request, actor, now)
    ask = Registers(found, actor, now)
    applicant = ask.find_person(found.applicant)
    if found.subject is None or found.subject == found.applicant:
        return People(applicant, None if found.subject is None else applicant)
    return People(applicant, ask.find_person(found.subject))


def search_subject(
    *, request: UUID, names: str, born_on: date | None, actor: str, now: datetime
) -> tuple[Person, ...]:
    """Who may have been described; everybody who is shown gets a line.

    Only for who took the case over, and until the subject is named: else there is nobody to look
    for. Raises ``no_ground``, ``search_too_short``, and as above.
    """
    found = _found(request, actor, now)
    if found.state != "taken" or found.clerk != actor or found.subject is not None:
        raise RuleBroken("no_ground")
    return registers.search_people(
        wanted=Wanted(names=names, born_on=born_on),
        ground=Ground(GROUND, str(found.pk)),
        purpose=SEARCH,
        actor=actor,
        now=now,
    )


def name_subject(*, request: UUID, subject: UUID, actor: str, now: datetime) -> Asked:
    """Say who was meant; then the registers are asked again, and the rules decide what they find.

    The decision stays with the clerk. Raises ``certificate_move_not_allowed`` unless it was taken
    over, and what the guard raises.
    """
    with transaction.atomic():
        found = locked(request)
        permit(DECIDE, actor=actor, request=found, now=now)
        if found.state != "taken" or found.clerk != actor:
            raise RuleBroken("certificate_move_not_allowed", stand=found.state, move="name_subject")
        found.subject = people.newest_of(subject)
        found.save(update_fields=["subject"])
        told = {"subject": f"resident:{found.subject}"}
        write("name_subject", found, actor=actor, now=now, **told)
    return look_again(request=request, actor=actor, now=now)


def look_again(*, request: UUID, actor: str, now: datetime) -> Asked:
    """Ask the registers anew for a case that a clerk has; what they say now goes into its file."""
    found = _found(request, actor, now)
    gathered = gather(found, actor=actor, now=now)
    decision = decide_case(gathered.case, gathered.terms)
    with transaction.atomic():
        found = locked(request)
        found.rule_set, found.four_eyes = decision.rule_set, decision.needs_four_eyes
        file = file_from(gathered.case, decision, act=gathered.act, before=file_of(found))
        found.file = seal_file(file, request=str(request))
        found.save(update_fields=["rule_set", "four_eyes", "file"])
        return as_asked(found)


def _found(request: UUID, actor: str, now: datetime) -> Request:
    found = Request.objects.filter(pk=request).first()
    if found is None:
        raise RuleBroken("unknown_certificate_request")
    permit(DECIDE, actor=actor, request=found, now=now)
    return found
