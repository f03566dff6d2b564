"""Distance as the crow flies."""

from hypothesis import given
from hypothesis import strategies as st

from loket.domain.places.near import EARTH, metres, nearest

PARIS, LONDON = (48.8566, 2.3522), (51.5074, -0.1278)
POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def test_paris_and_london_are_344_kilometres_apart() -> None:
    assert abs(metres(PARIS, LONDON) - 343_560) < 500


@given(POINTS, POINTS)
def test_distance_is_the_same_both_ways_and_never_more_than_half_round(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert metres(one, one) == 0
    assert abs(metres(one, other) - metres(other, one)) < 1e-3
    assert 0 <= metres(one, other) <= EARTH * 3.1416


def test_the_nearest_comes_first_and_what_has_no_point_is_left_out() -> None:
    found = nearest(PARIS, [("far", LONDON), ("here", PARIS), ("nowhere", None)])
    assert [code for code, _ in found] == ["here", "far"]
