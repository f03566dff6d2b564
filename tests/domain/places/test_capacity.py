"""Counters times windows: what a week offers, and what a change does to it."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from loket.domain.places.capacity import capacity, compare, ordinary_capacity, with_windows
from loket.domain.places.facts import Counter, Holiday, Place, Window

ZONE = ZoneInfo("Europe/Brussels")
MONDAY = date(2021, 9, 13)
SINCE = date(2021, 1, 1)


def window(weekday: int, opens: int, closes: int, **rest: object) -> Window:
    return Window(
        "counter",
        opens * 60,
        closes * 60,
        SINCE,
        weekday=weekday,
        **rest,  # type: ignore[arg-type]
    )


TWO = tuple(Counter(lane, lane, "Loket", frozenset(), SINCE) for lane in range(2))
PLACE = Place(1, "hall", 1, counters=TWO, windows=(window(0, 9, 12), window(2, 13, 16)))


def test_two_counters_for_three_hours_on_two_days_are_twelve_hours() -> None:
    found = capacity(PLACE, monday=MONDAY, holidays={}, zone=ZONE)
    assert found.minutes == 12 * 60
    assert found.days == (360, 0, 360, 0, 0, 0, 0)


def test_no_visit_runs_past_the_end_of_a_stretch() -> None:
    found = capacity(PLACE, monday=MONDAY, holidays={}, zone=ZONE)
    assert found.visits(15) == 48
    assert found.visits(50) == 12
    assert found.visits(181) == 0


def test_a_holiday_costs_capacity_and_an_ordinary_week_does_not_know_it() -> None:
    holidays = {MONDAY: Holiday(MONDAY, {}, "statutory")}
    assert capacity(PLACE, monday=MONDAY, holidays=holidays, zone=ZONE).minutes == 6 * 60
    assert ordinary_capacity(PLACE, monday=MONDAY, zone=ZONE).minutes == 12 * 60


def test_a_single_date_is_no_part_of_an_ordinary_week() -> None:
    extra = Window("counter", 540, 600, SINCE, on=MONDAY.replace(day=14))
    here = with_windows(PLACE, (*PLACE.windows, extra))
    assert capacity(here, monday=MONDAY, holidays={}, zone=ZONE).minutes == 14 * 60
    assert ordinary_capacity(here, monday=MONDAY, zone=ZONE).minutes == 12 * 60


def test_a_virtual_counter_serves_nobody() -> None:
    paper = Counter(9, 2, "virtueel", frozenset(), SINCE, virtual=True)
    here = replace(PLACE, counters=(*TWO, paper))
    assert capacity(here, monday=MONDAY, holidays={}, zone=ZONE).minutes == 12 * 60


def test_time_that_is_kept_counts_and_is_told_apart() -> None:
    here = with_windows(PLACE, (window(0, 9, 12, reserved_for="mobility"),))
    found = capacity(here, monday=MONDAY, holidays={}, zone=ZONE)
    assert (found.minutes, found.reserved) == (360, 360)


def test_a_plan_with_an_evening_more_says_what_it_gains() -> None:
    plan = with_windows(PLACE, (*PLACE.windows, window(3, 17, 20)))
    change = compare(PLACE, plan, mondays=(MONDAY, MONDAY), zone=ZONE)
    assert (change.gained, change.share) == (360, 0.5)
    nothing = with_windows(PLACE, ())
    assert compare(nothing, PLACE, mondays=(MONDAY, MONDAY), zone=ZONE).share is None
