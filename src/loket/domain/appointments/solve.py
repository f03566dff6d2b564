"""A whole day from nothing: lanes for all visits, or the proof that there are none."""

from collections.abc import Hashable, Sequence

from loket.domain.appointments.problem import (
    Placed,
    TooHard,
    busy_lanes,
    classes_of,
    in_order,
)
from loket.domain.appointments.sweep import Sweep

__all__ = ["LIMIT_STATES", "Placed", "TooHard", "solve"]

#: States that a whole day may cost: far above what eight unlike lanes need, and a bound beyond.
LIMIT_STATES = 200_000


def solve(visits: Sequence[Placed], limit_states: int = LIMIT_STATES) -> dict[Hashable, int] | None:
    """A lane for every visit, near the present ones; None when there is none.

    Raises TooHard when more than `limit_states` states would have to be seen.
    """
    ordered = in_order(visits)
    if any(not visit.able for visit in ordered):
        return None
    if busy_lanes(ordered) is not None:
        return {visit.key: visit.lane for visit in ordered}
    rows = [(v.start, v.end, v.able, v.lane, number) for number, v in enumerate(ordered)]
    classes = classes_of(visit.able for visit in ordered)
    fields = _fields(ordered)
    if max(fields) >= sum(like.bit_count() for like in classes):
        return None
    sweep = Sweep(rows, classes, fields)
    sweep.effort = limit_states
    root = sweep.node(0, {})
    if not sweep.completes(root):
        return None
    return {ordered[number].key: lane for number, lane in sweep.settle(root, {}).items()}


def _fields(ordered: Sequence[Placed]) -> list[int]:
    """The lowest number that no visit running at the same time has: as many as run at once."""
    ends: list[int] = []
    fields = []
    for visit in ordered:
        field = next((n for n, end in enumerate(ends) if end <= visit.start), len(ends))
        if field == len(ends):
            ends.append(0)
        ends[field] = visit.end
        fields.append(field)
    return fields
