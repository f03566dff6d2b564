"""The figures of a city come from what was booked and done there."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from tests.factories.city import NOW, Desk, Spot, make_city

from loket.foundations.places.models import District, Parameter
from loket.offices.appointments import actions as appointments
from loket.offices.appointments.queries import Item
from loket.offices.evaluation import queries
from loket.offices.queues import actions as queues

pytestmark = pytest.mark.django_db

ACTOR = "system:test"
TOMORROW = date(2026, 11, 24)
#: Open from eight to seven, so that mornings and evenings lie outside office hours.
LONG = Desk(opens=time(8), closes=time(19))


@pytest.fixture(autouse=True)
def _a_city_with_long_hours() -> None:
    make_city({"hall": Spot((LONG, LONG)), "annex": Spot()})
    for code in ("centre", "east"):
        District.objects.create(code=code, name=code.title(), valid_from=date(2020, 1, 1))
    Parameter.objects.create(
        key="office_hours",
        value={"opens": "09:00", "closes": "17:00", "weekdays": [0, 1, 2, 3, 4]},
        valid_from=date(2026, 1, 1),
    )


def book(at: str, *, district: str = "", location: str = "hall", now: datetime = NOW) -> object:
    token = f"{location}_{TOMORROW}_{at}"
    held = appointments.hold(token=token, items=[Item("KIDSID")], client="", now=now, actor=ACTOR)
    return appointments.book(
        hold=held.id, name="Noor V.", district=district, now=now, actor=ACTOR, channel="desk"
    )


def serve(booked, *, after_minutes: int = 0) -> None:
    """The person comes on time, and is called so many minutes after the own moment."""
    from loket.foundations.places import queries as places

    at = booked.starts_at + timedelta(minutes=after_minutes)
    counter = places.snapshot().by_code[booked.location].counters[0].id
    queues.check_in(appointment=booked.id, now=booked.starts_at, actor=ACTOR)
    ticket = queues.call_next(counter=counter, now=at, actor=ACTOR)
    assert ticket is not None
    queues.start(ticket=ticket.id, now=at, actor=ACTOR)
    queues.finish(ticket=ticket.id, outcome="helped", now=at + timedelta(minutes=5), actor=ACTOR)


def moments(count: int, *, first: int = 9 * 60, every: int = 15) -> list[str]:
    minutes = [first + every * i for i in range(count)]
    return [f"{minute // 60:02d}{minute % 60:02d}" for minute in minutes]


def test_residence_counts_visits_that_took_place_by_the_district_told() -> None:
    told = ["centre"] * 6 + ["east"] * 5 + [""]
    for at, district in zip(moments(12), told, strict=True):
        serve(book(at, district=district))
    book("1600", district="centre")  # has not come yet
    book("0900", district="centre", location="annex")  # somewhere else
    found = queries.residence_of("hall", TOMORROW, TOMORROW).residence
    assert (found.n, found.untold) == (11, 1)
    assert [(row.district, row.visits, row.share) for row in found.rows] == [
        ("centre", 6, 5455),
        ("east", 5, 4545),
    ]


def test_residence_of_other_days_shows_nothing() -> None:
    for at in moments(6):
        serve(book(at, district="centre"))
    after = TOMORROW + timedelta(days=1)
    assert queries.residence_of("hall", after, after).residence.n is None


def test_the_share_outside_office_hours_is_of_all_bookings_of_the_place() -> None:
    for at in ["0800", "0815", "1700", "1000", "1100"]:
        book(at)
    book("0900", location="annex")
    hall, annex = queries.outside_hours(TOMORROW, TOMORROW)
    assert (hall.use.location, hall.use.bookings, hall.use.bookings_outside) == ("hall", 5, 3)
    assert hall.use.share == 6000
    # Two counters of eleven hours, of which three outside.
    assert (hall.use.open_minutes, hall.use.open_outside) == (2 * 660, 2 * 180)
    assert annex.use.share == 0


def test_evenings_that_fill_more_than_days_ask_for_more_time() -> None:
    for at in ["0800", "0815", "0830", "0845", "1700", "1715"]:
        book(at)
        book(at)
    book("1000")
    hall = queries.outside_hours(TOMORROW, TOMORROW)[0]
    assert hall.advice is not None
    assert hall.advice.minutes_a_week > 0


def test_a_cancelled_booking_asks_for_nothing() -> None:
    booked = book("0800")
    appointments.cancel(appointment=booked.id, now=NOW, actor=ACTOR)
    assert queries.outside_hours(TOMORROW, TOMORROW) == []


def test_people_book_so_many_days_ahead() -> None:
    for at, days in zip(moments(5), (1, 2, 2, 3, 9), strict=True):
        starts = datetime(2026, 11, 24, 11, tzinfo=UTC)
        appointments.open_days(now=starts - timedelta(days=days))
        book(at, now=starts - timedelta(days=days))
    found = queries.days_ahead("hall", TOMORROW, TOMORROW)
    assert (found.n, found.median, found.longest) == (5, 2, 9)


def test_waiting_is_counted_from_the_own_moment() -> None:
    for at, minutes in zip(moments(5, every=30), (0, 1, 2, 3, 14), strict=True):
        serve(book(at), after_minutes=minutes)
    found = queries.waiting("hall", TOMORROW, TOMORROW)
    assert (found.n, found.median, found.longest) == (5, 2, 14)


def test_outcomes_are_counted_by_state() -> None:
    serve(book("0900"))
    gone = book("1000")
    appointments.cancel(appointment=gone.id, now=NOW, actor=ACTOR)
    assert queries.count_outcomes("hall", TOMORROW, TOMORROW) == {"done": 1, "cancelled": 1}
