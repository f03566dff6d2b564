"""A day as bits: 5-minute ticks of every counter in one number.

Tick t of lane c is bit c * LANE + t. A lane holds 288 ticks and 32 guard zeros, so that a
run of free ticks never leaks into the next lane and all lanes are searched at once.
"""

from collections.abc import Iterator
from datetime import time

TICK_MINUTES = 5
TICKS = 288
LANE = 320
#: All ticks of one lane.
DAY = (1 << TICKS) - 1


def starts_of(free: int, ticks: int) -> int:
    """Bit i is set where the stretch [i, i + ticks) is all free; ticks >= 1."""
    run, have = free, 1
    while have * 2 <= ticks:
        run &= run >> have
        have *= 2
    return run & (run >> (ticks - have)) if have < ticks else run


def stretch(lane: int, start: int, ticks: int) -> int:
    """The bits that a visit takes on its lane."""
    return ((1 << ticks) - 1) << (lane * LANE + start)


def fold(starts: int, lanes: int) -> int:
    """OR of the lanes in the mask `lanes`, as the bits of one day."""
    folded = 0
    for lane in lowest_bits(lanes):
        folded |= starts >> lane * LANE
    return folded & DAY


def lanes_at(starts: int, tick: int, lanes: int) -> int:
    """Which lanes of the mask `lanes` have the bit of this tick."""
    found = 0
    for lane in lowest_bits(lanes):
        found |= (starts >> lane * LANE + tick & 1) << lane
    return found


def lane_of(bits: int, lane: int) -> int:
    """One lane's 288 bits."""
    return bits >> lane * LANE & DAY


def across(day: int, lanes: int) -> int:
    """The same bits of a day on every lane of the mask `lanes`."""
    spread = 0
    for lane in lowest_bits(lanes):
        spread |= day << lane * LANE
    return spread


def lowest_bits(mask: int) -> Iterator[int]:
    """Positions of the set bits, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def to_text(bits: int, lanes: int) -> str:
    """The number as PostgreSQL writes a varbit of lanes * LANE bits: lowest bit last."""
    return f"{bits:0{lanes * LANE}b}" if lanes else ""


def from_text(text: str) -> int:
    """The number that a varbit's text stands for."""
    return int(text, 2) if text else 0


def tick_of(moment: time) -> int:
    """The tick that a wall-clock time lies in."""
    return (moment.hour * 60 + moment.minute) // TICK_MINUTES


def time_of(tick: int) -> time:
    """The wall-clock time at which a tick begins, 0 <= tick < TICKS."""
    hour, minute = divmod(tick * TICK_MINUTES, 60)
    return time(hour, minute)


def is_on_grid(moment: time) -> bool:
    """Whether a wall-clock time is the beginning of a tick."""
    return not (moment.minute % TICK_MINUTES or moment.second or moment.microsecond)


def ticks_for(minutes: int) -> int:
    """Minutes as ticks, rounded up."""
    return -(-minutes // TICK_MINUTES)
