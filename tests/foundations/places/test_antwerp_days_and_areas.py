"""Holidays, districts, sit-in days and sources of the Antwerp pack."""

import csv
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from loket.domain.places.facts import Site
from loket.domain.places.opening import DayHours
from loket.foundations.places import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("antwerp")]

#: A Thursday in the second week of the trial, with no holiday near.
TRIAL = date(2021, 9, 16)
MONDAY = date(2021, 9, 13)
NEXT_YEAR = date(2022, 1, 3)


PACK = Path(queries.__file__).parents[3] / "cities" / "antwerp"


def site(code: str, on: date = TRIAL) -> Site:
    found = queries.find_location(code, on)
    assert found is not None, f"{code} does not exist on {on}"
    return found


def open_counters(code: str, day: date) -> int:
    """How many counters of a location work at some time of a day."""
    return sum(1 for stretches in queries.opening_ticks(code, day).values() if stretches)


def counter_days(code: str, monday: date) -> list[int]:
    """Per day of a week how many counters work."""
    return [open_counters(code, monday + timedelta(days=offset)) for offset in range(7)]


def test_a_holiday_on_a_thursday_takes_groenenhoeks_only_day_of_that_week() -> None:
    assert counter_days("groenenhoek", date(2021, 11, 8)) == [0] * 7
    assert counter_days("groenenhoek", date(2021, 11, 15))[3] == 2


def test_ten_holidays_by_law_each_year_and_the_flemish_day_is_none_of_them() -> None:
    year = queries.list_statutory_days(date(2021, 1, 1), date(2021, 12, 31))
    assert sorted(day.isoformat()[5:] for day in year) == [
        "01-01", "04-05", "05-01", "05-13", "05-24", "07-21", "08-15", "11-01", "11-11", "12-25",
    ]  # fmt: skip
    (flemish,) = queries.list_holidays(date(2022, 7, 11), date(2022, 7, 11))
    assert (flemish.kind, flemish.closes) == ("municipal", True)
    assert counter_days("harmonie", date(2022, 7, 11))[0] == 0


def test_the_saturday_after_a_bridge_day_the_hub_is_open() -> None:
    days = {day.day.isoformat(): bool(day.open) for day in bridge()}
    assert (days["2021-11-11"], days["2021-11-12"], days["2021-11-13"]) == (False, False, True)


def bridge() -> tuple[DayHours, ...]:
    return queries.week_of("harmonie", date(2021, 11, 8))


def test_nine_districts_in_the_trial_and_a_tenth_since_2025() -> None:
    assert len(queries.list_districts(TRIAL)) == 9
    assert len(queries.list_districts(date(2024, 12, 31))) == 9
    codes = {one.code for one in queries.list_districts(date(2025, 1, 1))}
    assert "borsbeek" in codes
    assert len(codes) == 10
    assert queries.find_districts_of("2150", TRIAL) == ()


@pytest.mark.parametrize(
    ("postal_code", "districts"),
    [
        ("2600", ["berchem"]),
        ("2610", ["wilrijk", "antwerpen"]),
        ("2030", ["antwerpen", "ekeren", "merksem"]),
        ("2040", ["berendrecht-zandvliet-lillo", "antwerpen"]),
        ("1000", []),
    ],
)
def test_a_postal_code_gives_every_district_it_touches_the_usual_one_first(
    postal_code: str, districts: list[str]
) -> None:
    found = [one.code for one in queries.find_districts_of(postal_code, TRIAL)]
    assert found == districts
    alone = queries.find_district_of(postal_code, TRIAL)
    assert (alone is not None) == (len(districts) == 1)


def test_the_sit_in_days_move_to_a_social_centre_in_2022() -> None:
    def sit_in(code: str, since: date, until: date) -> list[date]:
        days = (since + timedelta(days=n) for n in range((until - since).days + 1))
        return [day for day in days if _sits(code, day)]

    autumn = sit_in("harmonie", date(2021, 9, 1), date(2022, 3, 31))
    assert autumn[0] > date(2021, 9, 1)
    assert autumn[-1] < date(2022, 1, 1)
    spring = sit_in("sociaal-centrum-noord", date(2021, 9, 1), date(2022, 6, 30))
    assert spring[0] >= date(2022, 1, 1)
    assert {other - one for one, other in pairwise(autumn + spring)} == {timedelta(weeks=4)}


def _sits(code: str, day: date) -> bool:
    place = queries.snapshot().by_code[code]
    lanes = {one.lane for one in place.counters if one.name.startswith("Zitdag")}
    ticks = queries.opening_ticks(code, day)
    return any(ticks.get(lane) for lane in lanes)


def test_no_sit_in_day_falls_on_a_day_the_city_is_closed() -> None:
    known = queries.snapshot()
    dates = [window.on for place in known.places for window in place.windows if window.on]
    assert dates
    assert not [day for day in dates if day in known.holidays and known.holidays[day].closes]


def test_social_centres_exist_from_2022() -> None:
    assert queries.find_location("sociaal-centrum-noord", date(2021, 12, 31)) is None
    assert site("sociaal-centrum-noord", NEXT_YEAR).tier == "theme"


def test_the_virtual_counter_is_off() -> None:
    for place in queries.snapshot().places:
        for counter in place.counters:
            if counter.virtual:
                assert counter.valid_to is not None
                assert counter.valid_to <= date(2021, 9, 9)


def test_every_clock_time_that_no_decision_gives_is_marked_fictional() -> None:
    for place in queries.snapshot().places:
        assert all(profile.hours_fictional for profile in place.profiles), place.code
        for window in place.windows:
            assert window.fictional, place.code
            assert window.source, place.code


def test_every_counter_can_do_something_and_skills_differ_within_the_hub() -> None:
    for place in queries.snapshot().places:
        assert all(counter.skills for counter in place.counters), place.code
    hub = [one for one in site("harmonie").place.counters if not one.virtual]
    assert len({one.skills for one in hub}) >= 6


def test_points_and_postal_codes_are_those_of_the_files_they_name_as_their_source() -> None:
    known = {
        (float(row["lat"]), float(row["lon"]))
        for name in ("geocoded_places.csv", "district_points_wof.csv")
        for row in rows(name)
    }
    for one in queries.list_locations(NEXT_YEAR):
        if "by hand" not in one.profile.point_source:
            assert one.point in known, one.code
    for district in queries.list_districts(date(2025, 1, 1)):
        assert (district.lat, district.lon) in known, district.code
    for point in queries.list_contact_points(TRIAL):
        assert (point.lat, point.lon) in known, point.code
    for row in rows("postcode_district.csv"):
        usual = queries.find_districts_of(row["postcode"], date(2025, 1, 1))[0]
        assert usual.name == row["district"]


def rows(name: str) -> list[dict[str, str]]:
    with (PACK / "data" / name).open() as file:
        return list(csv.DictReader(file))
