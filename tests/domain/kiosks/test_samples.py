"""A total over weeks, as whole clients."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from loket.domain.kiosks.samples import SampleUse, spread, weeks_of, wrong_with

WEEK = date(2021, 9, 6)


@given(total=st.integers(0, 5000), weeks=st.integers(1, 60))
def test_no_client_is_lost_or_made_and_no_week_has_two_more_than_another(
    total: int, weeks: int
) -> None:
    parts = spread(total, [WEEK] * weeks)
    assert sum(parts) == total
    assert max(parts) - min(parts) <= 1


def test_the_weeks_are_those_that_the_days_touch() -> None:
    sample = SampleUse("x", date(2021, 9, 9), date(2021, 9, 20), ())
    assert weeks_of(sample) == [date(2021, 9, 6), date(2021, 9, 13), date(2021, 9, 20)]
    assert list(wrong_with(sample)) == []
    backwards = SampleUse("x", date(2021, 9, 9), date(2021, 9, 8), ())
    assert [where for where, _, _ in wrong_with(backwards)] == [("until",)]
