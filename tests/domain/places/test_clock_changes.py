"""Hours on the wall and instants, through both clock changes of 2022 to 2030."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.places.facts import Closure, Counter, Interval, Place, Window
from loket.domain.places.opening import (
    hours_of_days,
    is_open,
    next_opening,
    open_until,
    opening_ticks,
)
from loket.domain.places.wallclock import (
    instant,
    midnight,
    minute_of,
    real_minutes,
    span,
    unsteady,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
WHOLE_DAY = Interval(0, 1440)


def last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


SPRING = [last_sunday(year, 3) for year in range(2022, 2031)]
AUTUMN = [last_sunday(year, 10) for year in range(2022, 2031)]


@pytest.mark.parametrize("day", SPRING)
def test_a_window_over_the_spring_change_lasts_an_hour_less(day: date) -> None:
    assert real_minutes(day, WHOLE_DAY, BRUSSELS) == 23 * 60
    assert real_minutes(day, Interval(60, 240), BRUSSELS) == 2 * 60
    assert real_minutes(day, Interval(9 * 60, 17 * 60), BRUSSELS) == 8 * 60


@pytest.mark.parametrize("day", AUTUMN)
def test_a_window_over_the_autumn_change_lasts_an_hour_more(day: date) -> None:
    assert real_minutes(day, WHOLE_DAY, BRUSSELS) == 25 * 60
    assert real_minutes(day, Interval(60, 240), BRUSSELS) == 4 * 60
    assert real_minutes(day, Interval(9 * 60, 17 * 60), BRUSSELS) == 8 * 60


@pytest.mark.parametrize("day", SPRING)
def test_a_time_that_the_spring_skips_is_the_moment_of_the_change(day: date) -> None:
    change = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
    assert instant(day, 150, BRUSSELS) == change
    assert instant(day, 150, BRUSSELS, last=True) == change
    assert span(day, Interval(125, 175), BRUSSELS) == (change, change)


@pytest.mark.parametrize("day", AUTUMN)
def test_a_time_that_the_autumn_repeats_opens_first_and_closes_last(day: date) -> None:
    opens, closes = span(day, Interval(120, 150), BRUSSELS)
    assert (opens, closes) == (
        datetime(day.year, day.month, day.day, 0, tzinfo=UTC),
        datetime(day.year, day.month, day.day, 1, 30, tzinfo=UTC),
    )


@pytest.mark.parametrize("day", [*SPRING, *AUTUMN])
def test_nine_on_the_wall_is_nine_on_the_wall_on_the_day_of_a_change(day: date) -> None:
    before, after = day - timedelta(days=1), day
    for one in (before, after):
        assert instant(one, 540, BRUSSELS).astimezone(BRUSSELS).hour == 9
    shift = instant(after, 540, BRUSSELS) - instant(before, 540, BRUSSELS)
    assert shift == timedelta(hours=23 if day in SPRING else 25)


@pytest.mark.parametrize("day", [*SPRING, *AUTUMN])
def test_a_location_open_all_night_is_open_through_the_change_until_it_closes(day: date) -> None:
    night = Window("location", 0, 300, valid_from=date(2021, 1, 1), weekday=6)
    hours = hours_of_days(
        Place(1, "a", 1, windows=(night,)), since=day, until=day, holidays={}, zone=BRUSSELS
    )
    at = midnight(day, BRUSSELS)
    until = open_until(hours, now=at, zone=BRUSSELS)
    assert until is not None
    while at < until:
        assert is_open(hours, now=at, zone=BRUSSELS)
        at += timedelta(minutes=10)
    assert until.astimezone(BRUSSELS).hour == 5
    assert not is_open(hours, now=until, zone=BRUSSELS)


def test_the_next_opening_is_across_the_change_when_today_is_over() -> None:
    day = AUTUMN[0]
    window = Window("location", 540, 720, valid_from=date(2021, 1, 1), weekday=0)
    hours = hours_of_days(
        Place(1, "a", 1, windows=(window,)),
        since=day,
        until=day + timedelta(days=7),
        holidays={},
        zone=BRUSSELS,
    )
    found = next_opening(hours, now=midnight(day, BRUSSELS), zone=BRUSSELS)
    assert found == datetime(2022, 10, 31, 8, tzinfo=UTC)


@pytest.mark.parametrize(("starts", "ends"), [((0, 50), (1, 10)), ((0, 30), (1, 30))])
def test_a_closure_inside_the_repeated_hour_closes_the_whole_of_it(
    starts: tuple[int, int], ends: tuple[int, int]
) -> None:
    day = AUTUMN[0]
    night = Window("location", 0, 300, valid_from=date(2021, 1, 1), weekday=6)
    closure = Closure(
        datetime(2022, 10, 30, *starts, tzinfo=UTC), datetime(2022, 10, 30, *ends, tzinfo=UTC)
    )
    place = Place(1, "a", 1, windows=(night,), closures=(closure,))
    (hours,) = hours_of_days(place, since=day, until=day, holidays={}, zone=BRUSSELS)
    assert hours.open == (Interval(0, 120), Interval(180, 300))


DAYS = st.dates(date(2021, 1, 1), date(2031, 12, 31))
ZONES = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/Brussels", "Europe/Berlin", "Australia/Lord_Howe", "UTC")]
)


@given(DAYS | st.sampled_from(SPRING + AUTUMN), st.integers(0, 1439), ZONES)
def test_instants_of_a_day_follow_the_order_of_the_wall(
    day: date, minute: int, zone: ZoneInfo
) -> None:
    here = instant(day, minute, zone)
    assert midnight(day, zone) <= here <= instant(day, minute, zone, last=True)
    assert here <= instant(day, minute + 1, zone)
    assert instant(day, minute, zone, last=True) <= midnight(day + timedelta(days=1), zone)


@given(DAYS | st.sampled_from(SPRING + AUTUMN), st.integers(0, 287))
def test_a_time_on_the_grid_comes_back_from_its_instant_unless_the_spring_skips_it(
    day: date, tick: int
) -> None:
    skipped = day in SPRING and 120 <= tick * 5 < 180
    back = minute_of(instant(day, tick * 5, BRUSSELS), day=day, zone=BRUSSELS)
    assert back == (180 if skipped else tick * 5)


@pytest.mark.parametrize("day", [*SPRING, *AUTUMN])
def test_the_hour_that_is_skipped_or_repeated_is_the_only_doubtful_time_of_its_day(
    day: date,
) -> None:
    assert unsteady(day, BRUSSELS) == (Interval(120, 180),)
    assert unsteady(day - timedelta(days=1), BRUSSELS) == ()
    assert unsteady(day + timedelta(days=1), BRUSSELS) == ()


@pytest.mark.parametrize(
    ("zone", "day", "doubtful"),
    [
        ("Australia/Lord_Howe", date(2026, 4, 5), Interval(90, 120)),
        ("Australia/Lord_Howe", date(2026, 10, 4), Interval(120, 150)),
        ("Asia/Beirut", date(2022, 3, 27), Interval(0, 60)),
        ("Asia/Beirut", date(2022, 10, 29), Interval(1380, 1440)),
    ],
)
def test_a_change_of_half_an_hour_or_at_midnight_is_found_on_the_day_it_touches(
    zone: str, day: date, doubtful: Interval
) -> None:
    assert unsteady(day, ZoneInfo(zone)) == (doubtful,)


@given(DAYS | st.sampled_from(SPRING + AUTUMN), ZONES)
def test_outside_the_doubtful_time_five_minutes_on_the_wall_are_five_minutes(
    day: date, zone: ZoneInfo
) -> None:
    night = Window("counter", 0, 1440, valid_from=date(2020, 1, 1), weekday=day.weekday())
    desk = Counter(1, 0, "1", frozenset(), valid_from=date(2020, 1, 1))
    place = Place(1, "a", 1, counters=(desk,), windows=(night,))
    seen = []
    for start, end, *_ in opening_ticks(place, day=day, holidays={}, zone=zone)[0]:
        ticks = [instant(day, tick * 5, zone) for tick in range(start, end)]
        seen += ticks
        assert ticks[-1] - ticks[0] == timedelta(minutes=5) * (len(ticks) - 1)
    assert len(set(seen)) == len(seen)
    assert seen == sorted(seen)
