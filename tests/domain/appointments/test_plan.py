"""What a location can do on one day: lanes, skills, and time kept for some."""

from datetime import UTC, datetime, timedelta

from loket.domain.appointments.grid import LANE, stretch
from loket.domain.appointments.plan import DayPlan, Lane, Reservation, able_at, every_lane

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PLAIN = Lane(0, 10, frozenset({"identity"}))
SPECIAL = Lane(2, 12, frozenset({"identity", "civil"}))
OPEN = stretch(0, 108, 36) | stretch(2, 108, 60)


def plan(*reservations: Reservation) -> DayPlan:
    return DayPlan((PLAIN, SPECIAL), OPEN, reservations)


def test_a_gap_in_the_lane_numbers_keeps_its_place_in_the_bits() -> None:
    assert plan().width == 3 * LANE
    assert every_lane(plan().width) == 0b111


def test_only_counters_with_every_skill_are_able() -> None:
    assert plan().able(["identity"]) == 0b101
    assert plan().able(["identity", "civil"]) == 0b100
    assert plan().able(["driving"]) == 0


def test_a_counter_that_closes_earlier_cannot_take_a_visit_past_its_closing() -> None:
    usable = plan().usable(0)
    assert able_at(usable, 0b101, start=140, ticks=4) == 0b101
    assert able_at(usable, 0b101, start=141, ticks=4) == 0b100
    assert able_at(usable, 0b101, start=165, ticks=4) == 0


def test_kept_time_opens_to_its_own_kind_and_to_all_once_released() -> None:
    mobility = Reservation("mobility", stretch(0, 108, 12), NOON)
    kept = plan(mobility)
    just_before = NOON - timedelta(seconds=1)
    assert not able_at(kept.usable(kept.kept([], now=just_before)), 0b001, start=108, ticks=3)
    assert able_at(kept.usable(kept.kept(["mobility"], now=just_before)), 0b001, start=108, ticks=3)
    assert able_at(kept.usable(kept.kept([], now=NOON)), 0b001, start=108, ticks=3)
