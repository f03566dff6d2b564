"""How often a lead hears that a promised answer did not come."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.certificates.lateness import step_due, term_of
from loket.domain.certificates.life import FOR_CLERKS
from loket.domain.certificates.terms import Terms

DAY = date(2026, 11, 25)
TERM = timedelta(days=20)
_days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
_terms = st.timedeltas(timedelta(days=1), timedelta(days=90)).map(lambda one: timedelta(one.days))


@pytest.mark.parametrize(
    ("after", "step"), [(-1, 0), (0, 0), (1, 1), (20, 1), (21, 2), (22, 2), (4000, 2)]
)
def test_once_after_the_day_and_a_second_time_after_another_term(after: int, step: int) -> None:
    assert step_due(DAY, DAY + timedelta(days=after), TERM) == step


@given(_days, _days, _terms)
def test_no_day_takes_back_what_was_due_before(answer_by: date, on: date, term: timedelta) -> None:
    now, next_day = (step_due(answer_by, on + timedelta(days=n), term) for n in (0, 1))
    assert now <= next_day <= now + 1


def test_each_wait_has_the_term_that_the_city_set_for_it() -> None:
    terms = Terms(DAY, "", answer_days=3, migration_days=5, police_days=7)
    days = {state: term_of(state, terms).days for state in FOR_CLERKS}
    assert days == {"with_clerk": 3, "taken": 3, "proposed": 3, "migrating": 5, "at_police": 7}
