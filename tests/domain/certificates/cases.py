"""Cases for the rules of certificates: sound ones to break, and any case at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from loket.domain.certificates.facts import (
    RULE_SETS,
    Act,
    Asked,
    Case,
    Household,
    Mandate,
    RuleSet,
    Subject,
)
from loket.domain.certificates.terms import Terms, terms_on

TODAY = date(2021, 12, 10)
TERMS: Terms = terms_on(TODAY)

#: A resident about whom nothing is special.
PLAIN = Subject(
    born_on=date(1984, 3, 2),
    told_since=date(2001, 5, 1),
    is_belgian=True,
    cohabits_legally=True,
    has_last_wish=True,
)
HOME = Household(known=True, applicant_belongs=True)
BIRTH = Act("birth", status="in_register", made_on=date(1984, 3, 3), made_here=True)


def own(rules: RuleSet = "residence", **changes: Any) -> Case:
    """Somebody asks for a certificate about oneself, today."""
    case = Case(
        rules=rules,
        asked=Asked(on=TODAY),
        applicant_is_subject=True,
        applicant_born_on=PLAIN.born_on,
        subject=PLAIN,
        household=HOME,
    )
    if rules == "act":
        case = replace(case, act=replace(BIRTH, applicant_is_subject=True))
    return replace(case, **changes)


def of_another(rules: RuleSet = "residence", **changes: Any) -> Case:
    """Somebody asks about another adult, without any link."""
    act = BIRTH if rules == "act" else None
    return replace(replace(own(rules), applicant_is_subject=False, act=act), **changes)


def of_child(rules: RuleSet = "residence", **changes: Any) -> Case:
    """A parent asks about a minor child at home."""
    child = replace(PLAIN, born_on=date(2015, 6, 1), told_since=date(2015, 6, 1))
    asked = of_another(rules, capacity="parent", links=frozenset({"parent"}), subject=child)
    return replace(asked, **changes)


_days = st.dates(date(1890, 1, 1), date(2040, 12, 31))
_maybe = st.none() | _days
_subjects = st.builds(
    Subject,
    known=st.booleans(),
    registered=st.booleans(),
    born_on=_maybe,
    deceased=st.booleans(),
    lives_here=st.booleans(),
    under_investigation=st.booleans(),
    undisclosed_until=_maybe,
    told_since=_maybe,
    names_changed=st.booleans(),
    sex_registration_changed=st.booleans(),
    correction_open=st.booleans(),
    is_belgian=st.booleans(),
    cohabits_legally=st.booleans(),
    has_last_wish=st.booleans(),
)
_acts = st.builds(
    Act,
    kind=st.sampled_from(
        ["birth", "marriage", "death", "divorce", "adoption", "sex_registration_change"]
    ),
    status=st.sampled_from(["in_register", "not_migrated", "foreign", "not_found"]),
    made_on=_maybe,
    made_here=st.booleans(),
    applicant_is_subject=st.booleans(),
    shows_sex_change=st.booleans(),
    shows_adoption=st.booleans(),
    has_later_notes=st.booleans(),
)
_asked = st.builds(
    Asked,
    on=st.dates(date(2000, 1, 1), date(2030, 12, 31)),
    channel=st.sampled_from(["portal", "kiosk", "desk", "api", "mandated"]),
    form=st.sampled_from(["extract", "copy", "multilingual"]),
    claim=st.sampled_from(["", "heir", "notary", "lawyer", "proxy", "other"]),
    about_day=_maybe,
    foreign_form=st.booleans(),
    activity=st.sampled_from(["", "general", "education", "no such"]),
)
_mandates = st.builds(
    Mandate,
    covers_product=st.booleans(),
    valid_from=_days,
    valid_to=_days,
    withdrawn=st.booleans(),
)
_links = st.frozensets(
    st.sampled_from(
        ["parent", "child", "spouse", "cohabitant", "representative", "ascendant", "descendant"]
    )
)

#: Any case at all, likely or not.
any_case: st.SearchStrategy[Case] = st.builds(
    Case,
    rules=st.sampled_from(sorted(RULE_SETS)),
    asked=_asked,
    capacity=st.sampled_from(["self", "parent", "representative", "mandate", "helper"]),
    helper=st.sampled_from([None, "family", "host", "city"]),
    applicant_is_subject=st.booleans(),
    applicant_born_on=_maybe,
    subject=_subjects,
    links=_links,
    household=st.builds(Household, *[st.booleans()] * 4),
    mandate=st.none() | _mandates,
    act=st.none() | _acts,
)


def guarded(case: Case) -> tuple[Case, ...]:
    """The same case with one more fact that is held back from applicants, one at a time."""
    later = case.asked.on + timedelta(days=180)
    subject, household, act = case.subject, case.household, case.act
    found = [
        replace(case, subject=replace(subject, under_investigation=True)),
        replace(case, subject=replace(subject, undisclosed_until=later)),
        replace(case, subject=replace(subject, deceased=True)),
        replace(case, subject=replace(subject, names_changed=True)),
        replace(case, subject=replace(subject, sex_registration_changed=True)),
        replace(case, household=replace(household, a_member_is_undisclosed=True)),
        replace(case, household=replace(household, a_member_is_under_investigation=True)),
    ]
    if act is not None:
        found += [
            replace(case, act=replace(act, shows_sex_change=True)),
            replace(case, act=replace(act, shows_adoption=True)),
            replace(case, act=replace(act, has_later_notes=True)),
        ]
    return tuple(found)
