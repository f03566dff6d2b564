"""Who says at a kiosk that a host helps waits for nobody, and gets no more than who is silent."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from tests.domain.certificates.cases import TERMS, any_case, own

from loket.domain.certificates.deciding import decide
from loket.domain.certificates.facts import RULE_SETS, Asked, Case, RuleSet
from loket.domain.certificates.rights import ATTESTS, HOSTED_FROM


def hosted(rules: RuleSet = "residence", **changes: object) -> Case:
    asked = Asked(on=HOSTED_FROM, channel="kiosk")
    return replace(own(rules), asked=asked, capacity="helper", helper="host", **changes)


def outcome(case: Case) -> str:
    return decide(case, TERMS).outcome


@pytest.mark.parametrize("rules", sorted(ATTESTS))
def test_every_attest_about_oneself_is_granted(rules: RuleSet) -> None:
    assert outcome(hosted(rules)) == "grant"


@pytest.mark.parametrize("rules", sorted(RULE_SETS - ATTESTS))
def test_anything_but_an_attest_is_handed_over(rules: RuleSet) -> None:
    assert outcome(hosted(rules)) == "hand_over"


def test_the_day_before_it_began_a_person_looked() -> None:
    case = hosted()
    before = replace(case.asked, on=HOSTED_FROM - timedelta(days=1))
    assert outcome(replace(case, asked=before)) == "hand_over"


def test_the_trace_names_the_right_its_source_and_its_first_day() -> None:
    (proof,) = decide(hosted(), TERMS).proofs
    assert (proof.rule, proof.valid_from) == ("own_data_beside_host", HOSTED_FROM)
    assert "gastheer" in proof.source


@given(any_case)
def test_saying_that_a_host_helps_gives_nothing_that_silence_does_not(case: Case) -> None:
    helped = replace(case, capacity="helper")
    silent = replace(case, capacity="self", helper=None)
    if outcome(helped) == "grant":
        assert outcome(silent) == "grant"
