"""What the decision says of its places, as the Antwerp pack holds it; each test names its line."""

from datetime import date, datetime, timedelta

import pytest

from loket.domain.places.checks import Promise, evenings, is_outside_office_hours, opening_days
from loket.domain.places.facts import Interval, Site
from loket.domain.places.near import metres
from loket.domain.places.opening import ordinary_week
from loket.foundations.places import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("antwerp")]

#: A Thursday in the second week of the trial, with no holiday near.
TRIAL = date(2021, 9, 16)
MONDAY = date(2021, 9, 13)
NEXT_YEAR = date(2022, 1, 3)


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


def test_t46_seven_contact_points_of_the_trial_opened_in_september_2021() -> None:
    points = queries.list_contact_points(TRIAL)
    assert sorted(point.host for point in points) == [
        "Bibliotheek De Poort",
        "Bibliotheek De Vertellerij",
        "Corso",
        "Dienstencentrum De Veldekens",
        "Districtshuis Berchem",
        "Sporthal 't Rooi",
        "WZC Ruytenburg",
    ]
    for point in points:
        assert (point.opened_on.year, point.opened_on.month) == (2021, 9)
        assert (point.trial, point.district) == ("proeftuin-berchem", "berchem")
        assert point.decision == "management/2021-09-22/31"
    assert queries.list_contact_points(date(2021, 8, 31)) == ()


def test_t46_the_contact_point_in_the_neighbourhood_counter_is_a_record_of_its_own() -> None:
    point = queries.find_contact_point("buurtloket-berchem")
    assert point is not None
    assert point.location == "berchem"
    assert "kiosk" in site("berchem").capabilities


def test_t58_every_location_has_a_point_on_the_map_and_its_share_outside_office_hours() -> None:
    rule = queries.find_office_hours(TRIAL)
    assert rule is not None
    for one in queries.list_locations(TRIAL):
        assert one.point is not None, one.code
        assert metres(one.point, (51.22107, 4.39989)) < 20_000, one.code
    assert evenings(week("harmonie"), hours=rule) == {1, 3}


def week(code: str, on: date = TRIAL) -> dict[int, tuple[Interval, ...]]:
    return ordinary_week(site(code, on).place.windows, on=on)


def test_t59_the_hub_opened_on_28_may_2021_and_its_wider_hours_are_dated() -> None:
    assert queries.find_location("harmonie", date(2021, 5, 27)) is None
    assert site("harmonie", date(2021, 5, 28)).tier == "city"
    before, after = week("harmonie", date(2021, 8, 31)), week("harmonie", date(2021, 9, 1))
    assert sum(one.minutes for day in after.values() for one in day) > sum(
        one.minutes for day in before.values() for one in day
    )


def test_t60_two_locations_in_berchem_take_appointments_and_give_no_ticket() -> None:
    here = [
        one for one in queries.list_locations(TRIAL)
        if one.profile.district == "berchem" and "booking" in one.capabilities
    ]  # fmt: skip
    assert [one.code for one in here] == ["berchem", "groenenhoek"]
    assert not any(one.profile.walk_in for one in here)


def test_t61_the_two_neighbourhood_counters_are_guests_of_a_house() -> None:
    hosts = {
        one.code: one.profile.host
        for one in queries.list_locations(TRIAL)
        if one.tier == "neighbourhood"
    }
    assert hosts == {"berchem": "Districtshuis Berchem", "groenenhoek": "Huis van het Kind"}


def test_t62_evening_and_saturday_are_outside_office_hours_and_nine_to_five_is_not() -> None:
    rule = queries.find_office_hours(TRIAL)
    assert rule is not None
    known = queries.snapshot()
    outside = {
        (day, hour): is_outside_office_hours(
            datetime(2021, 9, day, hour, tzinfo=known.zone), hours=rule, zone=known.zone
        )
        for day in (16, 18)
        for hour in (8, 9, 16, 17, 19)
    }
    assert [outside[16, hour] for hour in (8, 9, 16, 17, 19)] == [True, False, False, True, True]
    assert all(outside[18, hour] for hour in (8, 9, 16, 17, 19))


@pytest.mark.parametrize(("code", "day"), [("berchem", MONDAY), ("harmonie", TRIAL)])
def test_t63_a_share_is_kept_for_who_is_less_mobile_and_is_released_before_the_day(
    code: str, day: date
) -> None:
    kept = {
        (reserved, release)
        for stretches in queries.opening_ticks(code, day).values()
        for _, _, reserved, release in stretches
        if reserved
    }
    assert ("mobility", 2) in kept


def test_t63_berchem_has_fewer_days_than_before_the_trial() -> None:
    before = counter_days("berchem", date(2021, 8, 30))
    assert sum(1 for counters in before if counters) > 2


def test_t69_groenenhoek_opens_on_thursday_afternoon_and_evening_only() -> None:
    assert opening_days(week("groenenhoek")) == {3}
    ((opening,),) = (week("groenenhoek")[3],)
    assert opening.opens >= 12 * 60
    assert opening.closes > 18 * 60


def test_t70_the_share_outside_office_hours_differs_between_the_hub_and_its_neighbour() -> None:
    rule = queries.find_office_hours(TRIAL)
    assert rule is not None
    assert evenings(week("groenenhoek"), hours=rule) == {3}
    assert evenings(week("berchem"), hours=rule) == frozenset()


def test_t71_berchem_has_two_counters_on_two_days() -> None:
    assert counter_days("berchem", MONDAY) == [2, 0, 2, 0, 0, 0, 0]


def test_t72_berchem_offers_less_counter_time_than_before_its_waits_are_longer() -> None:
    change = queries.compare_weeks("berchem", date(2021, 8, 30), MONDAY)
    assert change.share is not None
    assert change.share < -0.5


def test_t73_groenenhoek_has_two_counters_on_one_day() -> None:
    assert counter_days("groenenhoek", MONDAY) == [0, 0, 0, 2, 0, 0, 0]


def test_t75_what_a_location_has_is_one_matrix_and_neighbourhood_counters_differ_from_city() -> (
    None
):
    tiers: dict[str, set[str]] = {}
    for one in queries.list_locations(TRIAL):
        tiers.setdefault(one.tier, set(one.capabilities)).intersection_update(one.capabilities)
    assert tiers["city"] - tiers["neighbourhood"] == {"photo_booth", "safe", "pickup", "reception"}


def test_t76_no_neighbourhood_counter_has_a_photo_booth_and_each_says_why() -> None:
    for one in queries.list_locations(TRIAL):
        if one.tier == "neighbourhood":
            assert "photo_booth" not in one.capabilities
            assert "photo_booth" in {deviation.capability for deviation in one.profile.deviations}


def test_t77_each_published_deviation_has_a_reason_that_complaints_can_point_at() -> None:
    for one in queries.list_locations(TRIAL):
        for deviation in one.profile.deviations:
            assert deviation.reason["nl"], (one.code, deviation.capability)


def test_t78_and_t79_documents_are_collected_only_where_there_is_a_safe_so_not_in_groenenhoek() -> (
    None
):
    for one in queries.list_locations(TRIAL):
        assert "pickup" not in one.capabilities or "safe" in one.capabilities, one.code
    assert "pickup" not in site("groenenhoek").capabilities


def test_t80_and_t81_groenenhoek_has_no_safe_and_says_so() -> None:
    groenenhoek = site("groenenhoek")
    assert "safe" not in groenenhoek.capabilities
    reasons = {one.capability: one.reason["nl"] for one in groenenhoek.profile.deviations}
    assert "kluis" in str(reasons["safe"])


def test_t82_every_city_counter_has_the_same_standard_offer() -> None:
    standard = {"booking", "safe", "photo_booth", "pickup", "payment", "biometrics", "reception"}
    city = [one for one in queries.list_locations(TRIAL) if one.tier in ("city", "regional_hub")]
    assert len(city) == 9
    for one in city:
        assert one.capabilities >= standard, one.code


def reception_days(code: str) -> list[bool]:
    return [bool(day.reception) for day in queries.week_of(code, MONDAY)]


def test_t85_berchem_has_a_reception_on_four_days_a_week() -> None:
    assert sum(reception_days("berchem")) == 4


def test_t86_the_reception_of_berchem_is_open_as_before_and_an_empty_shift_is_told() -> None:
    before = [bool(day.reception) for day in queries.week_of("berchem", date(2021, 8, 30))]
    assert reception_days("berchem") == before
    gaps = queries.list_unstaffed_reception(MONDAY, MONDAY, location="berchem")
    assert [gap.interval for gap in gaps] == [Interval(540, 720), Interval(780, 960)]


def test_t89_groenenhoek_receives_people_by_appointment_only() -> None:
    groenenhoek = site("groenenhoek").profile
    assert (groenenhoek.reception, groenenhoek.walk_in) == ("appointments_only", False)
    assert queries.list_unstaffed_reception(TRIAL, TRIAL, location="groenenhoek") == ()


def test_t91_districts_organise_no_reception_of_their_own_and_the_decision_is_named() -> None:
    switch = queries.find_district_reception(date(2021, 12, 10))
    assert switch is not None
    assert (switch.on, switch.decision) == (False, "college/2021-12-10/9882")
    assert queries.find_district_reception(date(2021, 12, 9)) is None


def test_t104_the_hub_is_a_regional_hub_with_a_decision() -> None:
    hub = site("harmonie")
    assert hub.tier == "regional_hub"
    assert hub.profile.decision == "college/2021-12-10/9882"
    assert [one.code for one in queries.list_locations(TRIAL) if one.tier == "regional_hub"] == [
        "harmonie"
    ]


def test_t105_the_wider_hours_of_the_hub_give_more_counter_time() -> None:
    change = queries.compare_weeks("harmonie", date(2021, 8, 23), MONDAY)
    evening_and_saturday = 4 * (2 * 3 + 4) * 60
    assert change.gained == evening_and_saturday
    assert change.after.visits(15) - change.before.visits(15) == evening_and_saturday // 15


def test_t106_the_hub_opens_on_six_days() -> None:
    assert opening_days(week("harmonie")) == {0, 1, 2, 3, 4, 5}
    assert all(counters > 0 for counters in counter_days("harmonie", MONDAY)[:6])


def test_t107_the_hub_has_two_evenings_and_a_weekly_saturday_and_has_promised_them() -> None:
    rule = queries.find_office_hours(TRIAL)
    assert rule is not None
    assert len(evenings(week("harmonie"), hours=rule)) == 2
    assert week("harmonie")[5]
    assert site("harmonie").profile.promise == Promise(6, 2, saturday=True)


def test_t108_page_feed_and_phone_say_the_same_hours() -> None:
    until = date(2021, 11, 30)
    said = queries.phone_script("groenenhoek", TRIAL, until)
    assert said[0] == "Open op donderdag van 13 tot 20 uur."
    assert "Gesloten op donderdag 11 november 2021 (Wapenstilstand)." in said
    feed = queries.feed_of("groenenhoek", TRIAL, until)
    (regular,) = feed["openingHoursSpecification"]
    assert (regular["opens"], regular["closes"]) == ("13:00", "20:00")
    assert regular["dayOfWeek"] == ["https://schema.org/Thursday"]
    (special,) = feed["specialOpeningHoursSpecification"]
    assert (special["validFrom"], special["opens"], special["closes"]) == (
        "2021-11-11",
        "00:00",
        "00:00",
    )
    page = {day.day: day.open for day in queries.hours_of("groenenhoek", TRIAL, until)}
    assert [day for day, hours in page.items() if hours][:2] == [TRIAL, TRIAL + timedelta(days=7)]


def test_t71_and_t108_the_phone_says_on_which_days_berchem_has_a_reception_and_no_counters() -> (
    None
):
    said = queries.phone_script("berchem", TRIAL, TRIAL)
    assert said[1].startswith("Alleen het onthaal is open op dinsdag en vrijdag van 9 tot 12 uur")
    assert not any(
        "Alleen het onthaal" in one for one in queries.phone_script("harmonie", TRIAL, TRIAL)
    )
