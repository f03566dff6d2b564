"""Days, hours, distances and money are said as people say them, in four languages."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from loket.channels.ui import dates

TODAY = date(2021, 11, 24)
TOMORROW = date(2021, 11, 25)
FIRST = date(2022, 1, 1)
#: 18.20 in Brussels.
EVENING = datetime(2021, 11, 25, 17, 20, tzinfo=UTC)
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def _in_brussels() -> None:
    timezone.activate(ZoneInfo("Europe/Brussels"))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "morgen, donderdag 25 november om 18.20 uur"),
        ("en", "tomorrow, Thursday 25 November at 18:20"),
        ("fr", f"demain, jeudi 25 novembre à 18{NBSP}h{NBSP}20"),
        ("de", "morgen, Donnerstag, 25. November um 18:20 Uhr"),
    ],
)
def test_a_moment_is_said_with_its_day_first(language: str, said: str) -> None:
    assert dates.moment(EVENING, TODAY, language) == said


@pytest.mark.parametrize(
    ("language", "near", "far", "next_year"),
    [
        ("nl", "vandaag, woensdag 24 november", "do 25 nov", "zaterdag 1 januari 2022"),
        ("en", "today, Wednesday 24 November", "Thu 25 Nov", "Saturday 1 January 2022"),
        ("fr", "aujourd’hui, mercredi 24 novembre", "jeu 25 nov", "samedi 1er janvier 2022"),
        ("de", "heute, Mittwoch, 24. November", "Do., 25. Nov.", "Samstag, 1. Januar 2022"),
    ],
)
def test_days_near_and_far(language: str, near: str, far: str, next_year: str) -> None:
    assert dates.day(TODAY, TODAY, language) == near
    assert dates.short_day(TOMORROW, language) == far
    assert dates.day(FIRST, TODAY, language) == next_year


@pytest.mark.parametrize(
    ("language", "morning", "night"),
    [
        ("nl", "9 tot 12.30 uur", "20 tot 24 uur"),
        ("en", "9:00 to 12:30", "20:00 to 24:00"),
        ("fr", f"de 9{NBSP}h à 12{NBSP}h{NBSP}30", f"de 20{NBSP}h à 24{NBSP}h"),
        ("de", "9 bis 12:30 Uhr", "20 bis 24 Uhr"),
    ],
)
def test_opening_hours_up_to_midnight(language: str, morning: str, night: str) -> None:
    assert dates.hours(time(9), time(12, 30), language) == morning
    assert dates.hours(time(20), time(0), language) == night


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "24 december tot en met 2 januari 2022"),
        ("en", "24 December to 2 January 2022"),
        ("fr", "du 24 décembre au 2 janvier 2022 inclus"),
        ("de", "24. Dezember bis einschließlich 2. Januar 2022"),
    ],
)
def test_a_range_of_days_says_that_the_last_one_counts(language: str, said: str) -> None:
    assert dates.days(date(2021, 12, 24), date(2022, 1, 2), TODAY, language) == said


def test_a_range_of_one_day_is_that_day() -> None:
    assert dates.days(TOMORROW, TOMORROW, TODAY, "nl") == "donderdag 25 november"


@pytest.mark.parametrize(
    ("language", "price", "far", "long"),
    [
        ("nl", "1.008,50 euro", "1,2 km", "1 uur 10 minuten"),
        ("en", "1,008.50 euros", "1.2 km", "1 hour 10 minutes"),
        ("fr", "1\u202f008,50 euros", "1,2 km", "1 heure 10 minutes"),
        ("de", "1.008,50 Euro", "1,2 km", "1 Stunde 10 Minuten"),
    ],
)
def test_money_distance_and_length(language: str, price: str, far: str, long: str) -> None:
    assert dates.money(100850, language) == price
    assert dates.distance(1234, language) == far
    assert dates.minutes(70, language) == long


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (0, "0 m"),
        (347, "350 m"),
        (994, "990 m"),
        (996, "1,0 km"),
        (9940, "9,9 km"),
        (12600, "13 km"),
    ],
)
def test_distances_get_coarser_with_distance(metres: float, said: str) -> None:
    assert dates.distance(metres, "nl") == said


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 minuten"), (1, "1 minuut"), (60, "1 uur"), (121, "2 uur 1 minuut")],
)
def test_lengths_leave_out_what_is_nought(count: int, said: str) -> None:
    assert dates.minutes(count, "nl") == said


def test_the_language_of_the_page_is_spoken_when_none_is_asked() -> None:
    with translation.override("fr"):
        assert dates.listing(["a", "b", "c"]) == "a, b et c"


def test_a_language_without_a_manner_of_its_own_is_spoken_in_dutch() -> None:
    assert dates.full_day(TOMORROW, language="sv") == "donderdag 25 november"


def test_the_day_is_that_of_the_city_and_not_of_utc() -> None:
    late = datetime(2021, 11, 24, 23, 30, tzinfo=UTC)
    assert dates.local_day(late) == TOMORROW
    assert dates.clock(late, "nl") == "0.30"


def test_the_hour_before_and_after_the_clocks_change_are_both_said_as_the_wall_shows() -> None:
    before = datetime(2021, 10, 31, 0, 30, tzinfo=UTC)
    after = datetime(2021, 10, 31, 1, 30, tzinfo=UTC)
    assert dates.clock(before, "nl") == dates.clock(after, "nl") == "2.30"


def test_minutes_after_midnight_become_a_time_and_1440_is_midnight_again() -> None:
    assert dates.time_of(810) == time(13, 30)
    assert dates.time_of(1440) == time(0)
