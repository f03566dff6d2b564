"""A city pack says what was usual and what the city tries; a mistake names its line."""

import pytest
from tests.factories.city import NOW
from tests.factories.pack import write_pack

from loket.foundations.catalogue import actions, queries
from loket.offices.evaluation.models import Baseline
from loket.offices.evaluation.queries import list_trials

EVALUATION = """\
[[baselines]]
location = "hall"
days = 4
valid_from = 2021-09-09

[[alerts]]
valid_from = 2021-09-09
later_by_days = 3
"""
DISTRICTS = """\
[[districts]]
code = "centre"
name = "Centre"
valid_from = 2000-01-01

[[districts]]
code = "east"
name = "East"
valid_from = 2000-01-01
"""
TRIAL = """\
[[trials]]
code = "trial"
name.nl = "Proef"
since = 2021-09-09
until = 2021-11-25
district = "centre"
decision = "college/2021-12-10/9882"
hub = "hall"
hub_booked_a_day = 2
hub_walk_ins_a_day = 2
questions_a_day = 3

[[trials.samples]]
location = "hall"
visitors = 500
asked_for = ["PASSPORT"]
residence = [{ district = "centre", visitors = 239 }, { district = "east", visitors = 261 }]
"""


def load(folder) -> None:
    actions.load(pack=queries.read_pack(folder), now=NOW, actor="system:test")


@pytest.mark.django_db
def test_the_facts_of_a_trial_come_from_the_pack(tmp_path) -> None:
    load(write_pack(tmp_path, evaluation=EVALUATION, districts=DISTRICTS, trial=TRIAL))
    (trial,) = list_trials()
    assert trial.samples[0].by_district == {"centre": 239, "east": 261}


@pytest.mark.django_db
def test_a_baseline_that_the_pack_no_longer_holds_is_gone(tmp_path) -> None:
    load(write_pack(tmp_path, evaluation=EVALUATION))
    assert Baseline.objects.get().days == 4
    load(write_pack(tmp_path, evaluation=EVALUATION.partition("[[alerts]]")[1]
        + EVALUATION.partition("[[alerts]]")[2]))  # fmt: skip
    assert not Baseline.objects.exists()


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("visitors = 500", "visitors = 501", "500 visitors in all"),
        ('district = "east", ', 'district = "centre", ', "a district twice"),
        ("until = 2021-11-25", "until = 2021-09-01", "2021-09-01"),
    ],
)
@pytest.mark.django_db
def test_a_trial_whose_figures_disagree_is_refused(tmp_path, before, after, found) -> None:
    changed = TRIAL.replace(before, after)
    pack = queries.read_pack(write_pack(tmp_path, districts=DISTRICTS, trial=changed))
    (problem,) = pack.problems
    assert problem.file == "trial.toml"
    assert found in str(problem)
