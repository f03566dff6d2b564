"""From windows, holidays and closures to the open time of a day."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.domain.places import opening
from loket.domain.places.facts import Closure, Counter, Holiday, Interval, Place, Window

ZONE = ZoneInfo("Europe/Brussels")
LONG_AGO = date(2020, 1, 1)
MONDAY = date(2021, 9, 6)
THURSDAY = date(2021, 11, 11)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def weekly(
    weekday: int, opens: float, closes: float, *, purpose: str = "counter", **rest: object
) -> Window:
    return Window(
        purpose,  # type: ignore[arg-type]
        int(opens * 60),
        int(closes * 60),
        weekday=weekday,
        **{"valid_from": LONG_AGO, **rest},  # type: ignore[arg-type]
    )


def single(day: date, opens: float, closes: float, **rest: object) -> Window:
    return Window(
        "counter",
        int(opens * 60),
        int(closes * 60),
        on=day,
        **{"valid_from": LONG_AGO, **rest},  # type: ignore[arg-type]
    )


def place(*windows: Window, lanes: int = 2, closures: tuple[Closure, ...] = ()) -> Place:
    counters = tuple(
        Counter(lane + 1, lane, f"Loket {lane + 1}", frozenset(), LONG_AGO) for lane in range(lanes)
    )
    return Place(1, "somewhere", 1, counters=counters, windows=windows, closures=closures)


def hours(here: Place, day: date, *holidays: Holiday) -> opening.DayHours:
    known = {one.day: one for one in holidays}
    return opening.hours_of_day(here, day=day, holidays=known, zone=ZONE)


def ticks(here: Place, day: date, *holidays: Holiday) -> dict[int, list[opening.Stretch]]:
    known = {one.day: one for one in holidays}
    return opening.opening_ticks(here, day=day, holidays=known, zone=ZONE)


ARMISTICE = Holiday(THURSDAY, {"nl": "Wapenstilstand"}, "statutory")


def test_a_window_opens_on_its_weekday_and_on_no_other() -> None:
    here = place(weekly(0, 9, 12))
    days = [hours(here, MONDAY + timedelta(days=offset)).open for offset in range(7)]
    assert days == [(Interval(540, 720),), (), (), (), (), (), ()]


def test_a_window_holds_from_its_first_day_and_no_longer_on_its_last() -> None:
    here = place(weekly(0, 9, 12, valid_from=MONDAY, valid_to=MONDAY + timedelta(days=7)))
    opened = [bool(hours(here, MONDAY + timedelta(weeks=week)).open) for week in (-1, 0, 1)]
    assert opened == [False, True, False]


def test_two_windows_with_lunch_between_stay_two() -> None:
    here = place(weekly(0, 9, 12), weekly(0, 13, 16))
    assert hours(here, MONDAY).open == (Interval(540, 720), Interval(780, 960))


def test_a_holiday_on_a_thursday_takes_the_only_day_of_that_week() -> None:
    here = place(weekly(3, 13, 20))
    week = [hours(here, date(2021, 11, 8) + timedelta(days=n), ARMISTICE).open for n in range(7)]
    assert week == [()] * 7
    assert hours(here, THURSDAY + timedelta(days=7), ARMISTICE).open == (Interval(780, 1200),)
    assert ticks(here, THURSDAY, ARMISTICE) == {0: [], 1: []}


def test_a_holiday_on_which_the_city_works_closes_nothing() -> None:
    working = Holiday(THURSDAY, {"nl": "Werkdag"}, "municipal", closes=False)
    assert hours(place(weekly(3, 13, 20)), THURSDAY, working).open == (Interval(780, 1200),)


def test_a_closing_day_of_the_city_closes_like_a_holiday_and_stays_another_kind() -> None:
    bridge = Holiday(THURSDAY, {"nl": "Brugdag"}, "municipal")
    day = hours(place(weekly(3, 13, 20)), THURSDAY, bridge)
    assert day.open == ()
    assert day.holiday is not None
    assert day.holiday.kind == "municipal"


def test_a_window_for_one_date_holds_on_a_holiday() -> None:
    here = place(weekly(3, 13, 20), single(THURSDAY, 10, 12))
    assert hours(here, THURSDAY, ARMISTICE).open == (Interval(600, 720),)


def test_a_window_for_one_date_wins_from_the_weekly_window_under_it() -> None:
    here = place(weekly(3, 9, 12), single(THURSDAY, 10, 11, reserved_for="walk_in"))
    assert ticks(here, THURSDAY)[0] == [
        (108, 120, "", 0),
        (120, 132, "walk_in", 0),
        (132, 144, "", 0),
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "left"),
    [
        ((9, 0), (12, 0), ()),
        ((8, 0), (10, 0), (Interval(600, 720),)),
        ((10, 0), (11, 0), (Interval(540, 600), Interval(660, 720))),
        ((11, 0), (23, 0), (Interval(540, 660),)),
        ((12, 0), (13, 0), (Interval(540, 720),)),
        ((10, 2), (10, 7), (Interval(540, 600), Interval(610, 720))),
    ],
)
def test_a_closure_takes_its_part_of_the_day_widened_to_whole_ticks(
    starts: tuple[int, int], ends: tuple[int, int], left: tuple[Interval, ...]
) -> None:
    closure = Closure(at(MONDAY, *starts), at(MONDAY, *ends))
    assert hours(place(weekly(0, 9, 12), closures=(closure,)), MONDAY).open == left


def test_a_closure_of_several_days_takes_each_of_them() -> None:
    closure = Closure(at(MONDAY, 11), at(MONDAY + timedelta(days=2), 10))
    here = place(*(weekly(day, 9, 12) for day in range(4)), closures=(closure,))
    opened = [hours(here, MONDAY + timedelta(days=n)).open for n in range(4)]
    assert opened == [
        (Interval(540, 660),),
        (),
        (Interval(600, 720),),
        (Interval(540, 720),),
    ]


def test_a_closure_wins_from_a_window_for_that_very_date() -> None:
    closure = Closure(at(MONDAY, 0), at(MONDAY, 23))
    assert hours(place(single(MONDAY, 9, 12), closures=(closure,)), MONDAY).open == ()


def test_the_closure_of_one_counter_leaves_the_other_and_the_hours_alone() -> None:
    closure = Closure(at(MONDAY, 10), at(MONDAY, 12), lane=1)
    here = place(weekly(0, 9, 12), closures=(closure,))
    assert ticks(here, MONDAY) == {0: [(108, 144, "", 0)], 1: [(108, 120, "", 0)]}
    assert hours(here, MONDAY).open == (Interval(540, 720),)


def test_a_counter_with_windows_of_its_own_keeps_only_those() -> None:
    here = place(weekly(0, 9, 12), weekly(0, 14, 16, lane=1))
    assert ticks(here, MONDAY) == {0: [(108, 144, "", 0)], 1: [(168, 192, "", 0)]}


def test_counters_without_any_windows_open_in_those_of_the_location() -> None:
    here = place(weekly(0, 9, 12, purpose="location"))
    assert ticks(here, MONDAY) == {0: [(108, 144, "", 0)], 1: [(108, 144, "", 0)]}


def test_reception_and_kiosk_hours_make_no_counter_bookable() -> None:
    here = place(weekly(0, 9, 12, purpose="reception"), weekly(0, 8, 20, purpose="kiosk"))
    assert ticks(here, MONDAY) == {0: [], 1: []}
    day = hours(here, MONDAY)
    assert day.reception == (Interval(540, 720),)
    assert day.kiosk == (Interval(480, 1200),)


def test_a_location_is_open_when_a_counter_or_its_reception_is_but_not_for_a_kiosk_alone() -> None:
    here = place(
        weekly(0, 9, 12),
        weekly(0, 11, 14, purpose="reception"),
        weekly(0, 6, 22, purpose="kiosk"),
    )
    assert hours(here, MONDAY).open == (Interval(540, 840),)


def test_stated_hours_of_a_location_win_from_those_of_its_counters() -> None:
    here = place(weekly(0, 9, 12), weekly(0, 8, 18, purpose="location"))
    assert hours(here, MONDAY).open == (Interval(480, 1080),)
    assert ticks(here, MONDAY)[0] == [(108, 144, "", 0)]


def test_a_counter_that_does_not_exist_yet_or_any_more_has_no_lane() -> None:
    later = MONDAY + timedelta(days=7)
    counters = (
        Counter(1, 0, "past", frozenset(), LONG_AGO, valid_to=MONDAY),
        Counter(2, 1, "present", frozenset(), LONG_AGO),
        Counter(3, 2, "future", frozenset(), later),
    )
    here = Place(1, "a", 1, counters=counters, windows=(weekly(0, 9, 12),))
    assert set(ticks(here, MONDAY)) == {1}
    assert set(ticks(here, later)) == {1, 2}


def test_an_ordinary_week_knows_no_holiday_and_no_single_date() -> None:
    here = place(weekly(3, 13, 20), single(THURSDAY, 9, 10))
    day = hours(here, THURSDAY, ARMISTICE)
    assert day.ordinary == (Interval(780, 1200),)
    assert day.is_exception
    assert not hours(here, THURSDAY + timedelta(days=7), ARMISTICE).is_exception


def test_a_location_closes_at_the_last_minute_of_its_window_and_not_at_lunch() -> None:
    days = [hours(place(weekly(0, 9, 12), weekly(0, 13, 16)), MONDAY)]
    assert opening.open_until(days, now=at(MONDAY, 9), zone=ZONE) == at(MONDAY, 12)
    assert opening.open_until(days, now=at(MONDAY, 12), zone=ZONE) is None
    assert opening.next_opening(days, now=at(MONDAY, 12), zone=ZONE) == at(MONDAY, 13)
    assert opening.next_opening(days, now=at(MONDAY, 13), zone=ZONE) is None


MINUTES = st.integers(0, 287).map(lambda tick: tick * 5)
SPANS = st.tuples(MINUTES, MINUTES).filter(lambda pair: pair[0] < pair[1])
WINDOWS = st.builds(
    lambda span, weekday, lane: Window(
        "counter", *span, valid_from=LONG_AGO, weekday=weekday, lane=lane
    ),
    SPANS,
    st.integers(0, 6),
    st.sampled_from([None, 0, 1]),
)
CLOSURES = st.builds(
    lambda start, minutes, lane: Closure(
        at(MONDAY, 0) + timedelta(minutes=start),
        at(MONDAY, 0) + timedelta(minutes=start + minutes),
        lane=lane,
    ),
    st.integers(-1440, 7 * 1440),
    st.integers(1, 4000),
    st.sampled_from([None, 0, 1]),
)


@given(st.lists(WINDOWS, max_size=8), st.lists(CLOSURES, max_size=4), st.integers(0, 6))
def test_open_time_never_overlaps_lies_in_a_window_and_never_in_a_closure(
    windows: list[Window], closures: list[Closure], offset: int
) -> None:
    day = MONDAY + timedelta(days=offset)
    here = place(*windows, closures=tuple(closures))
    found = hours(here, day).counters
    for one, other in pairwise(found):
        assert one.closes < other.opens
    for minute in range(0, 1440, 5):
        if any(one.opens <= minute < one.closes for one in found):
            assert any(
                window.falls_on(day) and window.opens <= minute < window.closes
                for window in windows
            )
            now = at(day, 0) + timedelta(minutes=minute)
            assert not any(
                closure.lane is None and closure.starts_at <= now < closure.ends_at
                for closure in closures
            )


@given(st.lists(SPANS, max_size=8), st.lists(SPANS, max_size=8))
def test_what_is_left_and_what_is_taken_make_up_the_whole(
    spans: list[tuple[int, int]], gaps: list[tuple[int, int]]
) -> None:
    whole = opening.merged(Interval(*one) for one in spans)
    taken = opening.merged(Interval(*one) for one in gaps)
    left = opening.without(whole, taken)
    common = opening.without(whole, left)
    assert opening.merged([*left, *common]) == whole
    assert opening.without(common, taken) == ()
    assert opening.without(taken, left) == taken
