"""Office hours, promises about opening, and what a reception lacks."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from loket.domain.places.checks import (
    OfficeHours,
    broken_promises,
    evenings,
    is_outside_office_hours,
    opening_days,
)
from loket.domain.places.facts import Interval, Promise
from loket.domain.places.reception import uncovered

ZONE = ZoneInfo("Europe/Brussels")
OFFICE = OfficeHours(date(2021, 1, 1), None, 9 * 60, 17 * 60, frozenset(range(5)))
DAY = (Interval(540, 1020),)
LATE = (Interval(540, 1200),)
HUB = Promise(opening_days=6, evenings=2, saturday=True)
WEEK = {0: DAY, 1: LATE, 2: DAY, 3: LATE, 4: DAY, 5: (Interval(540, 780),), 6: ()}


@pytest.mark.parametrize(
    ("day", "hour", "minute", "outside"),
    [
        (16, 8, 55, True),
        (16, 9, 0, False),
        (16, 16, 55, False),
        (16, 17, 0, True),
        (18, 11, 0, True),
        (19, 11, 0, True),
    ],
)
def test_before_nine_from_five_and_the_weekend_are_outside_office_hours(
    day: int, hour: int, minute: int, outside: bool
) -> None:
    at = datetime(2021, 9, day, hour, minute, tzinfo=ZONE)
    assert is_outside_office_hours(at, hours=OFFICE, zone=ZONE) is outside


def test_office_hours_are_those_of_the_wall_in_summer_and_in_winter() -> None:
    for month in (7, 12):
        at = datetime(2021, month, 15, 9, tzinfo=ZONE).astimezone(ZoneInfo("UTC"))
        assert not is_outside_office_hours(at, hours=OFFICE, zone=ZONE)


def test_an_evening_is_a_working_day_that_goes_on_after_office_hours() -> None:
    assert evenings(WEEK | {5: LATE}, hours=OFFICE) == {1, 3}
    assert opening_days(WEEK) == {0, 1, 2, 3, 4, 5}


def test_a_week_that_keeps_its_promise_breaks_nothing() -> None:
    assert broken_promises(WEEK, HUB, hours=OFFICE) == []
    assert broken_promises(dict.fromkeys(range(7), ()), Promise(), hours=OFFICE) == []


def test_every_part_of_a_promise_that_is_broken_is_told() -> None:
    broken = broken_promises(WEEK | {1: DAY, 5: ()}, HUB, hours=OFFICE)
    assert [(one.code, dict(one.facts)) for one in broken] == [
        ("too_few_opening_days", {"promised": 6, "found": 5}),
        ("too_few_evenings", {"promised": 2, "found": 1}),
        ("no_weekly_saturday", {}),
    ]


@pytest.mark.parametrize(
    ("shifts", "gaps"),
    [
        ((), DAY),
        ((Interval(540, 1020),), ()),
        ((Interval(480, 1080),), ()),
        ((Interval(540, 780), Interval(780, 1020)), ()),
        ((Interval(540, 720), Interval(780, 1020)), (Interval(720, 780),)),
        ((Interval(600, 700), Interval(650, 720)), (Interval(540, 600), Interval(720, 1020))),
    ],
)
def test_a_reception_lacks_exactly_the_time_that_no_shift_covers(
    shifts: tuple[Interval, ...], gaps: tuple[Interval, ...]
) -> None:
    assert uncovered(DAY, shifts) == gaps
