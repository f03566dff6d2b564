import pytest

from loket.domain.refusals import Reason, RuleBroken


def test_a_broken_rule_carries_its_code_and_facts() -> None:
    broken = RuleBroken("moment_gone", slot="HARMONIE_2026-11-23_0905")
    assert broken.code == "moment_gone"
    assert broken.facts == {"slot": "HARMONIE_2026-11-23_0905"}
    assert broken.reasons == (Reason("moment_gone", {"slot": "HARMONIE_2026-11-23_0905"}),)


def test_all_reasons_are_kept_and_the_first_one_speaks() -> None:
    reasons = [Reason("no_safe"), Reason("closed", {"on": "2026-11-11"})]
    broken = RuleBroken.because(reasons)
    assert broken.code == "no_safe"
    assert broken.reasons == tuple(reasons)
    assert str(broken) == "no_safe {}; closed {'on': '2026-11-11'}"


def test_a_refusal_without_a_reason_cannot_be_made() -> None:
    with pytest.raises(IndexError):
        RuleBroken.because([])
