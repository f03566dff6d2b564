"""Catalogue, places, moments and the queue, as a program reads them."""

from datetime import time

import pytest
from django.test import Client
from tests.channels.api.helpers import (
    DAILY,
    OPEN,
    assert_problem,
    book,
    get,
    hold,
    moments,
    open_city,
)
from tests.factories.city import Desk, Spot

from loket.kit import clock
from loket.offices.appointments import actions

pytestmark = pytest.mark.django_db


def test_products_say_what_they_ask_and_how_long_they_take() -> None:
    open_city()
    told = {one["code"]: one for one in get("/products").json()["products"]}
    assert {"KIDSID", "PASSPORT", "PICKUP", "BIRTH", "ALONE"} == told.keys()
    assert told["PASSPORT"]["minutes"] == {"first": 15, "further": 10}
    assert told["PASSPORT"]["needs"] == ["booking", "biometrics"]
    assert get("/products/PASSPORT").json() == told["PASSPORT"]
    assert_problem(get("/products/NOPE"), 404, "unknown_product")


def test_locations_are_plain_json_or_linked_data_as_asked() -> None:
    open_city()
    plain = get("/locations").json()["locations"]
    assert [(one["code"], one["name"]) for one in plain] == [("hall", "Hall")]
    linked = Client().get("/api/v1/locations/hall", headers={"Accept": "application/ld+json"})
    assert linked.headers["Content-Type"] == "application/ld+json"
    told = linked.json()
    assert told["@context"] == "https://schema.org"
    week = told["openingHoursSpecification"][0]
    assert (week["@type"], week["opens"], week["closes"]) == (
        "OpeningHoursSpecification", "09:00", "12:00",
    )  # fmt: skip
    assert len(week["dayOfWeek"]) == 7
    assert_problem(get("/locations/nowhere"), 404, "unknown_location")


def test_the_page_the_api_and_the_feed_tell_the_same_hours() -> None:
    open_city()
    one = get("/locations/hall").json()["openingHoursSpecification"]
    feed = Client().get("/feeds/hours.json").json()["@graph"]
    assert [each["openingHoursSpecification"] for each in feed] == [one]


def test_moments_come_by_time_then_distance() -> None:
    near = Spot(desks=(Desk(weekdays=DAILY),), point=(51.2, 4.4))
    far = Spot(desks=(Desk(weekdays=DAILY),), point=(51.3, 4.4))
    open_city(afar=far, beside=near)
    found = moments(near="51.2,4.4", limit=6)
    assert [slot["location"] for slot in found] == ["beside", "afar"] * 3
    assert found == sorted(found, key=lambda slot: (slot["starts_at"], slot["distance_m"]))
    assert found[0]["distance_m"] == 0
    assert 11_000 < found[1]["distance_m"] < 11_200


def test_where_it_cannot_be_the_reason_is_told_in_words() -> None:
    open_city(hall=OPEN, booth=Spot(desks=(Desk(weekdays=DAILY),), capabilities=("booking",)))
    told = get("/availability", item=["PICKUP"]).json()
    assert {slot["location"] for slot in told["slots"]} == {"hall"}
    (lacking,) = told["unavailable"]
    assert lacking["location"] == "booth"
    assert [reason["code"] for reason in lacking["reasons"]] == ["location_lacks"] * 2
    assert lacking["reasons"][0]["detail"] == "Pickup kan niet in Booth: daar is geen kluis."


def test_evening_saturday_and_a_span_of_days_narrow_the_search() -> None:
    late = Spot(
        desks=(
            Desk(weekdays=DAILY),
            Desk(weekdays=(0, 1, 2, 3, 4), opens=time(17), closes=time(19)),
        )
    )
    open_city(hall=late)
    assert all(slot["starts_at"][11:13] >= "17" for slot in moments(evening="true"))
    days = sorted({slot["starts_at"][:10] for slot in moments(limit=200)})
    one_day = moments(from_=days[1], until=days[1], limit=200)
    assert {slot["starts_at"][:10] for slot in one_day} == {days[1]}
    assert one_day == moments(from_=f"{days[1]}T08:00:00+01:00", until=days[1], limit=200)


def test_no_moment_that_is_offered_fails_to_be_held_and_confirmed_when_nobody_else_acts() -> None:
    mixed = Spot(desks=(
        Desk(weekdays=DAILY),
        Desk(skills=("identity", "civil"), weekdays=DAILY, opens=time(10)),
    ))  # fmt: skip
    open_city(hall=mixed, annex=OPEN)
    wanted = ["KIDSID", "BIRTH", "PASSPORT", "KIDSID", "BIRTH"] * 8
    for number, product in enumerate(wanted):
        offered = moments(product, limit=9)
        slot = offered[number * 7 % len(offered)]
        book(slot["slot"], f"p{number}", product, address=f"198.51.100.{number}")


def test_everything_that_is_refused_was_not_offered() -> None:
    open_city()
    day = moments()[0]["starts_at"][:10]
    for minute in range(0, 60, 20):
        book(f"hall_{day}_10{minute:02}", f"p{minute}", address=f"198.51.100.{minute}")
    offered = {slot["slot"] for slot in moments(from_=day, until=day, limit=200)}
    for start in range(9 * 60, 12 * 60, 5):
        slot = f"hall_{day}_{start // 60:02}{start % 60:02}"
        told = hold(slot, address=f"203.0.113.{start % 250}")
        assert (told.status_code == 201) == (slot in offered), slot
        if told.status_code == 201:
            actions.release(hold=told.json()["hold"], now=clock.now(), actor="api")


def test_the_queue_tells_what_somebody_without_an_appointment_should_expect() -> None:
    open_city()
    told = get("/locations/hall/queue").json()
    assert (told["location"], told["waiting"], told["gives_tickets"]) == ("hall", 0, True)
    assert told["expected_wait"] is None or told["expected_wait"]["percent"] == 80
    assert_problem(get("/locations/nowhere/queue"), 404, "unknown_location")


def test_sentences_come_in_the_language_asked_for() -> None:
    open_city()
    told = {lang: get("/products/NOPE", lang=lang).json()["detail"] for lang in ("nl", "xx")}
    assert told["nl"] == told["xx"] == "Dit product kennen we niet."
