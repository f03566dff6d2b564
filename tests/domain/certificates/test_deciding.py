"""What holds for any case at all."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.domain.certificates.cases import TERMS, any_case, guarded, own

from loket.domain.certificates.deciding import RULES, decide
from loket.domain.certificates.facts import RULE_SETS, Case
from loket.domain.certificates.rules import Rule, in_force, revision
from loket.domain.certificates.rules import decide as decide_by
from loket.domain.certificates.showing import shown
from loket.domain.certificates.terms import terms_on


@given(case=any_case)
def test_the_machine_grants_or_hands_over_and_never_refuses(case: Case) -> None:
    assert decide(case, TERMS).outcome in {"grant", "hand_over"}


@given(case=any_case)
def test_it_grants_only_with_a_proof_and_without_a_stop(case: Case) -> None:
    decision = decide(case, TERMS)
    granted = bool(decision.proofs) and not decision.stops
    assert (decision.outcome == "grant") is granted


@given(case=any_case, pick=st.integers(0, 9))
def test_one_more_stop_never_turns_a_hand_over_into_a_grant(case: Case, pick: int) -> None:
    others = guarded(case)
    worse = others[pick % len(others)]
    if decide(case, TERMS).outcome == "hand_over":
        assert decide(worse, TERMS).outcome == "hand_over"


@given(case=any_case, pick=st.integers(0, 9))
def test_no_protected_fact_changes_what_an_applicant_is_shown(case: Case, pick: int) -> None:
    others = guarded(case)
    worse = others[pick % len(others)]
    before = shown(decide(case, TERMS), case, TERMS)
    after = shown(decide(worse, TERMS), worse, TERMS)
    if not before.granted:
        assert after == before
    elif not after.granted:
        assert after.reasons == ()


@given(case=any_case)
def test_about_somebody_else_only_the_applicants_own_words_are_a_reason(case: Case) -> None:
    case = replace(case, applicant_is_subject=False)
    decision = decide(case, TERMS)
    of_open_rules = {line.rule for line in decision.lines if line.secrecy == "open"}
    assert set(shown(decision, case, TERMS).reasons) <= of_open_rules


@given(case=any_case)
def test_the_trace_holds_every_rule_of_the_day_with_its_date_and_source(case: Case) -> None:
    decision = decide(case, TERMS)
    expected = [rule.code for rule in in_force(RULES, case.rules, case.asked.on)]
    assert [line.rule for line in decision.lines if line.rule != "right_not_proven"] == expected
    assert all(line.source for line in decision.lines)


def test_no_code_stands_for_two_rules_on_one_day() -> None:
    on = date(2026, 1, 1)
    for rule_set in RULE_SETS:
        codes = [rule.code for rule in in_force(RULES, rule_set, on)]  # type: ignore[arg-type]
        assert len(codes) == len(set(codes))


def test_a_rule_is_succeeded_and_a_request_keeps_the_rules_of_its_day() -> None:
    old = Rule(
        code="always",
        kind="right",
        holds=lambda _case, _terms: True,
        sets=frozenset({"residence"}),
        source="old",
        valid_from=date(2000, 1, 1),
        valid_to=date(2021, 12, 10),
    )
    new = replace(old, holds=lambda _case, _terms: False, source="new", valid_to=None)
    new = replace(new, valid_from=date(2021, 12, 10))
    today = own()
    yesterday = replace(today, asked=replace(today.asked, on=date(2021, 12, 9)))
    assert decide_by(yesterday, rules=(old, new), terms=TERMS).outcome == "grant"
    assert decide_by(today, rules=(old, new), terms=TERMS).outcome == "hand_over"
    assert decide_by(today, rules=(old, new), terms=TERMS).lines[0].source == "new"


def test_before_the_reform_of_civil_status_no_rule_of_the_circle_proves_a_right() -> None:
    case = own("act")
    case = replace(case, asked=replace(case.asked, on=date(2019, 3, 30)))
    assert decide(case, TERMS).outcome == "hand_over"


def test_another_number_is_another_rule_set() -> None:
    rules = in_force(RULES, "act", date(2021, 12, 10))
    assert revision(rules, TERMS) != revision(rules, terms_on(date(2019, 1, 1)))
