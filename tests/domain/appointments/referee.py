"""An independent judge: plain backtracking over lanes, no bits, no classes, no memory."""

from collections.abc import Hashable, Mapping, Sequence

from hypothesis import strategies as st

from loket.domain.appointments.problem import Placed


def is_servable(visits: Sequence[Placed]) -> bool:
    """Whether some assignment of lanes serves all visits."""
    ordered = sorted(visits, key=lambda visit: visit.start)
    lanes = max((visit.able.bit_length() for visit in ordered), default=0)
    return _rest_is_servable(ordered, [0] * lanes)


def _rest_is_servable(visits: Sequence[Placed], ends: list[int]) -> bool:
    if not visits:
        return True
    visit = visits[0]
    for lane, end in enumerate(ends):
        if visit.able >> lane & 1 and end <= visit.start:
            ends[lane] = visit.start + visit.ticks
            if _rest_is_servable(visits[1:], ends):
                return True
            ends[lane] = end
    return False


def faults(visits: Sequence[Placed], lanes: Mapping[Hashable, int]) -> list[str]:
    """What is wrong with an assignment: visits on lanes that cannot serve them, or two at once."""
    found = []
    used: dict[tuple[int, int], Hashable] = {}
    for visit in visits:
        lane = lanes.get(visit.key, visit.lane)
        if lane < 0 or not visit.able >> lane & 1:
            found.append(f"{visit.key} cannot be served on {lane}")
        for tick in range(visit.start, visit.start + visit.ticks):
            if (lane, tick) in used:
                found.append(f"{visit.key} and {used[lane, tick]} both on {lane} at {tick}")
            used[lane, tick] = visit.key
    return found


@st.composite
def days(draw: st.DrawFn, lanes: int = 6, visits: int = 12, horizon: int = 16) -> list[Placed]:
    """Short crowded days with few kinds of visits, servable or not, without a witness."""
    count = draw(st.integers(1, lanes))
    kinds = draw(st.lists(st.integers(1, (1 << count) - 1), min_size=1, max_size=4))
    found = []
    for key in range(draw(st.integers(0, visits))):
        ticks = draw(st.integers(1, 6))
        start = draw(st.integers(0, horizon - ticks))
        found.append(Placed(key, start, ticks, draw(st.sampled_from(kinds))))
    return found
