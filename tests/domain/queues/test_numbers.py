import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.queues.numbers import Kind, number, tidy
from loket.domain.refusals import RuleBroken


@pytest.mark.parametrize(
    ("kind", "rank", "shown"),
    [(Kind.APPOINTMENT, 27, "A 27"), (Kind.WALK_IN, 8, "W 08"), (Kind.WALK_IN, 130, "W 130")],
)
def test_a_number_shows_kind_and_rank(kind: Kind, rank: int, shown: str) -> None:
    assert number(kind, rank) == shown


def test_there_is_no_number_before_the_first() -> None:
    with pytest.raises(ValueError, match="0"):
        number(Kind.WALK_IN, 0)


@given(kind=st.sampled_from(Kind), rank=st.integers(1, 9999))
def test_a_number_is_read_back_however_it_is_typed(kind: Kind, rank: int) -> None:
    shown = number(kind, rank)
    assert tidy(shown) == shown
    assert tidy(shown.replace(" ", "-").lower()) == shown
    assert tidy(f" {shown[0]}{rank} ") == shown


@pytest.mark.parametrize("typed", ["", "A", "27", "B 12", "A 0", "A 1x", "W ²", "A" * 500])
def test_what_cannot_be_a_number_is_refused(typed: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        tidy(typed)
    assert refused.value.code == "no_such_ticket_number"
    assert len(refused.value.facts["typed"]) <= 12
