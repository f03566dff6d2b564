"""Who may ask: handbook 2.1 and 2.3, case by case."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.domain.certificates.cases import (
    BIRTH,
    HOME,
    PLAIN,
    TERMS,
    TODAY,
    of_another,
    of_child,
    own,
)

from loket.domain.certificates.deciding import decide
from loket.domain.certificates.facts import Case, Household, Link, Mandate, RuleSet
from loket.domain.certificates.rights import ATTESTS


def proofs(case: Case) -> set[str]:
    return {line.rule for line in decide(case, TERMS).proofs}


def outcome(case: Case) -> str:
    return decide(case, TERMS).outcome


@pytest.mark.parametrize("rules", sorted(ATTESTS))
def test_everybody_may_have_every_attest_about_oneself(rules: RuleSet) -> None:
    assert outcome(own(rules)) == "grant"


@pytest.mark.parametrize("rules", sorted(ATTESTS))
def test_nobody_has_an_attest_about_another_without_a_proof(rules: RuleSet) -> None:
    assert proofs(of_another(rules)) == set()
    assert outcome(of_another(rules)) == "hand_over"


def test_a_parent_has_the_attest_of_a_minor_child_at_home() -> None:
    assert outcome(of_child()) == "grant"
    assert outcome(of_child("household")) == "grant"


def test_a_parent_outside_the_household_is_seen_by_a_person() -> None:
    elsewhere = Household(known=True, applicant_belongs=False)
    assert outcome(of_child(household=elsewhere)) == "hand_over"


def test_a_parent_without_a_registered_link_is_seen_by_a_person() -> None:
    assert outcome(of_child(links=frozenset())) == "hand_over"


@pytest.mark.parametrize(
    ("born", "granted"),
    [(TODAY.replace(year=2003), False), (TODAY.replace(year=2003, day=11), True)],
)
def test_a_child_is_a_minor_until_the_day_it_turns_18(born: date, granted: bool) -> None:
    case = of_child(subject=replace(PLAIN, born_on=born))
    assert (outcome(case) == "grant") is granted


def test_a_child_of_unknown_age_is_seen_by_a_person() -> None:
    assert outcome(of_child(subject=replace(PLAIN, born_on=None))) == "hand_over"


MANDATE = Mandate(covers_product=True, valid_from=TODAY, valid_to=TODAY + timedelta(days=30))


@pytest.mark.parametrize(
    ("mandate", "granted"),
    [
        (MANDATE, True),
        (None, False),
        (replace(MANDATE, covers_product=False), False),
        (replace(MANDATE, withdrawn=True), False),
        (replace(MANDATE, valid_from=TODAY + timedelta(days=1)), False),
        (replace(MANDATE, valid_from=date(2021, 1, 1), valid_to=TODAY + timedelta(days=1)), True),
        (
            replace(MANDATE, valid_from=date(2021, 1, 1), valid_to=TODAY),
            False,
        ),
    ],
    ids=["in force", "none", "other product", "withdrawn", "tomorrow", "last day", "expired"],
)
def test_a_mandate_counts_on_its_days_for_its_products(
    mandate: Mandate | None, granted: bool
) -> None:
    case = of_another(capacity="mandate", mandate=mandate)
    assert (outcome(case) == "grant") is granted


def test_a_mandate_ends_with_the_life_of_who_granted_it() -> None:
    dead = replace(PLAIN, deceased=True)
    assert proofs(of_another(capacity="mandate", mandate=MANDATE, subject=dead)) == set()


@pytest.mark.parametrize("rules", ["household", "last_wish", "criminal_record", "act"])
def test_some_certificates_are_not_had_by_mandate(rules: RuleSet) -> None:
    assert proofs(of_another(rules, capacity="mandate", mandate=MANDATE)) == set()


CIRCLE: tuple[Link, ...] = (
    "spouse",
    "cohabitant",
    "parent",
    "ascendant",
    "child",
    "descendant",
    "representative",
)


@pytest.mark.parametrize("link", CIRCLE)
def test_partner_straight_line_and_representative_may_have_an_act(link: Link) -> None:
    assert outcome(of_another("act", links=frozenset({link}))) == "grant"


@pytest.mark.parametrize("link", CIRCLE)
def test_with_a_change_of_sex_registration_the_circle_is_small(link: Link) -> None:
    act = replace(BIRTH, shows_sex_change=True)
    case = of_another("act", links=frozenset({link}), act=act)
    assert bool(proofs(case)) is (link == "representative")
    assert outcome(case) == "hand_over"


def test_the_person_concerned_has_the_act_also_after_a_change_of_sex_registration() -> None:
    act = replace(BIRTH, applicant_is_subject=True, shows_sex_change=True)
    assert outcome(own("act", act=act)) == "grant"


def test_an_ex_spouse_has_no_link_and_is_seen_by_a_person() -> None:
    decision = decide(of_another("act"), TERMS)
    assert decision.outcome == "hand_over"
    assert [line.rule for line in decision.stops] == ["right_not_proven"]


def test_both_parties_are_subjects_of_a_divorce() -> None:
    act = replace(BIRTH, kind="divorce", made_on=date(2020, 2, 3), applicant_is_subject=True)
    assert outcome(of_another("act", act=act)) == "grant"


def test_nobody_represents_the_dead() -> None:
    dead = replace(PLAIN, deceased=True)
    case = of_another("act", links=frozenset({"representative"}), subject=dead)
    assert proofs(case) == set()


@pytest.mark.parametrize("claim", ["heir", "notary", "lawyer", "proxy"])
def test_who_proves_it_on_paper_is_seen_by_a_person(claim: str) -> None:
    case = of_another("act")
    case = replace(case, asked=replace(case.asked, claim=claim))
    assert outcome(case) == "hand_over"


def test_an_act_that_is_public_may_be_had_by_everyone_where_it_was_made() -> None:
    act = replace(BIRTH, kind="death", made_on=date(1971, 12, 9))
    assert outcome(of_another("act", act=act)) == "grant"
    assert proofs(of_another("act", act=replace(act, made_on=date(1971, 12, 10)))) == set()


def test_a_helper_is_seen_by_a_person() -> None:
    assert outcome(own(capacity="helper", household=HOME)) == "hand_over"
