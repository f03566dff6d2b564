"""From what registers answer to a case that the rules can decide. Runs in no transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from loket.domain.catalogue.product import Certificate
from loket.domain.certificates import duration, facts
from loket.domain.certificates.facts import Case
from loket.domain.certificates.terms import Terms
from loket.domain.people.standing import MandateFacts, helper_of
from loket.domain.registers.acts import Act
from loket.domain.registers.facts import Household, Person, Relation
from loket.foundations.people import queries as people
from loket.offices.certificates.actions.asking_registers import Registers
from loket.offices.certificates.actions.finding import find_subject
from loket.offices.certificates.models import Request
from loket.offices.certificates.queries.facts import codes_of_here, find_terms, local_day
from loket.offices.certificates.queries.files import asked_of, words_of
from loket.offices.certificates.queries.products import the_certificate


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that a decision rests on."""

    case: Case
    terms: Terms
    subject: UUID | None
    #: The register's own reference of the act that was found.
    act: str = ""
    #: What the register told of the subject.
    person: Person | None = None


def gather(request: Request, *, actor: str, now: datetime) -> Gathered:
    """Ask the registers what this request needs, and no more.

    Rules and numbers are those of the day of the request; what registers say is of now. Raises
    ``register_away`` and the other ways in which a register gives no answer.
    """
    how, words = the_certificate(request.product, request.asked_on), words_of(request)
    registers = Registers(request, actor, now)
    terms = find_terms(request.asked_on)
    subject = find_subject(request, words, registers)
    case = _asked(request, how)
    if subject is None:
        return Gathered(replace(case, subject=facts.Subject(known=False)), terms, None)
    return _known(request, how, case, terms, subject, registers)


def _asked(request: Request, how: Certificate) -> Case:
    helper = helper_of(request.actor)
    return Case(
        rules=how.rules,
        asked=asked_of(request),
        helper=helper[0] if helper else None,
        capacity=request.capacity,  # type: ignore[arg-type]  # the database knows no other
        applicant_is_subject=request.subject == request.applicant,
    )


def _known(
    request: Request,
    how: Certificate,
    case: Case,
    terms: Terms,
    subject: UUID,
    registers: Registers,
) -> Gathered:
    person = registers.find_person(subject)
    first = _first_told(how, request, terms)
    told = _subject(person, terms, first) if person else facts.Subject(registered=False)
    case = replace(case, subject=told, applicant_born_on=person.born_on if person else None)
    if not case.applicant_is_subject:
        relations = registers.relations(request.applicant)
        case = replace(case, links=_links(relations, subject, request), applicant_born_on=None)
    if how.rules == "household":
        case = replace(case, household=_household(registers.household(subject), request, subject))
    elif request.capacity == "parent" and person:
        parent = registers.find_person(request.applicant)
        together = parent is not None and _live_together(person, parent)
        case = replace(case, household=facts.Household(applicant_belongs=together))
    if request.mandate is not None:
        case = replace(case, mandate=_mandate(request, registers.now))
    if how.rules != "act":
        return Gathered(case, terms, subject, person=person)
    act = find_act(request, registers, subject)
    return Gathered(
        replace(case, act=_act(act, how.model, request, terms)),
        terms,
        subject,
        act.reference if act else "",
    )


def _first_told(how: Certificate, request: Request, terms: Terms) -> date:
    """The first day that this kind of certificate can tell of."""
    if how.rules == "duration":
        return duration.window(request.asked_on, terms.tie_years)
    return date.min


def _subject(person: Person, terms: Terms, first: date) -> facts.Subject:
    """Only what the purpose gives. What would stop the machine counts as so until it is told.

    ``first``: of what was before it the certificate tells nothing.
    """

    def given(name: str) -> Any:
        return getattr(person, name) if person.gives(name) else None

    def may_be(name: str) -> bool:
        return not person.gives(name) or bool(getattr(person, name))

    here, since = codes_of_here(terms), given("history_since")
    return facts.Subject(
        born_on=given("born_on"),
        deceased=may_be("deceased_on"),
        lives_here=not here or given("municipality") in here,
        under_investigation=may_be("under_investigation"),
        undisclosed_until=given("undisclosed_until")
        if person.gives("undisclosed_until")
        else date.max,
        told_since=max(since, first) if since else None,
        names_changed=may_be("names_changed"),
        sex_registration_changed=may_be("sex_registration_changed"),
        correction_open=may_be("correction_pending"),
        is_belgian=given("nationality") == "BE",
        cohabits_legally=given("cohabitation") is not None,
        has_last_wish=given("last_wish") is not None,
    )


#: What the register calls a link, as the rules count it. A child's parent needs authority for an
#: attest; for an act descent is enough.
def _links(
    relations: tuple[Relation, ...], subject: UUID, request: Request
) -> frozenset[facts.Link]:
    chain = people.chain_of(subject)
    found = [one for one in relations if one.of in chain and one.holds(request.asked_on)]
    links: set[facts.Link] = set()
    for one in found:
        match one.kind:
            case "parent" if one.authority or request.capacity != "parent":
                links.add("parent")
            case "child" | "spouse" | "cohabitant" | "ascendant" | "descendant":
                links.add(one.kind)
            case "representative" if one.authority:
                links.add("representative")
    return frozenset(links)


def _household(household: Household, request: Request, subject: UUID) -> facts.Household:
    """Of a member whose protection the answer does not tell, both stops count."""
    applicant = people.chain_of(request.applicant)
    others = [one for one in household.members if one.person != subject]
    day = request.asked_on
    return facts.Household(
        known=bool(household.members),
        applicant_belongs=any(one.person in applicant for one in household.members),
        a_member_is_undisclosed=any(
            not one.protection_told
            or (one.undisclosed_until is not None and day <= one.undisclosed_until)
            for one in others
        ),
        a_member_is_under_investigation=any(
            not one.protection_told or one.under_investigation for one in others
        ),
    )


def _live_together(one: Person, other: Person) -> bool:
    return one.household is not None and one.household == other.household


def _mandate(request: Request, now: datetime) -> facts.Mandate | None:
    """The mandate as it is now: withdrawn or ended since, it carries nothing."""
    found = people.find_mandate(request.mandate) if request.mandate else None
    if found is None or not _carries(found, request):
        return None
    ended = found.withdrawn_at is not None or found.valid_to <= local_day(now)
    return facts.Mandate(
        covers_product=request.product in found.products,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        withdrawn=ended,
    )


def _carries(mandate: MandateFacts, request: Request) -> bool:
    """Whether it was given by this subject to this applicant."""
    if request.subject is None:
        return False
    grantor, holder = people.chain_of(request.subject), people.chain_of(request.applicant)
    return mandate.grantor in grantor and mandate.holder in holder


def find_act(request: Request, registers: Registers, subject: UUID) -> Act | None:
    """The act that was asked for, as the register has it today."""
    kind = the_certificate(request.product, request.asked_on).model
    return _choose(registers.acts(subject), kind, words_of(request).year)


def _choose(acts: tuple[Act, ...], kind: str, year: int | None) -> Act | None:
    """The act of this kind, of that year if one was told; the latest where there are several."""
    found = [one for one in acts if one.kind == kind and year in (None, one.on.year)]
    return max(found, key=lambda one: one.on, default=None)


def _act(act: Act | None, kind: str, request: Request, terms: Terms) -> facts.Act:
    if act is None:
        return facts.Act(kind)
    applicant = people.chain_of(request.applicant)
    return facts.Act(
        kind=act.kind,
        status="in_register" if act.status == "in_dabs" else act.status,
        made_on=act.on,
        made_here=act.municipality in codes_of_here(terms),
        applicant_is_subject=bool(applicant & set(act.subjects)),
        shows_sex_change=act.shows_sex_change,
        shows_adoption=act.shows_adoption,
        has_later_notes=act.noted_on is not None,
    )
