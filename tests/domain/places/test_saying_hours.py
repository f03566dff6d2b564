"""The same hours for machines and for a voice on the telephone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from loket.domain.places.facts import Closure, Holiday, Interval, Place, Window
from loket.domain.places.feed import clock, regular_hours, special_hours
from loket.domain.places.opening import hours_of_days, ordinary_week
from loket.domain.places.spoken import exceptions, on_day, reception_only, times, week

ZONE = ZoneInfo("Europe/Brussels")
SINCE = date(2021, 9, 1)
NOVEMBER = date(2021, 11, 8)
ARMISTICE = date(2021, 11, 11)


def window(weekday: int, opens: int, closes: int, **rest: object) -> Window:
    return Window(
        "location",
        opens * 60,
        closes * 60,
        weekday=weekday,
        **{"valid_from": date(2021, 1, 1), **rest},  # type: ignore[arg-type]
    )


HUB = (
    *(window(day, 9, 17) for day in (0, 2, 4)),
    *(window(day, 9, 20) for day in (1, 3)),
    window(5, 9, 13),
)


@pytest.mark.parametrize(
    ("intervals", "said"),
    [
        ((), "gesloten"),
        ((Interval(540, 720),), "van 9 tot 12 uur"),
        ((Interval(510, 750),), "van 8.30 tot 12.30 uur"),
        (
            (Interval(540, 720), Interval(780, 965)),
            "van 9 tot 12 uur en van 13 tot 16.05 uur",
        ),
    ],
)
def test_times_are_said_as_people_say_them(intervals: tuple[Interval, ...], said: str) -> None:
    assert times(intervals) == said


def test_days_with_equal_hours_are_said_together() -> None:
    assert week(ordinary_week(HUB, on=SINCE)) == (
        "Open op maandag, woensdag en vrijdag van 9 tot 17 uur; "
        "op dinsdag en donderdag van 9 tot 20 uur; op zaterdag van 9 tot 13 uur."
    )
    assert week(ordinary_week((), on=SINCE)) == "Er zijn geen vaste openingsuren."


def test_exceptions_are_said_one_by_one_with_their_reason() -> None:
    closure = Closure(
        datetime(2021, 11, 10, 12, tzinfo=ZONE), datetime(2021, 11, 10, 17, tzinfo=ZONE)
    )
    days = hours_of_days(
        Place(1, "hub", 1, windows=HUB, closures=(closure,)),
        since=NOVEMBER,
        until=date(2021, 11, 14),
        holidays={ARMISTICE: Holiday(ARMISTICE, {}, "statutory")},
        zone=ZONE,
    )
    assert exceptions(days, names={ARMISTICE: "Wapenstilstand"}) == [
        "Op woensdag 10 november 2021 open van 9 tot 12 uur.",
        "Gesloten op donderdag 11 november 2021 (Wapenstilstand).",
    ]
    assert [(one["validFrom"], one["opens"], one["closes"]) for one in special_hours(days)] == [
        ("2021-11-10", "09:00", "12:00"),
        ("2021-11-11", "00:00", "00:00"),
    ]


def test_a_feed_groups_the_days_of_equal_hours() -> None:
    found = regular_hours(HUB, since=SINCE)
    assert [(one["opens"], one["closes"], len(one["dayOfWeek"])) for one in found] == [
        ("09:00", "13:00", 1),
        ("09:00", "17:00", 3),
        ("09:00", "20:00", 2),
    ]
    assert all(one["validFrom"] == "2021-09-01" for one in found)
    assert not any("validThrough" in one for one in found)


def test_hours_that_will_change_are_in_the_feed_with_their_last_and_first_day() -> None:
    change = date(2021, 12, 1)
    windows = (window(0, 9, 12, valid_to=change), window(0, 9, 13, valid_from=change))
    assert [
        (one["closes"], one["validFrom"], one.get("validThrough"))
        for one in regular_hours(windows, since=SINCE)
    ] == [("12:00", "2021-09-01", "2021-11-30"), ("13:00", "2021-12-01", None)]


def test_hours_that_are_over_are_not_in_the_feed() -> None:
    assert regular_hours((window(0, 9, 12, valid_to=SINCE),), since=SINCE) == []


def test_the_end_of_a_day_is_a_time_that_a_clock_shows() -> None:
    assert clock(1440) == "23:59"
    assert clock(545) == "09:05"


def test_a_date_is_said_in_words() -> None:
    assert on_day(date(2022, 3, 1)) == "dinsdag 1 maart 2022"


def test_hours_at_which_only_the_reception_is_open_are_said_apart() -> None:
    day = (Interval(540, 720),)
    reception = {weekday: day if weekday < 3 else () for weekday in range(7)}
    counters = {weekday: day if weekday == 1 else () for weekday in range(7)}
    (said,) = reception_only(reception, counters)
    assert said == (
        "Alleen het onthaal is open op maandag en woensdag van 9 tot 12 uur: "
        "dan is er niemand aan de loketten."
    )
    assert reception_only(counters, counters) == ()


def test_a_place_without_counters_is_not_told_that_nobody_serves_there() -> None:
    nobody: dict[int, tuple[Interval, ...]] = dict.fromkeys(range(7), ())
    assert reception_only(nobody | {0: (Interval(540, 720),)}, nobody) == ()
