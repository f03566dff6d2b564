"""Before a closure or other hours, one sees whom they would affect; after it, who moved where."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.city import NOW, Desk, Spot, make_city
from tests.offices.appointments.helpers import KIDSID, book, hold

from loket.domain.places.facts import Closure, Window
from loket.domain.places.succession import succeeded
from loket.foundations.places import queries as places
from loket.offices.appointments import actions, queries

pytestmark = pytest.mark.django_db

WEDNESDAY = date(2026, 11, 25)
NINE = datetime(2026, 11, 25, 8, tzinfo=UTC)
NOON = NINE + timedelta(hours=3)
PLANNER = "system:test"


def closed(lane: int | None = None):
    place = places.snapshot().by_code["hall"]
    return replace(place, closures=(*place.closures, Closure(NINE, NOON, lane=lane)))


def close(counter: int | None = None):
    return actions.close(
        location="hall", starts_at=NINE, ends_at=NOON, reason={"nl": "Verbouwing"},
        counter=counter, now=NOW, actor=PLANNER,
    )  # fmt: skip


def test_the_preview_of_a_closure_names_exactly_those_whom_it_then_displaces() -> None:
    make_city()
    booked = [
        book(f"hall_2026-11-25_{clock}", who) for clock, who in (("0900", "an"), ("1030", "bo"))
    ]
    book("hall_2026-11-26_0900", "cy")
    hold("hall_2026-11-25_1100")
    seen = queries.would_displace(closed(), WEDNESDAY, WEDNESDAY, now=NOW)
    assert [one.id for one in seen] == [one.id for one in booked]
    assert {one.id for one in seen} == set(close())


def test_looking_changes_nothing() -> None:
    make_city()
    booked = book("hall_2026-11-25_0900", "an")
    queries.would_displace(closed(), WEDNESDAY, WEDNESDAY, now=NOW)
    assert queries.find_appointment(booked.code, booked.secret, now=NOW).state == "booked"
    assert not places.list_closures("hall", NOW)


def test_closing_one_of_two_counters_affects_only_whom_the_other_cannot_take() -> None:
    make_city({"hall": Spot(desks=(Desk(), Desk()))})
    for who in ("an", "bo"):
        book("hall_2026-11-25_0900", who)
    book("hall_2026-11-25_1000", "cy")
    seen = queries.would_displace(closed(lane=0), WEDNESDAY, WEDNESDAY, now=NOW)
    assert [one.starts_at for one in seen] == [NINE]
    assert len(close(counter=0)) == 1


def windows(opens: int, closes: int) -> list[Window]:
    return [Window("counter", opens * 60, closes * 60, WEDNESDAY, weekday=day) for day in range(5)]


def test_the_preview_of_other_hours_names_exactly_those_whom_they_then_displace() -> None:
    make_city()
    book("hall_2026-11-24_0900", "early")
    book("hall_2026-11-25_0900", "an")
    book("hall_2026-11-25_1030", "bo")
    place = places.snapshot().by_code["hall"]
    later = succeeded(place.windows, windows(10, 13), valid_from=WEDNESDAY, lane=0)
    imagined = replace(place, windows=later)
    seen = queries.would_displace(imagined, WEDNESDAY, date(2026, 12, 20), now=NOW)
    assert [one.name for one in seen] == ["An"]
    displaced = actions.change_hours(
        location="hall", windows=windows(10, 13), valid_from=WEDNESDAY, counters=(0,), now=NOW,
        actor=PLANNER,
    )  # fmt: skip
    assert displaced == [one.id for one in seen]


def test_who_was_displaced_is_followed_from_the_offer_to_the_new_moment() -> None:
    make_city()
    booked = book("hall_2026-11-25_0900", "an")
    close()
    (waiting,) = queries.list_displaced("hall", NINE, NOON, announced_at=NOW, now=NOW)
    assert not waiting.accepted
    assert waiting.instead.starts_at < NINE
    record = queries.find_appointment(booked.code, booked.secret, now=NOW)
    actions.move(appointment=booked.id, hold=record.offer.hold, now=NOW, actor="resident")
    (moved,) = queries.list_displaced("hall", NINE, NOON, announced_at=NOW, now=NOW)
    assert moved.accepted
    assert (moved.starts_at, moved.instead.starts_at) == (NINE, waiting.instead.starts_at)


def test_who_moved_before_the_announcement_left_by_themselves() -> None:
    make_city()
    booked = book("hall_2026-11-25_0900", "an")
    other = hold("hall_2026-11-26_0900", replaces=booked.id, now=NOW - timedelta(minutes=2))
    actions.move(
        appointment=booked.id, hold=other.id, now=NOW - timedelta(minutes=1), actor="resident"
    )
    close()
    assert queries.list_displaced("hall", NINE, NOON, announced_at=NOW, now=NOW) == ()


def test_a_closure_that_is_taken_back_gives_its_moments_back() -> None:
    make_city()
    close()
    wish = queries.Wish(items=KIDSID, since=WEDNESDAY, until=WEDNESDAY)
    assert not queries.search(wish=wish, now=NOW).slots
    (announced,) = places.list_closures("hall", NOW)
    actions.reopen(location="hall", closure=announced.id, now=NOW, actor=PLANNER)
    assert queries.search(wish=wish, now=NOW).slots


def test_a_hand_over_counts_the_bookings_from_its_day_on() -> None:
    make_city()
    for day in (24, 25, 26):
        book(f"hall_2026-11-{day}_0900", f"who{day}")
    assert queries.count_booked("KIDSID", WEDNESDAY) == 2
    assert queries.count_booked("PASSPORT", WEDNESDAY) == 0
