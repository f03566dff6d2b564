"""A trial as its city tells it adds up, or says where it does not."""

from dataclasses import replace
from datetime import date

import pytest

from loket.domain.evaluation.trials import Residents, Sample, Trial, wrong_with

SAMPLE = Sample("hall", 5, (Residents("north", 3), Residents("south", 2)), ("PASSPORT",))
TRIAL = Trial(
    code="trial",
    name={"nl": "Proeftuin"},
    since=date(2021, 9, 9),
    until=date(2021, 11, 25),
    district="north",
    decision="college/2021-06-11/4787",
    hub="hub",
    hub_booked_a_day=1,
    hub_walk_ins_a_day=1,
    questions_a_day=1,
    samples=(SAMPLE,),
)
TWICE = (Residents("north", 3), Residents("north", 2))


def test_a_trial_that_adds_up_has_nothing_wrong() -> None:
    assert list(wrong_with(TRIAL)) == []


@pytest.mark.parametrize(
    ("trial", "where"),
    [
        (replace(TRIAL, until=date(2021, 9, 8)), ("until",)),
        (replace(TRIAL, since=date(1, 1, 1)), ("until",)),
        (replace(TRIAL, samples=(replace(SAMPLE, visitors=6),)), ("samples", 0, "residence")),
        (replace(TRIAL, samples=(replace(SAMPLE, residence=TWICE),)), ("samples", 0, "residence")),
    ],
    ids=["ends before it begins", "longer than a trial", "visitors lost", "a district twice"],
)
def test_what_does_not_add_up_is_named(trial: Trial, where: tuple[str | int, ...]) -> None:
    assert where in [place for place, _, _ in wrong_with(trial)]
