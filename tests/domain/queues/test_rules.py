from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from loket.domain.queues.rules import (
    NOT_NUMBERS,
    SENTENCES,
    QueueRules,
    checked,
    explain,
    reasons_against,
    rules_on,
)
from loket.domain.refusals import RuleBroken


def test_every_number_has_one_dutch_sentence_that_shows_it() -> None:
    names = {field.name for field in fields(QueueRules)} - NOT_NUMBERS
    assert set(SENTENCES) == names
    for name in names:
        sentence = next(iter(explain(replace(QueueRules(), **{name: 77}))[_place(name) :]))
        assert "77" in sentence
        assert sentence.endswith(".")


def _place(name: str) -> int:
    return [field.name for field in fields(QueueRules) if field.name not in NOT_NUMBERS].index(name)


def test_the_rules_of_a_day_are_the_latest_that_have_begun() -> None:
    old = QueueRules(valid_from=date(2021, 9, 1), grace_minutes=5)
    new = QueueRules(valid_from=date(2022, 1, 1), grace_minutes=15)
    assert rules_on(date(2021, 12, 31), [new, old]) == old
    assert rules_on(date(2022, 1, 1), [new, old]) == new
    assert rules_on(date(2020, 1, 1), [new, old]) == QueueRules()
    assert rules_on(date(2020, 1, 1), [new, old], first=new) == new


def test_the_house_rules_can_be_rules() -> None:
    assert reasons_against(QueueRules()) == []


def test_a_late_person_never_does_better_by_throwing_the_appointment_away() -> None:
    with pytest.raises(RuleBroken) as refused:
        checked(QueueRules(late_minutes=20, walk_in_minutes=15))
    assert refused.value.code == "late_worse_than_walk_in"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("grace_minutes", -1),
        ("walk_in_minutes", 1000),
        ("new_call_seconds", 0),
        ("prior_visits", 0),
        ("interval_percent", 100),
    ],
)
def test_a_number_outside_its_limits_is_refused(name: str, value: int) -> None:
    reasons = reasons_against(replace(QueueRules(), **{name: value}))
    assert "number_out_of_range" in [reason.code for reason in reasons]
    assert reasons[0].facts["name"] == name


def test_all_reasons_are_given_at_once() -> None:
    broken = QueueRules(grace_minutes=-1, recent_minutes=0, late_minutes=40)
    assert len(reasons_against(broken)) == 3


def test_the_passing_bound_is_the_longest_handicap_and_the_grace() -> None:
    rules = QueueRules(grace_minutes=10, late_minutes=5, walk_in_minutes=15)
    assert rules.passing_bound == timedelta(minutes=25)
